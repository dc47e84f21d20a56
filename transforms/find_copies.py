"""FindCopies: which articles are the same text again, and which are new versions of one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from schemas import Article
from transforms.packed import Packed, parted
from transforms.past import Past
from transforms.recall_copies import RecallCopies, address, bands_of, pack_traces, print_of, state_of, trace
from transforms.text.stories.copies import Copy, CopyEdge, Print, bucket_pairs, choose_originals, overlap
from transforms.text.stories.fingerprint import Sketch
from transforms.text.stories.versions import Version, number_versions

Age = tuple[bool, datetime, str]


class FindCopies(beam.PTransform):
    """Fill the copy and version columns of each article, whose fingerprint is taken.

    Bounded. Of the articles that `past` remembers only fingerprints are read, no texts. Articles meet under the bands
    of their signatures; those that meet are compared by their sketches; the originals are chosen in one place from the
    few pairs that passed. Only the last join moves texts. Keeps no state.
    """

    def __init__(self, past: Past) -> None:
        super().__init__()
        self.past = past

    def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
        traces = articles | "Trace" >> beam.Map(trace) | "All traces" >> Packed(pack_traces)
        new = articles | "Look at" >> beam.ParDo(_Look()).with_outputs("bands", "states", "whole", main="prints")
        recall = beam.ParDo(RecallCopies(self.past)).with_outputs("bands", "states", main="prints")
        old = traces | "Recall" >> recall
        pairs = (
            (new.bands, old.bands)
            | "Bands" >> beam.Flatten().with_output_types(tuple[int, Any])
            | "Same band" >> beam.GroupByKey()
            | "Pair" >> beam.FlatMapTuple(_pair).with_output_types(tuple[str, Any])
        )
        copies = (
            (new.prints, old.prints, pairs)
            | "Prints and pairs" >> beam.Flatten().with_output_types(tuple[str, Any])
            | "Same article" >> beam.GroupByKey()
            | "Show to the younger" >> beam.FlatMapTuple(_show).with_output_types(tuple[str, Any])
            | "Same younger" >> beam.GroupByKey()
            | "Compare" >> beam.FlatMapTuple(_compare).with_output_types(tuple[int, Any])
            | "In one place" >> beam.GroupByKey()
            | "Choose originals" >> beam.FlatMapTuple(_choose).with_output_types(tuple[str, Any])
        )
        versions = (
            (new.states, old.states)
            | "States" >> beam.Flatten().with_output_types(tuple[str, Any])
            | "Same URL" >> beam.GroupByKey()
            | "Number" >> beam.FlatMapTuple(_number).with_output_types(tuple[str, Any])
        )
        return (
            (new.whole, copies, versions)
            | "Verdicts" >> beam.Flatten().with_output_types(tuple[str, Any])
            | "Join" >> beam.GroupByKey()
            | "Fill" >> beam.FlatMapTuple(_fill).with_output_types(Article)
        )


class _Look(beam.DoFn):
    def process(self, article: Article) -> Iterator[Any]:
        yield TaggedOutput("whole", (article.article_id, article))
        print_ = print_of(article, remembered=False)
        if print_ is not None:
            yield article.article_id, print_
            for key in bands_of(article):
                yield TaggedOutput("bands", (key, print_.age))
        url = address(article)
        if url:
            yield TaggedOutput("states", (url, state_of(article, remembered=False)))


def _pair(_: int, ages: Iterable[Age]) -> Iterator[tuple[str, str]]:
    """Yield the older article of each pair with the younger one, which is new and will be shown it."""
    some = list(ages)
    age_of = {age[2]: age for age in some}
    for one, other in bucket_pairs(some):
        yield min(one, other, key=age_of.__getitem__), max(one, other, key=age_of.__getitem__)


def _show(article_id: str, met: Iterable[Print | str]) -> Iterator[tuple[str, Print]]:
    prints, partners = parted(met, Print, str)
    for print_ in prints:
        if not print_.remembered:
            yield article_id, print_
        for younger in sorted(set(partners)):
            yield younger, print_


def _compare(article_id: str, prints: Iterable[Print]) -> Iterator[tuple[int, CopyEdge]]:
    own: list[Print] = []
    older: list[Print] = []
    for print_ in prints:
        (own if print_.article_id == article_id else older).append(print_)
    if not own or not older:
        return
    sketch = Sketch.unpack(own[0].sketch)
    for print_ in older:
        pair = sorted(((own[0], sketch), (print_, Sketch.unpack(print_.sketch))), key=lambda one: one[0].article_id)
        (first, one), (second, other) = pair
        shared = overlap(one, other)
        if shared is not None:  # what decides on the originals has no need of the sketches
            yield 0, CopyEdge(replace(first, sketch=b""), replace(second, sketch=b""), shared)


def _choose(_: int, edges: Iterable[CopyEdge]) -> Iterator[tuple[str, Copy]]:
    for copy in choose_originals(edges):
        yield copy.article_id, copy


def _number(_: str, states: Iterable[Version]) -> Iterator[tuple[str, Version]]:
    for version in number_versions(states):
        yield version.article_id, version


def _fill(_: str, found: Iterable[Article | Copy | Version]) -> Iterator[Article]:
    articles, copies, versions = parted(found, Article, Copy, Version)
    for article in articles:
        for copy in copies:
            article = replace(
                article,
                copy_of=copy.copy_of,
                copy_kind=copy.kind,
                copy_score=copy.score,
                story_id=copy.story_id,
                terms=None,  # stories are found by originals
            )
        for version in versions:
            article = replace(article, version=version.version, supersedes=version.supersedes)
        yield article
