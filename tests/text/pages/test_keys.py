"""A line is found in another reading wherever it stands, in whatever order lines are looked up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transforms.text.pages.keys import Reference, key


def test_spelling_punctuation_and_space_make_no_difference() -> None:
    assert key("“Ada’s Bridge”, 1911!") == key("ada s bridge 1911") == "adasbridge1911"


@given(st.text("ab", max_size=400), st.lists(st.text("ab", max_size=60), max_size=20))
def test_a_reference_holds_what_its_text_holds(text: str, lines: list[str]) -> None:
    reference = Reference(text)
    assert [line in reference for line in lines] == [line in text for line in lines]
    starts = range(0, max(1, len(text) - 50), 7)
    assert all(text[start : start + 50] in reference for start in reversed(starts))
    assert len(reference) == len(text)
