"""Which articles meet, and how alike those that met are as reports of one story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from transforms.text.stories.frequencies import Frequencies
from transforms.text.stories.likeness import Array, Side, likenesses

#: likeness from which the terms that two articles share are kept, and how many of them
_TELLING, SHARED = 0.3, 10
#: keys under which an article meets others: its most telling terms
KEYS = 12
#: least likeness that is told to the decision
MIN_LIKENESS = 0.02
#: articles of one bucket are compared with this many that are next in time, and so many remembered ones that a new one
#: is most like with one another
_NEXT = 40


@dataclass(frozen=True)  # without slots, which would make pickling slow
class Note:
    """What the search for stories carries of one article."""

    article_id: str
    published_at: datetime | None
    #: packed `Terms`
    terms: bytes
    #: the story of a remembered article, empty for a new one
    story_id: str = ""
    #: what `series_of` its title says
    series: tuple[int, int] = (0, 0)

    @property
    def time(self) -> tuple[float, str]:
        """Sort key: time of publication, then id."""
        return self.published_at.timestamp() if self.published_at else 0.0, self.article_id


@dataclass(frozen=True)
class StoryEdge:
    """How alike two articles are; `first` has the smaller id."""

    first: str
    second: str
    likeness: float
    first_story: str = ""
    second_story: str = ""
    #: hashes of the most telling terms of both, as bytes
    shared: bytes = b""


def story_keys(terms: bytes) -> NDArray[np.int64]:
    """Return the keys under which an article meets others."""
    return np.frombuffer(terms, dtype="<u4", count=min(KEYS, len(terms) // 5)).astype(np.int64)


def bucket_edges(notes: Sequence[Note], frequencies: Frequencies, horizon_days: float) -> list[StoryEdge]:
    """Compare the new articles that meet under one key; the cost is linear in their number.

    Each is compared with the articles next to it in time.
    """
    ordered = sorted(notes, key=lambda note: note.time)
    starts = range(0, max(1, len(ordered) - _NEXT), _NEXT)
    return [edge for start in starts for edge in _edges(ordered[start : start + 2 * _NEXT], frequencies, horizon_days)]


def recalled_edges(
    note: Note, remembered: Sequence[Note], frequencies: Frequencies, horizon_days: float
) -> list[StoryEdge]:
    """Compare a new article with remembered ones, and those that it is most like with one another."""
    ordered = sorted(remembered, key=lambda note: note.time)
    new, old = _side([note], frequencies), _side(ordered, frequencies)
    likeness = likenesses(new, old, frequencies, horizon_days)[0]
    alike = [place for place in np.argsort(-likeness, kind="stable").tolist() if likeness[place] >= MIN_LIKENESS]
    return _edges([note, *(ordered[place] for place in alike)], frequencies, horizon_days, _NEXT)


def _side(notes: Sequence[Note], frequencies: Frequencies) -> Side:
    return Side([note.terms for note in notes], [note.published_at for note in notes], frequencies)


def _edges(
    notes: list[Note], frequencies: Frequencies, horizon_days: float, others: int | None = None
) -> list[StoryEdge]:
    """Compare the first article with all, and so many others with one another; members of one story are no edge."""
    if len(notes) < 2:
        return []
    side = _side(notes, frequencies)
    likeness = likenesses(side, side, frequencies, horizon_days)
    if others is not None:
        likeness[1:, others + 1 :] = 0
    edges = []
    for i, j in np.argwhere(np.triu(likeness, 1) >= MIN_LIKENESS).tolist():
        one, other = sorted((notes[i], notes[j]), key=lambda note: note.article_id)
        if (
            one.article_id != other.article_id
            and (not one.story_id or one.story_id != other.story_id)
            and (one.series[0] != other.series[0] or one.series[1] == other.series[1])
        ):
            value = round(float(likeness[i, j]), 4)
            shared = _shared(side, i, j) if value >= _TELLING and not (one.story_id and other.story_id) else b""
            edges.append(StoryEdge(one.article_id, other.article_id, value, one.story_id, other.story_id, shared))
    return edges


def _shared(side: Side, one: int, other: int) -> bytes:
    """Return the hashes of the terms that weigh most in both articles."""
    mine, yours = side.slices[one], side.slices[other]
    common, ones, others = np.intersect1d(side.hashes[mine], side.hashes[yours], True, return_indices=True)
    weights: Array = side.weights["text"][mine][ones] * side.weights["text"][yours][others]
    order = np.lexsort((common, -np.round(weights, 6)))
    return common[order[:SHARED]].astype("<u4").tobytes()
