"""Names of people: their parts, and who is who."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.quality.measure import PAIRS_FILE, tell_pairs
from transforms.text.entities.name_parts import PersonName, parse_name
from transforms.text.entities.names import same_person


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
    counts = tell_pairs()
    assert min(counts[group][1] for group in ("yes", "no")) >= 200
    for group, least in (("yes", 0.95), ("no", 0.98), ("yes unseen", 0.93), ("no unseen", 0.98)):
        right, total = counts[group]
        assert right >= least * total


def test_pairs_of_names_are_told_the_same_either_way_round() -> None:
    for row in csv.DictReader(PAIRS_FILE.open(encoding="utf-8")):
        assert same_person(row["one"], row["other"]) == same_person(row["other"], row["one"])


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_taken(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
