"""Link the quotes of all articles that are the same words by the same speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from schemas.annotation import Annotation, Quote
from schemas.record import record
from transforms.packed import parted
from transforms.text.quotes.utterances import Fuller, Version, cuts, meeting_keys, version_of


class LinkUtterances(beam.PTransform):
    """Set `utterance_id` on every quote: equal where words and speaker are equal, or one is a sure cut of the other.

    Bounded; drops nothing, keeps no state. Speakers must be resolved. The id is made from speaker and words of the
    fullest version, so equal words have equal ids in every run. Yields the quotes of each article in one tuple.
    """

    def expand(self, annotations: PCollection[Annotation]) -> PCollection[tuple[Quote, ...]]:
        """Let versions meet by key, keep the fullest of each cut, and carry its id back to the articles."""
        said = annotations | "Look at" >> beam.ParDo(_Look()).with_outputs("places", "whole", main="versions")
        fullest = (
            said.versions
            | "Same versions" >> beam.GroupByKey()
            | "Each once, by its words" >> beam.FlatMapTuple(_by_words).with_output_types(tuple[str, Version])
            | "Meet" >> beam.GroupByKey()
            | "Find cuts" >> beam.FlatMapTuple(lambda _, versions: cuts(versions)).with_output_types(tuple[str, Any])
        )
        links = (
            (said.places, fullest)
            | "Versions and places" >> beam.Flatten().with_output_types(tuple[str, Any])
            | "Join version and fullest" >> beam.GroupByKey()
            | "To the articles" >> beam.FlatMapTuple(_to_articles).with_output_types(tuple[str, Any])
        )
        return (
            (said.whole, links)
            | "Articles and links" >> beam.Flatten().with_output_types(tuple[str, Any])
            | "Join article and links" >> beam.GroupByKey()
            | "Set utterance ids" >> beam.FlatMapTuple(_linked).with_output_types(tuple[Quote, ...])
        )


@record
class _Quotes:
    """The quotes of an article."""

    quotes: tuple[Quote, ...]


class _Look(beam.DoFn):
    def process(self, annotation: Annotation) -> Iterator[Any]:
        versions = [version_of(quote) for quote in annotation.quotes]
        own = {version: version.version_id for version in versions}
        for version, version_id in own.items():
            yield version_id, version
            yield TaggedOutput("places", (version_id, annotation.article_id))
        quotes = zip(annotation.quotes, versions, strict=True)
        # the id of its own words is a quote's until a fuller version is found
        whole = _Quotes(tuple(replace(quote, utterance_id=own[version]) for quote, version in quotes))
        if whole.quotes:
            yield TaggedOutput("whole", (annotation.article_id, whole))


def _by_words(_: str, same: Iterable[Version]) -> Iterator[tuple[str, Version]]:
    version = next(iter(same))
    for key in meeting_keys(version):
        yield key, version


def _to_articles(version_id: str, found: Iterable[str | Fuller]) -> Iterator[tuple[str, tuple[str, str]]]:
    articles, fuller = parted(found, str, Fuller)
    for article_id in articles if fuller else ():
        yield article_id, (version_id, max(fuller).version_id)


def _linked(_: str, found: Iterable[_Quotes | tuple[str, str]]) -> Iterator[tuple[Quote, ...]]:
    whole, links = parted(found, _Quotes, tuple)
    fuller: dict[str | None, str] = dict(links)
    for quotes in whole:
        yield tuple(
            replace(quote, utterance_id=fuller[quote.utterance_id]) if quote.utterance_id in fuller else quote
            for quote in quotes.quotes
        )
