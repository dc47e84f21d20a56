"""Resolve the entities of all articles to one entity each, the same in every article and every run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas.annotation import Annotation, Entity, LocalEntity
from schemas.article import Article
from transforms.tally import count
from transforms.text.entities.identity import Resolved, block_of, block_of_remembered, merge_rows, resolve_block
from transforms.text.entities.resolution import StoryEntity, resolve_story


class ResolveEntities(beam.PTransform):
    """Resolve local entities, first within each story, then over all stories and the entities of earlier runs.

    Bounded. It drops nothing, and what it remembers is `remembered`: the latest row of each of the `entities` that
    earlier runs committed. Articles bring their `story_id`; their text is not read.
    """

    def __init__(self, remembered: PCollection[Entity]) -> None:
        super().__init__()
        self._remembered = remembered

    def expand(self, pcolls: tuple[PCollection[Article], PCollection[Annotation]]) -> dict[str, PCollection[Any]]:
        """Wire the two rounds of comparing, and write their answer into the annotations."""
        articles, annotations = pcolls
        keyed = annotations | "Annotations by article" >> beam.Map(lambda a: (a.article_id, a))
        stories = articles | "Stories by article" >> beam.Map(lambda a: (a.article_id, a.story_id or a.article_id))
        blocks = (
            {
                "story": stories,
                "entities": keyed | "Only entities" >> beam.MapTuple(lambda article_id, it: (article_id, it.entities)),
            }
            | "Join story and entities" >> beam.CoGroupByKey()
            | "Into their story" >> beam.FlatMapTuple(_into_story)
            | "Gather the story" >> beam.GroupByKey()
            | "Resolve in the story" >> beam.FlatMapTuple(resolve_story)
            | "Into their block" >> beam.Map(lambda entity: (block_of(entity), entity))
        )
        remembered = self._remembered | "Remembered by block" >> beam.Map(lambda row: (block_of_remembered(row), row))
        decided = (
            {"stories": blocks, "remembered": remembered}
            | "Gather the block" >> beam.CoGroupByKey()
            | "Resolve in the block" >> beam.FlatMapTuple(_decide).with_outputs("entities", main="resolved")
        )
        resolved = (
            {
                "annotation": keyed,
                "resolved": decided.resolved | "Resolved by article" >> beam.Map(lambda it: (it.article_id, it)),
            }
            | "Join the answers" >> beam.CoGroupByKey()
            | "Write the answers" >> beam.FlatMapTuple(_rewrite)
        )
        rows = (
            decided.entities
            | "Rows by id" >> beam.Map(lambda row: (row.entity_id, row))
            | "Gather the id" >> beam.GroupByKey()
            | "One row an id" >> beam.MapTuple(lambda _, rows: merge_rows(rows))
        )
        return {"annotations": resolved, "entities": rows}


def _into_story(
    article_id: str, found: dict[str, Iterable[object]]
) -> Iterator[tuple[str, tuple[str, tuple[LocalEntity, ...]]]]:
    story = min((str(it) for it in found["story"]), default=article_id)
    for entities in list(found["entities"])[:1]:
        if entities:
            yield story, (article_id, entities)  # type: ignore[misc]


def _decide(_: str, found: dict[str, Iterable[StoryEntity | Entity]]) -> Iterator[Resolved | beam.pvalue.TaggedOutput]:
    stories: list[StoryEntity] = list(found["stories"])  # type: ignore[arg-type]
    if not stories:
        return
    resolved, entities = resolve_block(stories, found["remembered"])  # type: ignore[arg-type]
    yield from resolved
    for entity in entities:
        count("resolve_entities", "entity")
        yield beam.pvalue.TaggedOutput("entities", entity)


def _rewrite(_: str, found: dict[str, Iterable[Annotation | Resolved]]) -> Iterator[Annotation]:
    answers: dict[str, Resolved] = {it.local_id: it for it in found["resolved"]}  # type: ignore[union-attr,misc]
    for annotation in list(found["annotation"])[:1]:
        yield with_resolved(annotation, answers)  # type: ignore[arg-type]


def with_resolved(annotation: Annotation, answers: dict[str, Resolved]) -> Annotation:
    """Write global ids, names and labels into an annotation; a quote's speaker takes the entity's name."""
    mentions = tuple(
        replace(mention, entity_id=it.entity_id, name=it.name, label=it.label)
        for mention in annotation.mentions
        if (it := answers.get(mention.entity_id)) is not None
    )
    quotes = []
    for quote in annotation.quotes:
        it = answers.get(quote.speaker_entity_id or "")
        if it is not None:
            quote = replace(quote, speaker=it.name, speaker_entity_id=it.entity_id)
        elif quote.speaker_entity_id is not None:
            quote = replace(quote, speaker_entity_id=None)
        quotes.append(quote)
    entities = tuple(
        replace(entity, entity_id=answers[entity.entity_id].entity_id)
        for entity in annotation.entities
        if entity.entity_id in answers
    )
    return replace(annotation, entities=entities, mentions=mentions, quotes=tuple(quotes))
