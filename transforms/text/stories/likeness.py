"""How likely two articles are to report one story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from transforms.text.stories.frequencies import Frequencies
from transforms.text.stories.term_weights import (
    fact_weights,
    form_weights,
    lead_weights,
    named_weights,
    text_weights,
    title_weights,
)
from transforms.text.stories.terms import Terms

Array = NDArray[np.float64]

#: Weights of the parts of likeness, and the likeness at which two articles are as likely of one story as of two; set
#: by hand near a logistic regression over pairs of 383 labelled articles, checked by halves of the stories.
_TEXT, _LEAD, _TITLE, _EVEN = 12.0, 9.0, 8.0, 11.0
#: What speaks against it, where both articles have facts: the same wording around other facts, as in two forecasts or
#: two quakes told by one form, and hardly any facts in common.
_FORM, _SLACK, _CLASH, _FEW, _SOME_FACTS = 60.0, 0.15, 8.0, 0.15, 8.0
#: What is taken off for titles that name what the other text does not: two floods, two quakes.
_NAMED, _HALF, _SOME_NAME = 8.0, 0.5, 3.0
#: what a gap in time takes off, for each doubling or so of the gap over half the horizon
_TIME = 0.6
#: What is taken off in a run that knows few articles, down to nothing at `_ENOUGH`: what is rare among them is not
#: known yet, and a wrong join stays, while two stories that are one may still be merged later.
_LITTLE, _ENOUGH = 2.0, 60


class Side:
    """Articles that are compared, all their terms in one array: groups of them are small and many."""

    def __init__(self, packed: Sequence[bytes], times: Sequence[datetime | None], frequencies: Frequencies) -> None:
        self.days = np.array([time.timestamp() / 86400 if time else np.nan for time in times])
        every, sizes = Terms.join(packed)
        self.hashes = every.hashes
        self.count = len(sizes)
        ends = np.cumsum(sizes).tolist()
        #: where the terms of each article stand
        self.slices = [slice(end - size, end) for end, size in zip(ends, sizes, strict=True)]
        self.rows = np.repeat(np.arange(self.count), sizes)
        idf = frequencies.idf(every.hashes)
        self.weights = {
            "text": text_weights(every, idf),
            "lead": lead_weights(every, idf),
            "title": title_weights(every, idf),
            "facts": fact_weights(every, idf),
            "named": named_weights(every, idf),
            "form": form_weights(every, idf),
        }

    def sums(self, weights: Array) -> Array:
        """Add up the weights of each article."""
        sums: Array = np.bincount(self.rows, weights, minlength=self.count).astype(np.float64)
        return sums


class _Pair:
    """Two sides, brought to the terms of the first: no others can be shared."""

    def __init__(self, ones: Side, others: Side) -> None:
        self.sides = (ones,) if ones is others else (ones, others)
        self.hashes = np.unique(ones.hashes)
        self._places = [self._find(side) for side in self.sides]
        self._spread: dict[tuple[int, str], Array] = {}

    def _find(self, side: Side) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return which terms of a side may be shared, and where each goes in a matrix."""
        if not len(self.hashes):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        columns = np.minimum(np.searchsorted(self.hashes, side.hashes), len(self.hashes) - 1)
        kept = np.flatnonzero(self.hashes[columns] == side.hashes)
        return kept, side.rows[kept] * len(self.hashes) + columns[kept]

    def spread(self, number: int, part: str) -> Array:
        """Return a matrix of the weights of a side, a row for each article and a column for each term."""
        number %= len(self.sides)
        if (number, part) not in self._spread:
            side, (kept, places) = self.sides[number], self._places[number]
            matrix = np.zeros(side.count * len(self.hashes))
            matrix[places] = side.weights[part][kept]
            self._spread[number, part] = matrix.reshape(side.count, len(self.hashes))
        return self._spread[number, part]

    def sums(self, number: int, part: str, power: int = 1) -> Array:
        side = self.sides[number % len(self.sides)]
        return side.sums(side.weights[part] ** power)

    def cosines(self, part: str) -> Array:
        """Return the cosine of each two articles."""
        one, other = (
            self.spread(number, part) / np.maximum(np.sqrt(self.sums(number, part, 2)), 1e-9)[:, None]
            for number in (0, 1)
        )
        return np.clip(one @ other.T, 0, 1)

    def covered(self, part: str, whole: str) -> Array:
        """Return how much of the parts of one article stands in the other, on average both ways."""
        one, other = (
            self.spread(number, part)
            @ (self.spread(1 - number, whole) > 0).astype(float).T
            / np.maximum(self.sums(number, part), 1e-9)[:, None]
            for number in (0, 1)
        )
        result: Array = (one + other.T) / 2
        return result

    def both(self, part: str, least: float) -> NDArray[np.bool_]:
        """Tell of each two articles whether a part weighs so much in both."""
        both: NDArray[np.bool_] = (self.sums(0, part) >= least)[:, None] & (self.sums(1, part) >= least)
        return both


def likenesses(ones: Side, others: Side, frequencies: Frequencies, horizon_days: float) -> Array:
    """Return for each article of one side and each of the other, 0..1, how likely they are to report one story."""
    pair = _Pair(ones, others)
    told, covered = pair.covered("title", "lead"), pair.covered("facts", "text")
    logit = _TEXT * np.sqrt(pair.cosines("text")) + _LEAD * np.sqrt(pair.cosines("lead")) + _TITLE * np.sqrt(told)
    logit -= _EVEN
    named = _NAMED * np.maximum(_HALF - pair.covered("named", "text"), 0)
    logit -= np.where(pair.both("named", _SOME_NAME), named, 0)
    logit -= _LITTLE * max(0.0, 1 - frequencies.sample / _ENOUGH)
    clash = _FORM * np.maximum(pair.cosines("form") - covered - _SLACK, 0) + _CLASH * np.maximum(_FEW - covered, 0)
    logit -= np.where(pair.both("facts", _SOME_FACTS), clash, 0)
    gaps = np.nan_to_num(np.abs(ones.days[:, None] - others.days), nan=0.0)
    logit -= _TIME * np.log1p(2 * np.maximum(gaps - 1, 0) / horizon_days)
    result: Array = 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
    return result
