"""Copies: what is the same text again, and which one is the original."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.news import START, flood, prose
from transforms.text.stories.copies import Copy, CopyEdge, Overlap, Print, bucket_pairs, choose_originals, overlap
from transforms.text.stories.fingerprint import Sketch, fingerprint

BODY = prose(1, 400)


def sketch(text: str, *boilerplate: str) -> Sketch:
    taken = fingerprint(text, boilerplate)
    assert taken is not None
    return Sketch.unpack(taken.sketch)


@pytest.mark.parametrize(
    ("name", "other", "copies"),
    [
        ("the same", BODY, True),
        ("set otherwise", f"TOWN (Agency) — “{BODY}”\n\nReporting by A. B.", True),
        ("a third cut from the end", " ".join(BODY.split()[:270]), True),
        ("as much again put after it", f"{BODY} {prose(2, 350)}", True),
        ("a paragraph quoted", f"{prose(3, 300)} {' '.join(BODY.split()[:60])}", False),
        ("a brief in a long report", f"{BODY} {prose(5, 2000)}", False),
        ("something else", prose(6, 400), False),
    ],
)
def test_what_is_a_copy(name: str, other: str, copies: bool) -> None:
    assert (overlap(sketch(BODY), sketch(other)) is not None) == copies
    assert (overlap(sketch(other), sketch(BODY)) is not None) == copies


def test_a_shared_footer_is_not_a_copy() -> None:
    footer = " ".join(BODY.split()[-200:])
    assert overlap(sketch(f"{prose(4, 130)} {footer}"), sketch(f"{prose(7, 130)} {footer}")) is None


def test_only_the_same_words_are_exact() -> None:
    same, cut = overlap(sketch(BODY), sketch(BODY.upper())), overlap(sketch(BODY), sketch(BODY.rsplit(" ", 1)[0]))
    assert same == Overlap(1.0, 1.0, exact=True)
    assert cut is not None
    assert not cut.exact


def test_a_line_that_only_one_page_tells_from_the_article_leaves_it_exact() -> None:
    line = "A. B. is editor of the Ledger"
    shared = overlap(sketch(BODY, line), sketch(f"{BODY}\n\n{line}"))
    assert shared is not None
    assert shared.exact
    for other in (sketch(f"{BODY}\n\n{line}"), sketch(BODY, line, "Related")):
        near = overlap(sketch(f"{BODY}\n\nC. D. is editor of the Echo"), other)
        assert near is not None
        assert not near.exact
    half = " ".join(BODY.split()[:270]), " ".join(BODY.split()[270:])
    near = overlap(sketch(*half), sketch(BODY))
    assert near is not None
    assert not near.exact, "its original would tell of what it lacks"


def test_a_form_filled_in_with_other_facts_is_not_a_copy() -> None:
    one, other = (flood(place, dead, "wire")[1] for place, dead in (("Vell", 12), ("Orrin", 31)))
    assert overlap(sketch(one), sketch(other)) is None


def print_of(name: str, age: float = 0, **columns: object) -> Print:
    return Print(name, **{"remembered": False, "sketch": b"", "published_at": START.replace(hour=int(age)), **columns})  # type: ignore[arg-type]


def edge(one: Print, other: Print, share: float = 0.9) -> CopyEdge:
    return CopyEdge(one, other, Overlap(share, share, exact=False))


def originals(edges: Iterable[CopyEdge]) -> dict[str, str]:
    return {copy.article_id: copy.copy_of for copy in choose_originals(edges)}


def test_the_earliest_is_the_original() -> None:
    a, b, c = print_of("a", 3), print_of("b", 1), print_of("c", 2)
    assert originals([edge(a, b), edge(a, c), edge(b, c)]) == {"a": "b", "c": "b"}


def test_a_stated_origin_is_the_original() -> None:
    early = print_of("early", 1, publisher="Daily", origin_publisher="Agency")
    assert originals([edge(early, print_of("late", 5, publisher="Agency"))]) == {"early": "late"}
    assert originals([edge(early, print_of("late", 5, publisher="Weekly"))]) == {"late": "early"}, "not at hand"


def test_a_remembered_article_stays_what_it_is() -> None:
    old = print_of("old", 9, remembered=True, story_id="s")
    copy = print_of("copy", 8, remembered=True, copy_of="gone", story_id="t")
    new = print_of("new", 1)
    assert choose_originals([edge(old, new)]) == [Copy("new", "old", "near", 0.9, "s")]
    assert choose_originals([edge(copy, new)]) == [Copy("new", "gone", "near", 0.9, "t")]


NAMES = [chr(97 + i) for i in range(8)]


@settings(deadline=None)
@given(st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] < p[1])), st.randoms())
def test_copies_name_originals_whatever_the_order(pairs: set[tuple[str, str]], dice: object) -> None:
    prints = {name: print_of(name, i % 3) for i, name in enumerate(NAMES)}
    edges = [edge(prints[a], prints[b], 0.6 + 0.04 * ((ord(a) * ord(b)) % 9)) for a, b in sorted(pairs)]
    found = originals(edges)
    dice.shuffle(edges)  # type: ignore[attr-defined]
    assert originals(edges + edges) == found
    assert not set(found.values()) & set(found)


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.just(START), st.sampled_from(NAMES)), unique_by=lambda age: age[2]))
def test_pairs_of_a_bucket(ages: list[tuple[bool, datetime, str]]) -> None:
    pairs = bucket_pairs(ages)
    new = {name for is_new, _, name in ages if is_new}
    assert all(a < b and {a, b} & new for a, b in pairs)
    assert bucket_pairs(ages[::-1]) == pairs
    assert len(pairs) == sum(1 for i, a in enumerate(ages) for b in ages[:i] if {a[2], b[2]} & new)


def test_the_cost_of_a_bucket_is_linear() -> None:
    ages = [(True, START, f"{i:04}") for i in range(2000)]
    assert len(bucket_pairs(ages)) < 30 * 2000
