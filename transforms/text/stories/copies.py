"""Copies: which articles are the same text again, and which of them is the original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from schemas.record import record
from transforms.text.stories.fingerprint import Sketch

#: Share of the shorter text that must stand in the other. Of hand-checked reprints, cut or extended, the least is .66;
#: of other pairs (excerpts, rewrites, filled-in forms, shared footers) the highest is .44.
MIN_SHARE = 0.58
#: Least share of the longer text, or a brief would be a copy of every long report that quotes it whole.
MIN_SHARE_OF_LONGER = 0.25
#: Least share of the first half of the shorter text: a shared footer is not a copy.
MIN_SHARE_OF_HEAD = 0.3
#: Least share of the names and numbers, where both texts have some: a form filled in with other facts is not a copy.
MIN_SHARE_OF_FACTS = 0.45
_SOME_FACTS = 4
#: Least share of both texts where the same words were delivered but not the same taken for the article: a line that
#: repeats the headline, or tells of the author, is known as such where the page says so elsewhere.
_MIN_SHARE_OF_EXACT = 0.8
#: Shingles of the shorter text, of 25 words: less is a stub or a notice, that says the same on pages that differ.
_MIN_SHINGLES = 21
#: articles of one bucket that all others are compared with; the originals of a bucket are among the first
COMPARED = 12
_LATE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)  # without slots, which would make pickling slow
class Print:
    """What the search for copies carries of one article."""

    article_id: str
    #: committed by an earlier run: it may be an original, but no longer becomes a copy
    remembered: bool
    sketch: bytes
    publisher: str | None = None
    origin_publisher: str | None = None
    published_at: datetime | None = None
    #: the original of a remembered copy
    copy_of: str | None = None
    #: the story of a remembered article
    story_id: str = ""

    @property
    def age(self) -> tuple[bool, datetime, str]:
        """Sort key: remembered articles, then the earliest published, then the lowest id."""
        return not self.remembered, self.published_at or _LATE, self.article_id


@dataclass(frozen=True)
class Overlap:
    """How much two texts share, as shares of their shingles."""

    first_in_second: float
    second_in_first: float
    exact: bool


@dataclass(frozen=True)
class CopyEdge:
    """Two articles of which one is a copy of the other."""

    first: Print
    second: Print
    overlap: Overlap


@record
class Copy:
    """The verdict on one article: whose copy it is."""

    article_id: str
    copy_of: str
    kind: str
    score: float
    #: the original's story, where the original is remembered
    story_id: str = ""


def bucket_pairs(ages: Iterable[tuple[bool, datetime, str]]) -> list[tuple[str, str]]:
    """Pair the articles of one bucket with its oldest ones; each pair has the smaller id first.

    The cost is linear in the size of the bucket, however often a text was reprinted. Two remembered articles are
    no pair.
    """
    ordered = sorted(set(ages))
    pairs = set()
    for place, (_, _, one) in enumerate(ordered[:COMPARED]):
        for new, _, other in ordered[place + 1 :]:
            if new and one != other:
                pairs.add((min(one, other), max(one, other)))
    return sorted(pairs)


def overlap(first: Sketch, second: Sketch) -> Overlap | None:
    """Measure how far one text contains the other; None unless one of them is a copy of the other."""
    if first.words == second.words:
        return Overlap(1.0, 1.0, exact=True)
    limit = min(first.limit, second.limit)
    ones, others = first.shingles[first.shingles <= limit], second.shingles[second.shingles <= limit]
    if min(len(first.shingles), len(second.shingles)) < _MIN_SHINGLES or not len(ones) or not len(others):
        return None
    hits, other_hits = _among(ones, others), _among(others, ones)
    shorter = hits if len(ones) <= len(others) else other_hits
    shares = float(hits.mean()), float(other_hits.mean())
    if (
        max(shares) < MIN_SHARE
        or min(shares) < MIN_SHARE_OF_LONGER
        or shorter[: (len(shorter) + 1) // 2].mean() < MIN_SHARE_OF_HEAD
        or not _same_facts(first, second)
    ):
        return None
    same = first.delivered == second.delivered != 0 and min(shares) >= _MIN_SHARE_OF_EXACT
    return Overlap(*shares, exact=same)


def _among(values: NDArray[np.uint32], some: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell of each value whether it is among some, of which there is one at least; `np.isin` takes thrice the time."""
    known = np.sort(some)
    places = np.minimum(np.searchsorted(known, values), len(known) - 1)
    found: NDArray[np.bool_] = known[places] == values
    return found


def _same_facts(first: Sketch, second: Sketch) -> bool:
    few = min(len(first.facts), len(second.facts))
    if few < _SOME_FACTS:
        return True
    return len(np.intersect1d(first.facts, second.facts)) >= MIN_SHARE_OF_FACTS * few


def choose_originals(edges: Iterable[CopyEdge]) -> list[Copy]:
    """Decide which articles are copies, and whose; the order of the edges makes no difference.

    An article is a copy if it shares an edge with one that comes before it: remembered ones come first, then those
    that another names as its origin, then the earliest, then the lowest id. That an article names an agency says
    nothing where the agency's own text is not at hand: the first to print it comes before the others. Of several it
    follows the one that it shares most with. `copy_of` always names an original, never another copy.
    """
    articles: dict[str, Print] = {}
    neighbours: dict[str, dict[str, Overlap]] = defaultdict(dict)
    for edge in edges:
        one, other, shared = edge.first, edge.second, edge.overlap
        articles[one.article_id], articles[other.article_id] = one, other
        neighbours[one.article_id][other.article_id] = shared
        neighbours[other.article_id][one.article_id] = Overlap(
            shared.second_in_first, shared.first_in_second, shared.exact
        )

    def rank(article: Print) -> tuple[bool, bool, tuple[bool, datetime, str]]:
        named = article.publisher is not None and any(
            articles[other].origin_publisher == article.publisher for other in neighbours[article.article_id]
        )
        return not article.remembered, not named, article.age

    copies: dict[str, Copy] = {}
    originals = {id_: article.copy_of or id_ for id_, article in articles.items() if article.remembered}
    for article in sorted((a for a in articles.values() if not a.remembered), key=rank):
        id_ = article.article_id
        known = [
            (shared.exact, shared.first_in_second + shared.second_in_first, other)
            for other, shared in neighbours[id_].items()
            if other in originals
        ]
        if not known:
            originals[id_] = id_
            continue
        # an original before a copy of it, then the most alike, then the older
        exact, _, best = min(known, key=lambda k: (not k[0], -k[1], originals[k[2]] != k[2], rank(articles[k[2]])))
        shared = neighbours[id_].get(originals[best]) or neighbours[id_][best]
        originals[id_] = originals[best]
        kind = "exact" if exact and shared.exact else "near"
        story_id = articles[best].story_id or (copies[best].story_id if best in copies else "")
        copies[id_] = Copy(id_, originals[best], kind, round(shared.first_in_second, 4), story_id)
    return [copies[id_] for id_ in sorted(copies)]
