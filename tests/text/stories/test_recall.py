"""Recall: what a new article is compared with, whatever lies beside it in memory."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.text.stories.recall import MOST, Postings, recall

Rows = list[tuple[int, int, float]]


OLD = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 200), st.just(1.0)), max_size=300, unique=True)


def postings(rows: Rows) -> Postings:
    keys, owners, times = ([row[column] for row in rows] for column in range(3))
    names = [f"{owner:016d}".encode() for owner in owners]
    return Postings(
        np.array(keys, np.int64), np.array(owners, np.int64), np.array(times, float), np.array(names, "S16")
    )


def met(new: Rows, old: Rows) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in zip(*(numbers.tolist() for numbers in recall(postings(new), postings(old), 10_000)), strict=True):
        assert other not in found.setdefault(one, set())
        found[one].add(other)
    return found


def test_those_that_share_a_key_meet() -> None:
    old = [(7, 0, 1.0), (8, 0, 1.0), (8, 1, 2.0), (9, 2, 3.0)]
    assert met([(7, 0, 1.0), (8, 0, 1.0), (8, 1, 5.0), (6, 2, 1.0)], old) == {0: {0, 1}, 1: {0, 1}}
    assert met([(7, 0, 1.0)], []) == {}
    assert met([], old) == {}


def test_under_a_common_key_the_nearest_in_time_meet() -> None:
    assert met([(7, 0, 500.2)], [(7, number, float(number)) for number in range(1000)]) == {0: set(range(481, 521))}


def test_of_too_many_those_meet_that_share_most() -> None:
    old = [(key, 100 * (key // 2) + place, 1.0) for key in range(8) for place in range(79)]
    old += [(key, 9999, 1.0) for key in range(8)]
    (numbers,) = met([(key, 0, 1.0) for key in range(8)], old).values()
    assert len(numbers) == MOST
    assert 9999 in numbers


def test_few_meet_that_share_one_term_only() -> None:
    old = [(key, 100 * key + place, 1.0) for key in range(9) for place in range(79)]
    (numbers,) = met([(key, 0, 1.0) for key in range(9)], [*old, (1, 5, 1.0)]).values()
    assert 5 in numbers
    assert len(numbers) == 40


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 200), st.just(1.0)), max_size=300, unique=True), st.randoms()
)
def test_the_order_of_what_is_remembered_makes_no_difference(old: Rows, dice: random.Random) -> None:
    new = [(key, 0, 1.0) for key in range(4)]
    before = met(new, old)
    dice.shuffle(old)
    assert met(new, old) == before
