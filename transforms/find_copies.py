"""FindCopies: which articles are the same text again, and which are new versions of one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import apache_beam as beam
import numpy as np
from apache_beam.pvalue import PCollection

from schemas import Article
from transforms.keys import AllKeys, Keys, common
from transforms.text.stories.copies import Copy, CopyEdge, Print, bucket_pairs, choose_originals, overlap
from transforms.text.stories.fingerprint import SCHEME, Fingerprint, Sketch, band_keys, fingerprint, word_hash
from transforms.text.stories.versions import Version, number_versions

Age = tuple[bool, datetime, str]
Pair = tuple[str, str]


class FindCopies(beam.PTransform):
    """Fill the fingerprint, copy and version columns of each article.

    Bounded. `remembered` are committed articles; of them only fingerprints are read, no texts. Articles meet under
    the bands of their signatures; those that meet are compared by their sketches; the originals are chosen in one
    place from the few pairs that passed. Only the last join moves texts. Keeps no state.
    """

    def __init__(self, remembered: PCollection[Article]) -> None:
        super().__init__()
        self.remembered = remembered

    def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
        marked = articles | "Fingerprint" >> beam.Map(_mark).with_output_types(Article)
        copies = self._copies(marked)
        versions = self._versions(marked)
        return (
            {
                "articles": marked
                | "Article by id" >> beam.WithKeys(_article_id).with_output_types(tuple[str, Article]),
                "copies": copies | "Copy by id" >> beam.WithKeys(_article_id).with_output_types(tuple[str, Copy]),
                "versions": versions
                | "Version by id" >> beam.WithKeys(_article_id).with_output_types(tuple[str, Version]),
            }
            | "Join" >> beam.CoGroupByKey()
            | "Fill" >> beam.FlatMapTuple(_fill).with_output_types(Article)
        )

    def _copies(self, marked: PCollection[Article]) -> PCollection[Copy]:
        keys = AllKeys()
        known = marked | "Keys of the run" >> beam.Map(_keys) | "All keys" >> keys
        met = self.remembered | "Met before" >> beam.Filter(_meets, known)
        prints = (
            marked | "New print" >> beam.FlatMap(_print, remembered=False).with_output_types(Print),
            met | "Old print" >> beam.FlatMap(_print, remembered=True).with_output_types(Print),
        ) | "Prints" >> beam.Flatten()
        buckets = (
            marked | "New bands" >> beam.FlatMap(_bands, remembered=False).with_output_types(tuple[int, Age]),
            met | "Old bands" >> beam.FlatMap(_bands, remembered=True).with_output_types(tuple[int, Age]),
        ) | "Bands" >> beam.Flatten()
        pairs = (
            buckets
            | "Same band" >> beam.GroupByKey()
            | "Pair" >> beam.FlatMapTuple(lambda _, ages: bucket_pairs(ages)).with_output_types(Pair)
            | "Both ways" >> beam.FlatMapTuple(lambda a, b: [(a, b), (b, a)]).with_output_types(Pair)
        )
        return (
            {
                "print": prints | "Print by id" >> beam.WithKeys(_article_id).with_output_types(tuple[str, Print]),
                "partners": pairs,
            }
            | "Find prints" >> beam.CoGroupByKey()
            | "Send to each pair" >> beam.FlatMapTuple(_send).with_output_types(tuple[Pair, Print])
            | "Same pair" >> beam.GroupByKey()
            | "Compare" >> beam.FlatMapTuple(_compare).with_output_types(CopyEdge)
            | "In one place" >> beam.WithKeys(0).with_output_types(tuple[int, CopyEdge])
            | "All pairs" >> beam.GroupByKey()
            | "Choose originals" >> beam.FlatMapTuple(lambda _, edges: choose_originals(edges)).with_output_types(Copy)
        )

    def _versions(self, marked: PCollection[Article]) -> PCollection[Version]:
        known = marked | "URL of the run" >> beam.Map(_url_key) | "All URLs" >> AllKeys()
        same = self.remembered | "URL met before" >> beam.Filter(_url_meets, known)
        return (
            (
                marked | "New state" >> beam.FlatMap(_state, remembered=False).with_output_types(tuple[str, Version]),
                same | "Old state" >> beam.FlatMap(_state, remembered=True).with_output_types(tuple[str, Version]),
            )
            | "States" >> beam.Flatten()
            | "Same URL" >> beam.GroupByKey()
            | "Number" >> beam.FlatMapTuple(lambda _, states: number_versions(states)).with_output_types(Version)
        )


def _article_id(record: Article | Copy | Version | Print) -> str:
    return record.article_id


def _mark(article: Article) -> Article:
    taken = fingerprint(article.text)
    if taken is None:
        return article
    return replace(article, signature=taken.signature, signature_scheme=SCHEME, sketch=taken.sketch)


def _keys(article: Article) -> Keys:
    if article.signature is None or article.sketch is None or article.signature_scheme != SCHEME:
        return np.zeros(0, dtype=np.int64)
    return band_keys(Fingerprint(article.signature, article.sketch))


def _meets(article: Article, known: Keys) -> bool:
    return len(common(_keys(article), known)) > 0


def _print(article: Article, remembered: bool) -> Iterator[Print]:
    if article.sketch is not None and article.signature_scheme == SCHEME:
        yield Print(
            article.article_id,
            remembered,
            article.sketch,
            article.publisher,
            article.origin_publisher,
            article.published_at,
            article.copy_of if remembered else None,
            article.story_id if remembered else "",
        )


def _bands(article: Article, remembered: bool) -> Iterator[tuple[int, Age]]:
    for print_ in _print(article, remembered):
        for key in _keys(article).tolist():
            yield key, print_.age


def _send(article_id: str, found: dict[str, Iterable[Any]]) -> Iterator[tuple[Pair, Print]]:
    for print_ in found["print"]:
        for partner in sorted(set(found["partners"])):
            yield (min(article_id, partner), max(article_id, partner)), print_


def _compare(_: Pair, prints: Iterable[Print]) -> Iterator[CopyEdge]:
    both = sorted(prints, key=_article_id)
    if len(both) == 2:
        shared = overlap(Sketch.unpack(both[0].sketch), Sketch.unpack(both[1].sketch))
        if shared is not None:
            yield CopyEdge(both[0], both[1], shared)


def _url(article: Article) -> str | None:
    """Return the address of the article; a front page is none, whatever an article claims to be its address."""
    url = article.canonical_url or article.url
    return url if url and urlsplit(url).path.strip("/") else article.url


def _url_key(article: Article) -> Keys:
    url = _url(article)
    return np.array([word_hash(url) >> 1] if url else [], dtype=np.int64)


def _url_meets(article: Article, known: Keys) -> bool:
    return len(common(_url_key(article), known)) > 0


def _state(article: Article, remembered: bool) -> Iterator[tuple[str, Version]]:
    url = _url(article)
    if url:
        yield (
            url,
            Version(
                article.article_id,
                remembered,
                article.version,
                article.supersedes,
                article.fetched_at,
                article.published_at,
            ),
        )


def _fill(_: str, found: dict[str, Iterable[Any]]) -> Iterator[Article]:
    for article in found["articles"]:
        for copy in found["copies"]:
            article = replace(
                article, copy_of=copy.copy_of, copy_kind=copy.kind, copy_score=copy.score, story_id=copy.story_id
            )
        for version in found["versions"]:
            article = replace(article, version=version.version, supersedes=version.supersedes)
        yield article
