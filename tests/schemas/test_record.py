"""Records travel between processes as what they are."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from schemas import Article, Outcome, Repair
from schemas.record import record


@record
class Alone:
    only: str


@pytest.mark.parametrize(
    "it",
    [
        Alone("x"),
        Outcome("a.txt", "kept", "stories", None, None, "id", None, None),
        Article("id", "a.txt", "seed", "Words.", 1, "c", repairs=(Repair("error", "why"),)),
    ],
)
def test_a_record_comes_back_equal(it) -> None:
    assert pickle.loads(pickle.dumps(it)) == it


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Alone("x").only = "y"
    with pytest.raises((AttributeError, TypeError)):
        Alone("x").other = "y"
