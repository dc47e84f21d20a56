"""How alike two articles are as reports of one story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import numpy as np
from numpy.typing import NDArray

from transforms.text.stories.terms import (
    Frequencies,
    Terms,
    fact_weights,
    form_weights,
    lead_weights,
    named_weights,
    text_weights,
    title_weights,
)

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
#: likeness from which the terms that two articles share are kept, and how many of them
_TELLING, SHARED = 0.3, 10
#: keys under which an article meets others: its most telling terms
KEYS = 12
#: least likeness that is told to the decision
MIN_LIKENESS = 0.02
#: articles of one bucket are compared with this many that are next in time
_NEXT = 40


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
    """Compare the articles that meet under one key; the cost is linear in their number.

    Each is compared with the articles next to it in time. Two remembered articles of one story are not compared.
    """
    ordered = sorted(notes, key=lambda note: note.time)
    starts = range(0, max(1, len(ordered) - _NEXT), _NEXT)
    return [
        edge
        for start in starts
        for edge in _window_edges(ordered[start : start + 2 * _NEXT], frequencies, horizon_days)
    ]


def _window_edges(notes: list[Note], frequencies: Frequencies, horizon_days: float) -> list[StoryEdge]:
    if len(notes) < 2 or all(note.story_id for note in notes):
        return []
    terms = [Terms.unpack(note.terms) for note in notes]
    likeness = likenesses(terms, [note.published_at for note in notes], frequencies, horizon_days)
    weights = cache(lambda place: text_weights(terms[place], frequencies))
    edges = []
    for i, j in np.argwhere(np.triu(likeness, 1) >= MIN_LIKENESS):
        one, other = sorted((notes[i], notes[j]), key=lambda note: note.article_id)
        if (
            one.article_id != other.article_id
            and (not one.story_id or one.story_id != other.story_id)
            and (one.series[0] != other.series[0] or one.series[1] == other.series[1])
        ):
            value = round(float(likeness[i, j]), 4)
            shared = _shared(terms[i], terms[j], weights(i), weights(j)) if value >= _TELLING else b""
            edges.append(StoryEdge(one.article_id, other.article_id, value, one.story_id, other.story_id, shared))
    return edges


def _shared(one: Terms, other: Terms, weights: Array, other_weights: Array) -> bytes:
    """Return the hashes of the terms that weigh most in both articles."""
    common, mine, yours = np.intersect1d(one.hashes, other.hashes, assume_unique=True, return_indices=True)
    order = np.lexsort((common, -np.round(weights[mine] * other_weights[yours], 6)))
    return common[order[:SHARED]].astype("<u4").tobytes()


def likenesses(
    articles: Sequence[Terms], times: Sequence[datetime | None], frequencies: Frequencies, horizon_days: float
) -> NDArray[np.float64]:
    """Return for each pair of articles, 0..1, how likely they are to report one story."""
    size = len(articles)
    # all terms of all articles in one array: weights go by term, and buckets are small and many
    every = Terms(*(np.concatenate([getattr(article, part) for article in articles]) for part in Terms.__slots__))
    hashes, places = np.unique(every.hashes, return_inverse=True)
    rows = np.repeat(np.arange(size), [len(article.hashes) for article in articles])

    def spread(weigh: Callable[[Terms, Frequencies], NDArray[np.float64]]) -> NDArray[np.float64]:
        matrix = np.zeros((size, len(hashes)))
        matrix[rows, places] = weigh(every, frequencies)
        return matrix

    text, lead, title = spread(text_weights), spread(lead_weights), spread(title_weights)
    facts, form = spread(fact_weights), spread(form_weights)
    texts, told, covered = _cosines(text), _covered(title, lead), _covered(facts, text)
    logit = _TEXT * np.sqrt(texts) + _LEAD * np.sqrt(_cosines(lead)) + _TITLE * np.sqrt(told) - _EVEN
    known = facts.sum(axis=1) >= _SOME_FACTS
    clash = _FORM * np.maximum(_cosines(form) - covered - _SLACK, 0) + _CLASH * np.maximum(_FEW - covered, 0)
    named = spread(named_weights)
    names = named.sum(axis=1) >= _SOME_NAME
    logit -= np.where(names[:, None] & names, _NAMED * np.maximum(_HALF - _covered(named, text), 0), 0)
    logit -= _LITTLE * max(0.0, 1 - frequencies.sample / _ENOUGH)
    logit -= np.where(known[:, None] & known, clash, 0)
    logit -= _TIME * np.log1p(2 * np.maximum(_gaps(times) - 1, 0) / horizon_days)
    result: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
    return result


def _covered(parts: NDArray[np.float64], wholes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each two articles how much of the parts of one stands in the other, on average both ways."""
    share = parts @ (wholes > 0).T / np.maximum(parts.sum(axis=1), 1e-9)[:, None]
    result: NDArray[np.float64] = (share + share.T) / 2
    return result


def _cosines(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    unit = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    result: NDArray[np.float64] = np.clip(unit @ unit.T, 0, 1)
    return result


def _gaps(times: Sequence[datetime | None]) -> NDArray[np.float64]:
    """Return the days between each two articles; none where a time is not known."""
    days = np.array([time.timestamp() / 86400 if time else np.nan for time in times])
    return np.nan_to_num(np.abs(days[:, None] - days), nan=0.0)
