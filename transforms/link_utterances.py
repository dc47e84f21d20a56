"""Link the quotes of all articles that are the same words by the same speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas.annotation import Annotation
from transforms.text.quotes.utterances import Fuller, Version, cuts, meeting_keys, version_of


class LinkUtterances(beam.PTransform):
    """Set `utterance_id` on every quote: equal where words and speaker are equal, or one is a sure cut of the other.

    Bounded; drops nothing, keeps no state. Speakers must be resolved. The id is made from speaker and words of the
    fullest version, so equal words have equal ids in every run.
    """

    def expand(self, annotations: PCollection[Annotation]) -> PCollection[Annotation]:
        """Let versions meet by key, keep the fullest of each cut, and carry its id back to the articles."""
        fullest = (
            annotations
            | "Versions of what was said" >> beam.FlatMap(lambda it: [(v.version_id, v) for v in _versions(it)])
            | "Same versions" >> beam.GroupByKey()
            | "Each version once" >> beam.MapTuple(lambda _, same: next(iter(same)))
            | "By the words they share" >> beam.FlatMap(lambda it: [(key, it) for key in meeting_keys(it)])
            | "Meet" >> beam.GroupByKey()
            | "Find cuts" >> beam.FlatMapTuple(lambda _, versions: cuts(versions))
            | "Fullest version" >> beam.CombinePerKey(max)
        )
        links = (
            {"articles": annotations | "Where it was said" >> beam.FlatMap(_places), "fullest": fullest}
            | "Join version and fullest" >> beam.CoGroupByKey()
            | "To the articles" >> beam.FlatMapTuple(_to_articles)
        )
        keyed = annotations | "By article" >> beam.Map(lambda it: (it.article_id, it))
        return (
            {"annotation": keyed, "links": links}
            | "Join article and links" >> beam.CoGroupByKey()
            | "Set utterance ids" >> beam.FlatMapTuple(_linked)
        )


def _versions(annotation: Annotation) -> set[Version]:
    return {version_of(quote) for quote in annotation.quotes}


def _places(annotation: Annotation) -> list[tuple[str, str]]:
    return [(version.version_id, annotation.article_id) for version in _versions(annotation)]


def _to_articles(version_id: str, found: dict[str, Iterable[str | Fuller]]) -> Iterator[tuple[str, tuple[str, str]]]:
    for fuller in found["fullest"]:
        for article_id in found["articles"]:
            yield article_id, (version_id, fuller.version_id)  # type: ignore[misc,union-attr]


def _linked(_: str, found: dict[str, Iterable[Annotation | tuple[str, str]]]) -> Iterator[Annotation]:
    fuller: dict[str, str] = dict(found["links"])  # type: ignore[arg-type]
    annotations: Iterable[Annotation] = found["annotation"]  # type: ignore[assignment]
    for annotation in annotations:
        quotes = []
        for quote in annotation.quotes:
            own = version_of(quote).version_id
            quotes.append(replace(quote, utterance_id=fuller.get(own, own)))
        yield replace(annotation, quotes=tuple(quotes))
