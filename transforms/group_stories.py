"""GroupStories: which articles report the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import AsSingleton, PCollection, TaggedOutput

from schemas import Article, Story
from transforms.packed import Packed, parted
from transforms.past import Past
from transforms.recall_stories import Met, RecallStories, note_of, pack_seekers, seek
from transforms.text.stories.frequencies import Frequencies
from transforms.text.stories.links import choose_links, tell_link
from transforms.text.stories.stories import Assignment, Merge, gather_stories
from transforms.text.stories.story_features import Note, StoryEdge, bucket_edges, recalled_edges, story_keys
from transforms.text.stories.story_rows import update_story

Time = tuple[float, str]


class GroupStories(beam.PTransform):
    """Put each article into a story, and write the rows of the stories that are new or changed.

    Bounded. Articles meet under their most telling terms, new ones with one another and with those that `past`
    remembers; those that meet are compared in parallel, and one pure function decides on the few pairs that are alike.
    Copies follow their originals. Yields a dict: `articles`, `stories` and `article_links`. Keeps no state.
    """

    def __init__(self, past: Past, horizon_days: float) -> None:
        super().__init__()
        self.past = past
        self.horizon_days = horizon_days

    def expand(self, articles: PCollection[Article]) -> dict[str, PCollection[Any]]:
        seekers = articles | "Seek" >> beam.Map(seek) | "All seekers" >> Packed(pack_seekers)
        recall = beam.ParDo(RecallStories(self.past)).with_outputs("frequencies", "known", main="met")
        recalled = seekers | "Recall" >> recall
        new = articles | "Look at" >> beam.ParDo(_Look()).with_outputs("times", "articles", main="notes")
        edges = (
            (new.notes, recalled.met)
            | "Notes" >> beam.Flatten().with_output_types(tuple[str, Any])
            | "Same key" >> beam.GroupByKey()
            | "Compare"
            >> beam.FlatMap(_compare, AsSingleton(recalled.frequencies), self.horizon_days).with_output_types(
                tuple[int, Any]
            )
        )
        known = recalled.known | "Known" >> beam.MapTuple(lambda _, story: (0, story))
        decided = (
            (new.times, edges, known)
            | "Evidence" >> beam.Flatten().with_output_types(tuple[int, Any])
            | "In one place" >> beam.GroupByKey()
            | "Gather"
            >> beam.ParDo(_Gather(), AsSingleton(recalled.frequencies)).with_outputs("merges", main="assignments")
        )
        told = (
            (new.articles, decided.assignments)
            | "Verdicts" >> beam.Flatten().with_output_types(tuple[str, Any])
            | "Join" >> beam.GroupByKey()
            | "Fill" >> beam.ParDo(_Fill()).with_outputs("links", "members", main="articles")
        )
        rows = (
            (told.members, recalled.known, decided.merges)
            | "Members" >> beam.Flatten().with_output_types(tuple[str, Any])
            | "Same story" >> beam.GroupByKey()
            | "Row" >> beam.FlatMapTuple(_row).with_output_types(Story)
        )
        return {"articles": told.articles, "stories": rows, "article_links": told.links}


class _Look(beam.DoFn):
    """Yields what the search for stories carries of an article under each key where it may meet others."""

    def process(self, article: Article) -> Iterator[Any]:
        yield TaggedOutput("articles", (article.copy_of or article.article_id, article))
        note = note_of(article)
        if note is not None:
            yield TaggedOutput("times", (0, note.time))
            yield note.article_id, note  # it meets what is remembered
            for key in story_keys(note.terms).tolist():
                yield f"{key:x}", note


def _compare(
    bucket: tuple[str, Iterable[Note | Met]], frequencies: Frequencies, horizon_days: float
) -> Iterator[tuple[int, list[StoryEdge]]]:
    notes, recalled = parted(bucket[1], Note, Met)
    edges = bucket_edges(notes, frequencies, horizon_days)
    for met in recalled:
        edges += recalled_edges(notes[0], met.notes, frequencies, horizon_days)
    if edges:
        yield 0, edges


class _Gather(beam.DoFn):
    def process(
        self, grouped: tuple[int, Iterable[Time | list[StoryEdge] | Story]], frequencies: Frequencies
    ) -> Iterator[Any]:
        articles, found, known = parted(grouped[1], tuple, list, Story)
        edges = list(chain.from_iterable(found))
        assignments, merges = gather_stories(articles, edges, known, frequencies.remembered)
        for assignment in assignments:
            yield assignment.article_id, assignment
        for merge in merges:
            yield TaggedOutput("merges", (merge.story_id, merge))
            yield TaggedOutput("merges", (merge.merged_into, merge))
        for article_id, _, edge in choose_links(assignments, merges, edges, known):
            yield article_id, edge


class _Fill(beam.DoFn):
    def process(self, grouped: tuple[str, Iterable[Article | Assignment | StoryEdge]]) -> Iterator[Any]:
        articles, assigned, edges = parted(grouped[1], Article, Assignment, StoryEdge)
        for article in articles:
            # a copy of a remembered article was given its story with its original
            placed = replace(article, story_id=assigned[0].story_id) if assigned else article
            yield placed
            yield TaggedOutput("members", _member(placed))
            if article.article_id == grouped[0]:
                for edge in edges:
                    yield TaggedOutput("links", tell_link(placed, placed.story_id, edge))


def _member(article: Article) -> tuple[str, Article]:
    """Leave out what a story's row does not need."""
    text = " ".join(article.text[:400].split()[:13])
    return article.story_id, replace(
        article, text=text, boilerplate=(), repairs=(), signature=None, sketch=None, terms=None
    )


def _row(story_id: str, found: Iterable[Article | Story | Merge]) -> Iterator[Story]:
    articles, known, merges = parted(found, Article, Story, Merge)
    articles.sort(key=lambda article: article.article_id)
    into = next((merge.merged_into for merge in merges if merge.story_id == story_id), None)
    absorbed = [merge.story_id for merge in merges if merge.merged_into == story_id]
    if articles or (known and merges):
        yield update_story(story_id, known[0] if known else None, articles, into, absorbed)
