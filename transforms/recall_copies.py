"""RecallCopies: the remembered articles that new ones may be copies or versions of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import apache_beam as beam
import numpy as np
import pyarrow as pa
from apache_beam.pvalue import TaggedOutput
from numpy.typing import NDArray

from schemas import Article
from schemas.parquet import from_table
from transforms.keys import Keys, KeySet
from transforms.past import Part, Past, bytes_of, ids_of, is_among, times_of
from transforms.text.stories.copies import COMPARED, Print
from transforms.text.stories.fingerprint import SCHEME, SIGNATURE, band_keys
from transforms.text.stories.versions import Version

_PRINT = (
    *("article_id", "publisher", "origin_publisher", "published_at", "signature", "signature_scheme", "sketch"),
    *("copy_of", "story_id"),
)
_STATE = ("article_id", "url", "canonical_url", "version", "supersedes", "fetched_at", "published_at")


@dataclass(frozen=True, slots=True)
class Traces:
    """What new articles are known again by."""

    bands: Keys
    urls: frozenset[str]


def trace(article: Article) -> Traces:
    """Take the traces of one article."""
    url = address(article)
    return Traces(np.array(bands_of(article), dtype=np.int64), frozenset([url] if url else []))


def pack_traces(traces: list[Traces]) -> Traces:
    """Join traces."""
    bands = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *(one.bands for one in traces)]))
    return Traces(bands, frozenset().union(*(one.urls for one in traces)))


def address(article: Article) -> str | None:
    """Return the address of the article; a front page is none, whatever an article claims to be its address."""
    url = article.canonical_url or article.url
    return url if url and urlsplit(url).path.strip("/") else article.url


def bands_of(article: Article) -> list[int]:
    """Return the keys under which the article meets its copies."""
    if article.signature is None or article.sketch is None or article.signature_scheme != SCHEME:
        return []
    keys: list[int] = band_keys(np.frombuffer(article.signature, dtype=np.uint8)[None])[0].tolist()
    return keys


def print_of(article: Article, remembered: bool) -> Print | None:
    """Take what the search for copies carries of an article."""
    if article.sketch is None or article.signature_scheme != SCHEME:
        return None
    return Print(
        article.article_id,
        remembered,
        article.sketch,
        article.publisher,
        article.origin_publisher,
        article.published_at,
        article.copy_of if remembered else None,
        article.story_id if remembered else "",
    )


def state_of(article: Article, remembered: bool) -> Version:
    """Take what the search for versions carries of an article."""
    return Version(
        article.article_id,
        remembered,
        article.version,
        article.supersedes,
        article.fetched_at,
        article.published_at,
    )


class RecallCopies(beam.DoFn):
    """Yield the prints of remembered articles that share a band with a new one, by id.

    Of a band in which many lie, the oldest ones, as no others would be compared. Tagged outputs: `bands` (key, age) and
    `states` (address, Version).
    """

    def __init__(self, past: Past) -> None:
        self.past = past

    def process(self, packed: tuple[int, Traces]) -> Iterator[Any]:
        _, traces = packed
        yield from self._prints(KeySet([traces.bands]))
        yield from self._states(traces.urls)

    def _prints(self, wanted: KeySet) -> Iterator[Any]:
        parts: list[Part] = []
        met = _Met.none()
        for part in self.past.parts("articles"):
            met = met.plus(_meet(part, len(parts), wanted))
            parts.append(part)
        for number in np.unique(met.parts):
            mine = met.parts == number
            rows, places = np.unique(met.rows[mine], return_inverse=True)
            articles = list(from_table(Article, parts[number].read(_PRINT).take(rows)))
            prints = [print_of(article, remembered=True) for article in articles]
            for one in prints:
                if one is not None:
                    yield one.article_id, one
            for key, place in zip(met.keys[mine].tolist(), places.tolist(), strict=True):
                found = prints[place]
                if found is not None:
                    yield TaggedOutput("bands", (key, found.age))

    def _states(self, urls: frozenset[str]) -> Iterator[Any]:
        wanted = pa.array(sorted(urls), pa.string())
        for part in self.past.parts("articles") if urls else ():
            table = part.read(("url", "canonical_url"))
            rows = np.flatnonzero(is_among(table["url"], wanted) | is_among(table["canonical_url"], wanted))
            if len(rows):
                for article in from_table(Article, part.read(_STATE).take(rows)):
                    url = address(article)
                    if url in urls:
                        yield TaggedOutput("states", (url, state_of(article, remembered=True)))


@dataclass(frozen=True, slots=True)
class _Met:
    """Keys that remembered articles share with the run, one row for each key of an article."""

    keys: Keys
    times: NDArray[np.float64]
    ids: NDArray[np.bytes_]
    parts: NDArray[np.int64]
    rows: NDArray[np.int64]

    @classmethod
    def none(cls) -> _Met:
        whole = np.zeros(0, dtype=np.int64)
        return cls(whole, np.zeros(0), np.zeros(0, dtype="S16"), whole, whole)

    def plus(self, other: _Met) -> _Met:
        """Join both, and keep the oldest under each key."""
        if not len(other.keys):
            return self
        columns = [np.concatenate([getattr(self, name), getattr(other, name)]) for name in _Met.__slots__]
        order = np.lexsort((columns[2], columns[1], columns[0]))
        keys = columns[0][order]
        first = np.searchsorted(keys, keys)
        kept = order[np.arange(len(keys)) - first < COMPARED]
        return _Met(*(column[kept] for column in columns))


def _meet(part: Part, number: int, wanted: KeySet) -> _Met:
    table = part.read(("signature", "signature_scheme"))
    known = np.flatnonzero(is_among(table["signature_scheme"], pa.array([SCHEME])))
    if not len(known):
        return _Met.none()
    keys = band_keys(bytes_of(table["signature"].take(known), SIGNATURE))
    hit, band = np.nonzero(wanted.has(keys))
    if not len(hit):
        return _Met.none()
    some, places = np.unique(hit, return_inverse=True)
    told = part.read(("article_id", "published_at")).take(known[some])
    ids, times = ids_of(told["article_id"]), times_of(told["published_at"], np.inf)
    return _Met(keys[hit, band], times[places], ids[places], np.full(len(hit), number), known[hit])
