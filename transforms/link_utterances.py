"""Link the quotes of all articles that are the same words by the same speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from schemas.annotation import Annotation
from transforms.packed import parted
from transforms.text.quotes.utterances import Fuller, Version, cuts, meeting_keys, version_of


class LinkUtterances(beam.PTransform):
    """Set `utterance_id` on every quote: equal where words and speaker are equal, or one is a sure cut of the other.

    Bounded; drops nothing, keeps no state. Speakers must be resolved. The id is made from speaker and words of the
    fullest version, so equal words have equal ids in every run.
    """

    def expand(self, annotations: PCollection[Annotation]) -> PCollection[Annotation]:
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
            | "Set utterance ids" >> beam.FlatMapTuple(_linked).with_output_types(Annotation)
        )


class _Look(beam.DoFn):
    def process(self, annotation: Annotation) -> Iterator[Any]:
        yield TaggedOutput("whole", (annotation.article_id, annotation))
        for version in {version_of(quote) for quote in annotation.quotes}:
            yield version.version_id, version
            yield TaggedOutput("places", (version.version_id, annotation.article_id))


def _by_words(_: str, same: Iterable[Version]) -> Iterator[tuple[str, Version]]:
    version = next(iter(same))
    for key in meeting_keys(version):
        yield key, version


def _to_articles(version_id: str, found: Iterable[str | Fuller]) -> Iterator[tuple[str, tuple[str, str]]]:
    articles, fuller = parted(found, str, Fuller)
    for article_id in articles if fuller else ():
        yield article_id, (version_id, max(fuller).version_id)


def _linked(_: str, found: Iterable[Annotation | tuple[str, str]]) -> Iterator[Annotation]:
    annotations, links = parted(found, Annotation, tuple)
    fuller: dict[str, str] = dict(links)
    for annotation in annotations:
        quotes = []
        for quote in annotation.quotes:
            own = version_of(quote).version_id
            quotes.append(replace(quote, utterance_id=fuller.get(own, own)))
        yield replace(annotation, quotes=tuple(quotes))
