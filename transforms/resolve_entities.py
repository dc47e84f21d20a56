"""Resolve the entities of all articles to one entity each, the same in every article and every run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import apache_beam as beam
import numpy as np
import pyarrow as pa
from apache_beam.pvalue import PCollection
from numpy.typing import NDArray

from schemas.annotation import Annotation, Entity, LocalEntity
from schemas.article import Article
from transforms.packed import Packed, parted
from transforms.past import Past, latest
from transforms.tally import count
from transforms.text.entities.identity import Resolved, block_of, block_of_remembered, merge_rows, resolve_block
from transforms.text.entities.resolution import StoryEntity, resolve_story


class ResolveEntities(beam.PTransform):
    """Resolve local entities, first within each story, then over all stories and the entities of earlier runs.

    Bounded. It drops nothing; of the entities that `past` remembers it reads those whose names those of the run may
    be. Articles bring their `story_id`; their text is not read.
    """

    def __init__(self, past: Past) -> None:
        super().__init__()
        self.past = past

    def expand(self, pcolls: tuple[PCollection[Article], PCollection[Annotation]]) -> dict[str, PCollection[Any]]:
        """Wire the two rounds of comparing, and write their answer into the annotations."""
        articles, annotations = pcolls
        keyed = annotations | "Annotations by article" >> beam.Map(lambda it: (it.article_id, it))
        entities = annotations | "Entities by article" >> beam.Map(lambda it: (it.article_id, it.entities))
        stories = articles | "Stories by article" >> beam.Map(lambda it: (it.article_id, it.story_id or it.article_id))
        blocks = (
            (stories, entities)
            | "Stories and entities" >> beam.Flatten().with_output_types(tuple[str, Any])
            | "Same article" >> beam.GroupByKey()
            | "Into their story" >> beam.FlatMapTuple(_into_story).with_output_types(tuple[str, Any])
            | "Gather the story" >> beam.GroupByKey()
            | "Resolve in the story" >> beam.FlatMapTuple(_by_block).with_output_types(tuple[str, StoryEntity])
        )
        wanted = blocks | "Blocks" >> beam.Map(lambda it: frozenset([it[0]])) | "All blocks" >> Packed(_join)
        recall = beam.FlatMap(_recall, self.past).with_output_types(tuple[str, Entity])
        remembered = wanted | "Recall" >> recall
        decided = (
            (blocks, remembered)
            | "New and old" >> beam.Flatten().with_output_types(tuple[str, Any])
            | "Gather the block" >> beam.GroupByKey()
            | "Resolve in the block" >> beam.FlatMapTuple(_decide).with_outputs("entities", main="resolved")
        )
        resolved = (
            (keyed, decided.resolved)
            | "Answers" >> beam.Flatten().with_output_types(tuple[str, Any])
            | "Join the answers" >> beam.GroupByKey()
            | "Write the answers" >> beam.FlatMapTuple(_rewrite).with_output_types(Annotation)
        )
        rows = (
            decided.entities
            | "Gather the id" >> beam.GroupByKey()
            | "One row an id" >> beam.MapTuple(lambda _, rows: merge_rows(rows)).with_output_types(Entity)
        )
        return {"annotations": resolved, "entities": rows}


def _into_story(
    article_id: str, found: Iterable[str | tuple[LocalEntity, ...]]
) -> Iterator[tuple[str, tuple[str, tuple[LocalEntity, ...]]]]:
    stories, entities = parted(found, str, tuple)
    for of_article in entities[:1]:
        if of_article:
            yield min(stories, default=article_id), (article_id, of_article)


def _by_block(story: str, found: Iterable[tuple[str, tuple[LocalEntity, ...]]]) -> Iterator[tuple[str, StoryEntity]]:
    for entity in resolve_story(story, found):
        yield block_of(entity), entity


def _join(blocks: list[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*blocks)


def _recall(packed: tuple[int, frozenset[str]], past: Past) -> Iterator[tuple[str, Entity]]:
    """Yield the latest rows of the remembered entities in the blocks of the run."""
    _, blocks = packed
    for row in latest(past, "entities", Entity, True, ("entity_id", "name", "label"), partial(_within, blocks)):
        yield block_of_remembered(row.name, row.label), row


def _within(blocks: frozenset[str], table: pa.Table) -> NDArray[np.bool_]:
    names = zip(table["name"].to_pylist(), table["label"].to_pylist(), strict=True)
    return np.array([block_of_remembered(name, label) in blocks for name, label in names], dtype=bool)


def _decide(block: str, found: Iterable[StoryEntity | Entity]) -> Iterator[Any]:
    stories, remembered = parted(found, StoryEntity, Entity)
    if not stories:
        return
    resolved, entities = resolve_block(stories, remembered)
    for it in resolved:
        yield it.article_id, it
    for entity in entities:
        count("resolve_entities", "entity")
        yield beam.pvalue.TaggedOutput("entities", (entity.entity_id, entity))


def _rewrite(_: str, found: Iterable[Annotation | Resolved]) -> Iterator[Annotation]:
    annotations, resolved = parted(found, Annotation, Resolved)
    answers: dict[str, Resolved] = {it.local_id: it for it in resolved}
    for annotation in annotations[:1]:
        yield with_resolved(annotation, answers)


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
