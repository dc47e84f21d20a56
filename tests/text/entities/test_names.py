"""Names of people: their parts, and who is who."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.text.entities.names import PersonName, parse_name, same_person

PAIRS = Path(__file__).parents[2] / "quality" / "name_pairs.csv"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dr. Anna M. Weber", PersonName(("anna", "m"), "weber")),
        ("Curtis Holm-Price", PersonName(("curtis",), "price", ("holm",))),
        ("Holm-Price", PersonName((), "price", ("holm",))),
        ("Ursel von der Heide", PersonName(("ursel",), "heide")),
        ("von der Heide", PersonName((), "heide")),
        ("Kim Min-ho", PersonName(("minho",), "kim")),
        ("Erik Holm, Jr.", PersonName(("erik",), "holm", (), "jr")),
        ('Errol "Stump" Kane', PersonName(("errol",), "kane")),
        ("Lady Strath", PersonName((), "strath")),
        ("J.K. Marsh", PersonName(("j", "k"), "marsh")),
        ("", PersonName((), "")),
    ],
)
def test_parts(name: str, parts: PersonName) -> None:
    assert parse_name(name) == parts


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("J. Smith", "John Smith", True),
        ("Robert Holmberg", "Robert Holmbergh", True),
        ("Jon Vares", "Jon Varga", False),
    ],
)
def test_initials_and_slips_join_only_near(one: str, other: str, near: bool) -> None:
    assert same_person(one, other, near=True) == near
    assert not same_person(one, other)


def test_pairs_of_names_are_told_right() -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in csv.DictReader(PAIRS.open(encoding="utf-8")):
        told = same_person(row["one"], row["other"])
        assert told == same_person(row["other"], row["one"])
        for group in (row["same"], f"{row['same']} {row['half']}"):
            total[group] += 1
            right[group] += told == (row["same"] == "yes")
    assert total["yes"] >= 200
    assert total["no"] >= 200
    assert right["yes"] >= 0.95 * total["yes"]
    assert right["no"] >= 0.98 * total["no"]
    assert right["yes unseen"] >= 0.93 * total["yes unseen"]
    assert right["no unseen"] >= 0.98 * total["no unseen"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_taken(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
