"""The scores of groupings, by hand and by their properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.quality.story_scores import Score, group_pairs, score_groups, score_pairs

labels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall", "ari"),
    [
        ("aabb", "xxyy", 1.0, 1.0, 1.0),
        ("aabb", "xxxx", 0.5, 1.0, 0.0),
        ("aabb", "wxyz", 1.0, 0.5, 0.0),
        ("aaabb", "xxyyy", (1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5, (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5, 1 / 6),
        ("", "", 1.0, 1.0, 1.0),
        ("a", "x", 1.0, 1.0, 1.0),
    ],
)
def test_groupings_score_as_by_hand(gold: str, found: str, precision: float, recall: float, ari: float) -> None:
    scores = score_groups(gold, found)
    assert scores.b_cubed.precision == pytest.approx(precision)
    assert scores.b_cubed.recall == pytest.approx(recall)
    assert scores.ari == pytest.approx(ari)


def test_pairs_count_once_whatever_the_order() -> None:
    gold = group_pairs({"a": 1, "b": 1, "c": 1, "d": 2})
    assert gold == {("a", "b"), ("a", "c"), ("b", "c")}
    assert score_pairs(gold, group_pairs({"d": 0, "c": 0, "b": 1, "a": 1})) == Score(1 / 2, 1 / 3)
    assert score_pairs(frozenset(), frozenset()) == Score(1.0, 1.0)


def test_f1_of_nothing_right_is_zero() -> None:
    assert Score(0.0, 0.0).f1 == 0.0


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        score_groups("ab", "x")


@given(labels)
def test_swapping_sides_swaps_precision_and_recall(pairs: list[tuple[int, int]]) -> None:
    gold, found = zip(*pairs, strict=True)
    ahead, back = score_groups(gold, found), score_groups(found, gold)
    assert ahead.b_cubed.precision == pytest.approx(back.b_cubed.recall)
    assert ahead.pairs.precision == pytest.approx(back.pairs.recall)
    assert ahead.ari == pytest.approx(back.ari)


@given(labels)
def test_only_the_same_grouping_is_perfect(pairs: list[tuple[int, int]]) -> None:
    gold, found = zip(*pairs, strict=True)
    scores = score_groups(gold, found)
    same = len(set(pairs)) == len(set(gold)) == len(set(found))
    assert (scores.b_cubed.f1 == pytest.approx(1.0)) == same


@given(labels)
def test_pairs_agree_with_listing_them(pairs: list[tuple[int, int]]) -> None:
    gold = {str(item): pair[0] for item, pair in enumerate(pairs)}
    found = {str(item): pair[1] for item, pair in enumerate(pairs)}
    assert score_pairs(group_pairs(gold), group_pairs(found)) == score_groups([*gold.values()], [*found.values()]).pairs
