"""RecallStories: the remembered articles and stories that new articles may belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import apache_beam as beam
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from apache_beam.pvalue import TaggedOutput
from numpy.typing import NDArray

from schemas import Article, Story
from schemas.parquet import from_table
from transforms.keys import KeySet
from transforms.past import Part, Past, bytes_of, ids_of, is_among, latest, times_of
from transforms.text.stories.frequencies import Frequencies, background
from transforms.text.stories.recall import Postings, recall
from transforms.text.stories.series import series_of
from transforms.text.stories.stories import LOOKED_AT_AGAIN
from transforms.text.stories.story_features import KEYS, Note, story_keys
from transforms.text.stories.terms import Terms

#: articles from which the frequencies of terms are estimated: those of the lowest ids, which are hashes
SAMPLE = 8000
_NOTE = ("article_id", "published_at", "terms", "story_id", "title", "copy_of")


@dataclass(frozen=True, slots=True)
class Seekers:
    """The new articles of a run, as far as finding remembered ones takes."""

    ids: tuple[str, ...]
    times: tuple[float, ...]
    keys: tuple[NDArray[np.int64], ...]
    #: ids and terms of a sample
    sample: tuple[tuple[str, bytes], ...]
    #: committed stories that copies among them belong to
    stories: frozenset[str]


@dataclass(frozen=True, slots=True)
class Met:
    """Remembered articles that one new one is to be compared with."""

    notes: tuple[Note, ...]


def note_of(article: Article) -> Note | None:
    """Take what the search for stories carries of an article; copies follow their originals."""
    if article.copy_of is not None or article.terms is None:
        return None
    return Note(article.article_id, article.published_at, article.terms, article.story_id, series_of(article.title))


def seek(article: Article) -> Seekers:
    """Make one article a seeker."""
    note = note_of(article)
    if note is None:
        return Seekers((), (), (), (), frozenset([article.story_id] if article.story_id else []))
    sample = ((note.article_id, note.terms),)
    return Seekers((note.article_id,), (note.time[0],), (story_keys(note.terms),), sample, frozenset())


def pack_seekers(seekers: list[Seekers]) -> Seekers:
    """Join seekers."""
    ids, times, keys = (tuple(it for one in seekers for it in getattr(one, name)) for name in ("ids", "times", "keys"))
    sample = sorted(it for one in seekers for it in one.sample)[:SAMPLE]
    return Seekers(ids, times, keys, tuple(sample), frozenset().union(*(one.stories for one in seekers)))


class RecallStories(beam.DoFn):
    """Yield for each new article the remembered ones to compare it with: its id and `Met`.

    Where few are remembered, all of them are yielded under their own keys, to be compared with one another as well.
    Tagged outputs: `frequencies` of terms in what is new and what is remembered, and the stories that may be joined,
    `known` by their ids.
    """

    def __init__(self, past: Past) -> None:
        self.past = past

    def process(self, packed: tuple[int, Seekers]) -> Iterator[Any]:
        _, seekers = packed
        look = _Look(seekers)
        for part in self.past.parts("articles"):
            look.at(part)
        yield TaggedOutput("frequencies", look.frequencies())
        wanted = set(seekers.stories)
        if look.count < LOOKED_AT_AGAIN:
            for note in look.all_notes():
                wanted.add(note.story_id)
                for key in story_keys(note.terms).tolist():
                    yield f"{key:x}", note
        else:
            for article_id, met in look.met():
                wanted.update(note.story_id for note in met.notes)
                yield article_id, met
        for story in known_stories(self.past, wanted) if wanted else ():
            yield TaggedOutput("known", (story.story_id, story))


class _Look:
    """One look through the remembered articles."""

    def __init__(self, seekers: Seekers) -> None:
        self.seekers = seekers
        self.keys = KeySet(seekers.keys)
        self.sample = list(seekers.sample)
        self.parts: list[Part] = []
        self.postings: list[Postings] = []
        #: part and row of each remembered article that shares a key with a new one
        self.places: list[NDArray[np.int64]] = []
        self.count = 0

    def at(self, part: Part) -> None:
        """Look at one part of what is remembered."""
        table = part.read(("article_id", "published_at", "terms", "copy_of"))
        rows = np.flatnonzero(pc.and_(pc.is_null(table["copy_of"]), pc.is_valid(table["terms"])).to_numpy())
        table = table.take(rows)
        if not len(table):
            return
        self._draw(table)
        heads = bytes_of(table["terms"], 4 * KEYS).view("<u4").astype(np.int64)
        sizes = pc.binary_length(table["terms"].combine_chunks()).to_numpy() // 5
        met = self.keys.has(heads) & (np.arange(KEYS) < sizes[:, None])
        hit, key = np.nonzero(met)
        some, owners = np.unique(hit, return_inverse=True)
        told = table.select(["article_id", "published_at"]).take(some)
        ids, times = ids_of(told["article_id"]), times_of(told["published_at"], 0.0)
        first = sum(len(places) for places in self.places)
        self.postings.append(Postings(heads[hit, key], first + owners, times[owners], ids[owners]))
        self.places.append(np.stack([np.full(len(some), len(self.parts)), rows[some]], axis=1))
        self.parts.append(part)
        self.count += len(table)

    def _draw(self, table: pa.Table) -> None:
        """Let the articles of the lowest ids into the sample."""
        ids = table["article_id"].combine_chunks()
        if len(self.sample) >= SAMPLE:
            low = pc.less(ids, self.sample[-1][0])
        else:
            low = pc.less_equal(ids, pc.max(ids))
        chosen = table.select(["article_id", "terms"]).filter(low)
        pairs = zip(chosen["article_id"].to_pylist(), chosen["terms"].to_pylist(), strict=True)
        self.sample = sorted([*self.sample, *pairs])[:SAMPLE]

    def frequencies(self) -> Frequencies:
        """Count in how many articles terms stand."""
        counted = background().plus([Terms.unpack(terms) for _, terms in self.sample])
        return replace(counted, remembered=self.count)

    def met(self) -> Iterator[tuple[str, Met]]:
        """Yield the new articles that share terms with remembered ones."""
        seekers = self.seekers
        sizes = [len(keys) for keys in seekers.keys]
        owners = np.repeat(np.arange(len(seekers.ids)), sizes)
        new = Postings(
            np.concatenate([np.zeros(0, np.int64), *seekers.keys]),
            owners,
            np.repeat(np.array(seekers.times), sizes),
            np.zeros(len(owners), "S16"),
        )
        seeking, numbers = recall(new, Postings.join(self.postings), self.count)
        if not len(seeking):
            return
        notes = self._notes(np.unique(numbers))
        starts = np.flatnonzero(np.append(True, seeking[1:] != seeking[:-1]))
        for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(seeking)], strict=True):
            yield seekers.ids[seeking[start]], Met(tuple(notes[it] for it in numbers[start:end].tolist()))

    def all_notes(self) -> Iterator[Note]:
        """Yield all remembered articles that are not copies."""
        for part in self.parts:
            yield from filter(None, map(note_of, from_table(Article, part.read(_NOTE))))

    def _notes(self, numbers: NDArray[np.int64]) -> dict[int, Note]:
        places = np.concatenate(self.places)[numbers]
        notes = {}
        for number in np.unique(places[:, 0]).tolist():
            mine = places[:, 0] == number
            table = self.parts[number].read(_NOTE).take(places[mine, 1])
            for it, article in zip(numbers[mine].tolist(), from_table(Article, table), strict=True):
                note = note_of(article)
                assert note is not None
                notes[it] = note
        return notes


def known_stories(past: Past, wanted: set[str]) -> Iterator[Story]:
    """Yield the latest rows of the wanted stories, of those that have absorbed them, and of all that these absorbed."""
    found: set[str] = set()
    while wanted:
        chosen = partial(_may_grow, wanted=pa.array(sorted(wanted)))
        rows = list(latest(past, "stories", Story, False, ("story_id", "absorbed"), chosen))
        yield from (row for row in rows if row.story_id not in found)
        found.update(row.story_id for row in rows)
        # their sizes are in their own rows
        wanted = {id_ for row in rows for id_ in row.absorbed} - found


def _may_grow(table: pa.Table, wanted: pa.Array) -> NDArray[np.bool_]:
    found = is_among(table["story_id"], wanted)
    absorbed = table["absorbed"].combine_chunks()
    joined = pc.list_parent_indices(absorbed).filter(pc.is_in(pc.list_flatten(absorbed), value_set=wanted))
    found = found.copy()
    found[joined.to_numpy()] = True
    return found
