"""RankEntities: which entities a story is about."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas import Annotation, Article, Story

#: entities named in a story's row: what fits a reader's view of it
_MOST = 20
#: labels of things a story can be about; dates, amounts and ordinals are not
_TELLING = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})


class RankEntities(beam.PTransform):
    """Fill the `entity_ids` of stories: by the number of their articles that mention an entity, then of mentions.

    Bounded. A story that goes on keeps the entities of its last row behind the new ones of more weight.
    """

    def expand(
        self, pcolls: tuple[PCollection[Story], PCollection[Article], PCollection[Annotation]]
    ) -> PCollection[Story]:
        stories, articles, annotations = pcolls
        homes = articles | "Story of" >> beam.Map(lambda article: (article.article_id, article.story_id))
        found = annotations | "Entities of" >> beam.Map(lambda found: (found.article_id, _counts(found)))
        by_story = (homes, found) | "By article" >> beam.CoGroupByKey() | "By story" >> beam.FlatMapTuple(_carry)
        rows = stories | "By id" >> beam.Map(lambda story: (story.story_id, story))
        return (rows, by_story) | "Together" >> beam.CoGroupByKey() | "Rank" >> beam.FlatMapTuple(_rank)


def _counts(annotation: Annotation) -> Counter[str]:
    return Counter(mention.entity_id for mention in annotation.mentions if mention.label in _TELLING)


def _carry(_: str, sides: tuple[Iterable[str], Iterable[Counter[str]]]) -> Iterator[tuple[str, Counter[str]]]:
    homes, counts = sides
    for home in homes:
        for count in counts:
            yield home, count


def _rank(_: str, sides: tuple[Iterable[Story], Iterable[Counter[str]]]) -> Iterator[Story]:
    stories, counts = sides
    articles: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for count in counts:
        articles.update(count.keys())
        mentions.update(count)
    for story in stories:
        before: dict[str, Any] = {entity: -place for place, entity in enumerate(story.entity_ids, 1)}
        names = {*articles, *before}
        order = sorted(names, key=lambda e: (-articles[e], -mentions[e], -before.get(e, -len(names) - 1), e))
        yield dataclasses.replace(story, entity_ids=tuple(order[:_MOST]))
