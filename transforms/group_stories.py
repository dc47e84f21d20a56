"""GroupStories: which articles report the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import apache_beam as beam
import numpy as np
from apache_beam.pvalue import AsSingleton, PCollection, TaggedOutput

from schemas import Article, ArticleLink, Story
from transforms.keys import AllKeys, Keys, common
from transforms.text.stories.links import choose_links, tell_link
from transforms.text.stories.series import series_of
from transforms.text.stories.stories import Assignment, Merge, gather_stories
from transforms.text.stories.story_features import Note, StoryEdge, bucket_edges, story_keys
from transforms.text.stories.story_rows import update_story
from transforms.text.stories.terms import Frequencies, Terms, background, take_terms

#: articles from which the frequencies of terms are estimated: those of the lowest ids, which are hashes
SAMPLE = 8000
#: a story and an edge within it
Link = tuple[str, StoryEdge]


class GroupStories(beam.PTransform):
    """Put each article into a story, and write the rows of the stories that are new or changed.

    Bounded. `remembered` are committed articles, `stories` their stories' last rows. Articles meet under their most
    telling terms, those that meet are compared in parallel, and one pure function decides on the few pairs that are
    alike. Copies follow their originals. Yields a dict: `articles`, `stories` and `article_links`. Keeps no state.
    """

    def __init__(self, remembered: PCollection[Article], stories: PCollection[Story], horizon_days: float) -> None:
        super().__init__()
        self.remembered = remembered
        self.stories = stories
        self.horizon_days = horizon_days

    def expand(self, articles: PCollection[Article]) -> dict[str, PCollection[Any]]:
        termed = articles | "Take terms" >> beam.Map(_with_terms).with_output_types(Article)
        notes = termed | "Note" >> beam.FlatMap(_note).with_output_types(Note)
        recalled = self._recall(notes)
        met = recalled["met"] | "Met" >> beam.Map(_same).with_output_types(Note)
        frequencies = self._frequencies(notes, recalled["sample"])
        edges = (
            (notes, met)
            | "Notes" >> beam.Flatten()
            | "By key" >> beam.FlatMap(_by_key).with_output_types(tuple[int, Note])
            | "Same key" >> beam.GroupByKey()
            | "Compare" >> beam.FlatMap(_compare, frequencies, self.horizon_days).with_output_types(StoryEdge)
        )
        known = self._known(termed, met)
        decided = (
            {
                "articles": notes | "Time" >> beam.Map(lambda note: (0, note.time)),
                "edges": edges | "Edge" >> beam.Map(lambda edge: (0, edge)),
                "known": known | "Known" >> beam.Map(lambda story: (0, story)),
            }
            | "In one place" >> beam.CoGroupByKey()
            | "Gather" >> beam.ParDo(_Gather()).with_outputs("assignments", "merges", "links")
        )
        assigned = decided["assignments"] | "Assigned" >> beam.Map(_same).with_output_types(Assignment)
        merged = decided["merges"] | "Merged" >> beam.Map(_same).with_output_types(Merge)
        linked = decided["links"] | "Linked" >> beam.Map(_same).with_output_types(tuple[str, Link])
        told = (
            {
                "articles": termed | "By original" >> beam.WithKeys(_original).with_output_types(tuple[str, Article]),
                "stories": assigned | "By article" >> beam.Map(_pair).with_output_types(tuple[str, str]),
                "links": linked,
            }
            | "Join" >> beam.CoGroupByKey()
            | "Fill" >> beam.ParDo(_Fill()).with_outputs("links", main="articles")
        )
        placed = told["articles"] | "Placed" >> beam.Map(_same).with_output_types(Article)
        links = told["links"] | "Links" >> beam.Map(_same).with_output_types(ArticleLink)
        return {"articles": placed, "stories": _rows(placed, merged, known), "article_links": links}

    def _recall(self, notes: PCollection[Note]) -> Any:
        """Pass once over the remembered articles: those the run may meet, and all terms for the sample."""
        keys = notes | "Keys" >> beam.Map(lambda note: story_keys(note.terms)) | "All keys" >> AllKeys()
        return (
            self.remembered
            | "Remembered note" >> beam.FlatMap(_note).with_output_types(Note)
            # a stage that holds the remembered articles for other stages, too, would wait for its own results
            | "Apart" >> beam.Reshuffle()
            | "Recall" >> beam.ParDo(_Recall(), keys).with_outputs("sample", main="met")
        )

    def _frequencies(self, notes: PCollection[Note], sample: PCollection[tuple[str, bytes]]) -> AsSingleton:
        own = notes | "Own sample" >> beam.Map(_sample).with_output_types(tuple[str, bytes])
        return AsSingleton(
            (own, sample | "Sample" >> beam.Map(_same).with_output_types(tuple[str, bytes]))
            | "Samples" >> beam.Flatten()
            | "Lowest ids" >> beam.combiners.Top.Smallest(SAMPLE)
            | "Count terms" >> beam.Map(_frequencies).with_output_types(Frequencies)
        )

    def _known(self, articles: PCollection[Article], met: PCollection[Note]) -> PCollection[Story]:
        """Pass once over the committed stories: those that articles of the run may join."""
        keys = (
            (met, articles)
            | "May join" >> beam.Flatten()
            | "Story as key" >> beam.Map(lambda joined: _story_keys(joined.story_id))
            | "All stories" >> AllKeys()
        )
        return (
            self.stories
            | "Stories apart" >> beam.Reshuffle()
            | "May grow" >> beam.Filter(_may_grow, keys).with_output_types(Story)
        )


class _Recall(beam.DoFn):
    def process(self, note: Note, keys: Keys) -> Iterator[Any]:
        yield TaggedOutput("sample", _sample(note))
        if len(common(story_keys(note.terms), keys)):
            yield note


class _Gather(beam.DoFn):
    def process(self, grouped: tuple[int, dict[str, Iterable[Any]]]) -> Iterator[TaggedOutput]:
        articles, edges, known = (list(grouped[1][part]) for part in ("articles", "edges", "known"))
        assignments, merges = gather_stories(articles, edges, known)
        for assignment in assignments:
            yield TaggedOutput("assignments", assignment)
        for merge in merges:
            yield TaggedOutput("merges", merge)
        for article_id, story_id, edge in choose_links(assignments, merges, edges, known):
            yield TaggedOutput("links", (article_id, (story_id, edge)))


def _rows(placed: PCollection[Article], merged: PCollection[Merge], known: PCollection[Story]) -> PCollection[Story]:
    return (
        {
            "articles": placed | "Member" >> beam.Map(_member).with_output_types(tuple[str, Article]),
            "known": known | "Story" >> beam.Map(lambda story: (story.story_id, story)),
            "merged": merged | "Into" >> beam.Map(lambda merge: (merge.story_id, merge.merged_into)),
            "absorbed": merged | "From" >> beam.Map(lambda merge: (merge.merged_into, merge.story_id)),
        }
        | "Same story" >> beam.CoGroupByKey()
        | "Row" >> beam.FlatMapTuple(_row).with_output_types(Story)
    )


def _same(element: Any) -> Any:
    return element


def _with_terms(article: Article) -> Article:
    return article if article.copy_of else replace(article, terms=take_terms(article.title, article.text).pack())


def _note(article: Article) -> Iterator[Note]:
    if article.copy_of is None and article.terms is not None:
        yield Note(article.article_id, article.published_at, article.terms, article.story_id, series_of(article.title))


def _sample(note: Note) -> tuple[str, bytes]:
    return note.article_id, note.terms


def _frequencies(sample: list[tuple[str, bytes]]) -> Frequencies:
    return background().plus([Terms.unpack(terms) for _, terms in sample])


def _by_key(note: Note) -> Iterator[tuple[int, Note]]:
    for key in story_keys(note.terms).tolist():
        yield key, note


def _compare(bucket: tuple[int, Iterable[Note]], frequencies: Frequencies, horizon_days: float) -> list[StoryEdge]:
    return bucket_edges(list(bucket[1]), frequencies, horizon_days)


def _story_keys(*story_ids: str) -> Keys:
    return np.array([int(story_id[:15], 16) for story_id in story_ids if story_id], dtype=np.int64)


def _may_grow(story: Story, keys: Keys) -> bool:
    return len(common(_story_keys(story.story_id, *story.absorbed), keys)) > 0


def _original(article: Article) -> str:
    return article.copy_of or article.article_id


def _pair(assignment: Assignment) -> tuple[str, str]:
    return assignment.article_id, assignment.story_id


class _Fill(beam.DoFn):
    def process(self, grouped: tuple[str, dict[str, Iterable[Any]]]) -> Iterator[Any]:
        stories, links = list(grouped[1]["stories"]), list(grouped[1]["links"])
        for article in grouped[1]["articles"]:
            # a copy of a remembered article was given its story with its original
            yield replace(article, story_id=stories[0]) if stories else article
            if article.article_id == grouped[0]:
                for story_id, edge in links:
                    yield TaggedOutput("links", tell_link(article, story_id, edge))


def _member(article: Article) -> tuple[str, Article]:
    """Leave out what a story's row does not need."""
    text = " ".join(article.text[:400].split()[:13])
    return article.story_id, replace(
        article, text=text, boilerplate=(), repairs=(), signature=None, sketch=None, terms=None
    )


def _row(story_id: str, found: dict[str, Iterable[Any]]) -> Iterator[Story]:
    known, merged, absorbed = list(found["known"]), list(found["merged"]), list(found["absorbed"])
    articles = sorted(found["articles"], key=lambda article: article.article_id)
    if articles or (known and (merged or absorbed)):
        into = merged[0] if merged else None
        yield update_story(story_id, known[0] if known else None, articles, into, absorbed)
