"""Which remembered articles a new one is compared with: those that share its telling terms, near it in time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
#: under one term, as many remembered articles before and after a new one in time may be compared with it
_NEXT = 40
#: remembered articles that one new one is compared with at most: those that share most, by how rare it is; and how
#: many of them may share a single term
MOST, _FEW = 160, 40
#: new articles looked at together, so that what they meet takes little room
_TOGETHER = 2000


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms of articles, one row for each term of an article under which it can be met."""

    keys: Ints
    #: number of the article
    owners: Ints
    times: NDArray[np.float64]
    #: ids of the articles, which settle ties
    ids: NDArray[np.bytes_]

    @classmethod
    def join(cls, parts: list[Postings]) -> Postings:
        """Put postings one behind the other."""
        none = cls(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0, "S16"))
        return cls(*(np.concatenate([getattr(part, name) for part in (none, *parts)]) for name in cls.__slots__))

    def take(self, rows: Ints | NDArray[np.bool_]) -> Postings:
        """Return some of the rows."""
        return Postings(self.keys[rows], self.owners[rows], self.times[rows], self.ids[rows])


def recall(new: Postings, old: Postings, remembered: int) -> tuple[Ints, Ints]:
    """Return which new articles are compared with which remembered ones, as two arrays of their numbers.

    The answer does not depend on the order of the rows. `remembered` is the number of all articles that are
    remembered, against which terms are rare.
    """
    old = old.take(np.lexsort((old.ids, old.times, old.keys)))
    numbers, first = np.unique(new.owners, return_index=True)
    time_of = dict(zip(numbers.tolist(), new.times[first].tolist(), strict=True))
    found: list[tuple[Ints, Ints]] = []
    for start in range(0, len(numbers), _TOGETHER):
        few = new.take(np.isin(new.owners, numbers[start : start + _TOGETHER]))
        owners, places, weights = _meet(few, old, remembered)
        owners, places = _most_shared(owners, places, weights, old, time_of)
        found.append((owners, old.owners[places]))
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate([owners for owners, _ in found]), np.concatenate([others for _, others in found])


def _meet(new: Postings, old: Postings, remembered: int) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Pair postings of one key that are near in time, with the weight of the key."""
    new = new.take(np.argsort(new.keys, kind="stable"))
    keys, starts, counts = np.unique(new.keys, return_index=True, return_counts=True)
    lows, highs = np.searchsorted(old.keys, keys), np.searchsorted(old.keys, keys, side="right")
    owners, places, weights = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    for start, count, low, high in zip(*(array.tolist() for array in (starts, counts, lows, highs)), strict=True):
        if low == high:
            continue
        near = np.searchsorted(old.times[low:high], new.times[start : start + count])
        width = min(2 * _NEXT, high - low)
        begins = low + np.clip(near - _NEXT, 0, high - low - width)
        places.append((begins[:, None] + np.arange(width)).ravel())
        owners.append(np.repeat(new.owners[start : start + count], width))
        weights.append(np.full(count * width, np.log((remembered + 1) / (high - low + 0.5))))
    return np.concatenate(owners), np.concatenate(places), np.concatenate(weights)


def _most_shared(
    owners: Ints, places: Ints, weights: NDArray[np.float64], old: Postings, time_of: dict[int, float]
) -> tuple[Ints, Ints]:
    """Join the pairs that met under several keys, and keep for each new article those that share most with it."""
    numbers, first = np.unique(old.owners, return_index=True)
    others = np.searchsorted(numbers, old.owners[places])
    pairs, where = np.unique(owners * len(numbers) + others, return_inverse=True)
    if not len(pairs):
        return owners, places
    shared, keys = np.round(np.bincount(where, weights), 6), np.bincount(where)
    owners, places = pairs // len(numbers), first[pairs % len(numbers)]
    gaps = np.abs(np.array([time_of[owner] for owner in owners.tolist()]) - old.times[places])
    order = np.lexsort((old.ids[places], gaps, -shared, owners))
    owners, places = owners[order], places[order]
    rank = np.arange(len(owners)) - np.searchsorted(owners, owners)
    kept = (rank < _FEW) | ((rank < MOST) & (keys[order] > 1))
    return owners[kept], places[kept]
