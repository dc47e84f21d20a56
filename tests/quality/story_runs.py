"""Runs of the grouping one after another, on the pure functions alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from schemas import Article, Story
from transforms.text.stories.frequencies import Frequencies, background
from transforms.text.stories.recall import Postings, recall
from transforms.text.stories.series import series_of
from transforms.text.stories.stories import LOOKED_AT_AGAIN, Merge, gather_stories
from transforms.text.stories.story_features import Note, StoryEdge, bucket_edges, recalled_edges, story_keys
from transforms.text.stories.story_rows import update_story
from transforms.text.stories.terms import Terms, take_terms

HORIZON_DAYS = 14.0


def note_of(article: Article) -> Note:
    """Take what the grouping knows of an article."""
    terms = take_terms(article.title, article.text).pack()
    return Note(article.article_id, article.published_at, terms, series=series_of(article.title))


@dataclass(slots=True)
class Ledger:
    """What runs have committed so far."""

    notes: dict[str, Note] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)

    def run(self, articles: Sequence[Article], notes: dict[str, Note]) -> list[Merge]:
        """Group new articles, none of them a copy, and commit them; yields the merges of the run."""
        new = [notes[article.article_id] for article in articles]
        past = list(self.notes.values())
        sample = [Terms.unpack(note.terms) for note in (*new, *past)]
        frequencies = background().plus(sample)
        if len(past) < LOOKED_AT_AGAIN:
            met, edges = past, _edges([*new, *past], frequencies)
        else:
            met, edges = _recalled(new, past, frequencies)
        wanted = {note.story_id for note in met}
        found = [row for row in self.stories.values() if wanted & {row.story_id, *row.absorbed}]
        known = [*found, *(self.stories[id_] for row in found for id_ in row.absorbed)]
        placed, merges = gather_stories([note.time for note in new], edges, known, len(past))
        story_of = {assignment.article_id: assignment.story_id for assignment in placed}
        added: dict[str, list[Article]] = defaultdict(list)
        absorbed: dict[str, list[str]] = defaultdict(list)
        for article in articles:
            added[story_of[article.article_id]].append(article)
        for merge in merges:
            absorbed[merge.merged_into].append(merge.story_id)
        into = {merge.story_id: merge.merged_into for merge in merges}
        for id_ in sorted({*added, *absorbed, *into}):
            row = update_story(id_, self.stories.get(id_), added[id_], into.get(id_), absorbed[id_])
            self.stories[id_] = row
        for note in new:
            self.notes[note.article_id] = replace(note, story_id=story_of[note.article_id])
        return merges

    def story_now(self, article_id: str) -> str:
        """Return the story of an article as known now, merges followed."""
        story = self.stories[self.notes[article_id].story_id]
        while story.merged_into:
            story = self.stories[story.merged_into]
        return story.story_id


def _recalled(
    new: Sequence[Note], past: Sequence[Note], frequencies: Frequencies
) -> tuple[list[Note], list[StoryEdge]]:
    seeking, numbers = recall(_postings(new), _postings(past), len(past))
    edges = _edges(new, frequencies)
    for place, note in enumerate(new):
        others = [past[number] for number in numbers[seeking == place].tolist()]
        if others:
            edges += recalled_edges(note, others, frequencies, HORIZON_DAYS)
    return [past[number] for number in sorted(set(numbers.tolist()))], edges


def _postings(notes: Sequence[Note]) -> Postings:
    rows = [(key, place, note) for place, note in enumerate(notes) for key in story_keys(note.terms).tolist()]
    return Postings(
        np.array([key for key, _, _ in rows], dtype=np.int64),
        np.array([place for _, place, _ in rows], dtype=np.int64),
        np.array([note.time[0] for _, _, note in rows]),
        np.array([bytes.fromhex(note.article_id) for _, _, note in rows], dtype="S16"),
    )


def _edges(notes: Iterable[Note], frequencies: Frequencies) -> list[StoryEdge]:
    buckets: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        for key in story_keys(note.terms).tolist():
            buckets[key].append(note)
    return [edge for bucket in buckets.values() for edge in bucket_edges(bucket, frequencies, HORIZON_DAYS)]
