"""Runs of the grouping one after another, on the pure functions alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from schemas import Article, Story
from transforms.text.stories.series import series_of
from transforms.text.stories.stories import Merge, gather_stories
from transforms.text.stories.story_features import Note, StoryEdge, bucket_edges, story_keys
from transforms.text.stories.story_rows import update_story
from transforms.text.stories.terms import Terms, background, take_terms

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
        keys = {key for note in new for key in story_keys(note.terms).tolist()}
        met = [note for note in self.notes.values() if not keys.isdisjoint(story_keys(note.terms).tolist())]
        edges = self._edges([*new, *met], [*new, *self.notes.values()])
        wanted = {note.story_id for note in met}
        known = [row for row in self.stories.values() if wanted & {row.story_id, *row.absorbed}]
        placed, merges = gather_stories([note.time for note in new], edges, known)
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

    def _edges(self, notes: Iterable[Note], sample: Iterable[Note]) -> list[StoryEdge]:
        frequencies = background().plus([Terms.unpack(note.terms) for note in sample])
        buckets: dict[int, list[Note]] = defaultdict(list)
        for note in notes:
            for key in story_keys(note.terms).tolist():
                buckets[key].append(note)
        return [edge for bucket in buckets.values() for edge in bucket_edges(bucket, frequencies, HORIZON_DAYS)]
