"""RemoveRepeats: what stands at the edges of a publisher's articles again and again is none of their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from heapq import nsmallest
from typing import Any

import apache_beam as beam
import numpy as np
from apache_beam.pvalue import AsDict, PCollection, TaggedOutput

from schemas import Article
from transforms.guard import Guard
from transforms.keys import Keys, KeySet
from transforms.packed import Packed
from transforms.past import Part, Past
from transforms.text.pages.repeats import MARKS, SIZE, Marks, stands_often, unpack
from transforms.text.reading import read_again
from transforms.workers import each

#: sightings of a paragraph that are looked at: those of the smallest marks, which are as good as drawn by lot
_SEEN = 64


class RemoveRepeats(beam.PTransform):
    """Move short paragraphs that repeat at the edges of a publisher's articles out of the text.

    Evidence are the articles of the run and those that `past` remembers, by their `edges`: only digests travel. An
    article without such a paragraph passes untouched; one with it keeps its id, and what is made of its text is made
    again. What takes more than `timeout` seconds passes as it is.

    Bounded or not: in windows, a window is a run. Keeps no state. Yields articles.
    """

    def __init__(self, past: Past, workers: int, timeout: float) -> None:
        super().__init__()
        self.past = past
        self.workers = workers
        self.timeout = timeout

    def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
        old = (
            articles
            | "Edges" >> beam.Map(_shown).with_output_types(Keys)
            | "All edges" >> Packed(_pack)
            | "Recall" >> beam.ParDo(_Recall(self.past)).with_output_types(tuple[int, Marks])
        )
        new = articles | "Look at" >> beam.FlatMap(_sightings).with_output_types(tuple[int, Marks])
        furniture = (
            (new, old)
            | "Sightings" >> beam.Flatten()
            | "Same paragraph" >> beam.GroupByKey()
            | "That stand often" >> beam.FlatMapTuple(_standing).with_output_types(tuple[int, bool])
        )
        parted = articles | "Part" >> beam.ParDo(_Part(), AsDict(furniture)).with_outputs("touched", main="untouched")
        guard = Guard(partial(each, read_again), lambda pair, _: pair[0], self.workers, self.timeout)
        cleaned = parted.touched | "Clean the edges" >> beam.ParDo(guard).with_output_types(Article)
        return (parted.untouched, cleaned) | "All" >> beam.Flatten().with_output_types(Article)


def _shown(article: Article) -> Keys:
    return np.array(unpack(article.edges)[1], dtype=np.int64)


def _pack(shown: list[Keys]) -> Keys:
    return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *shown]))


def _sightings(article: Article) -> Iterator[tuple[int, Marks]]:
    marks, shown = unpack(article.edges)
    for digest in shown:
        yield digest, marks


class _Recall(beam.DoFn):
    """Yield where the paragraphs of a run stand at the edges of remembered articles: `_SEEN` sightings of each."""

    def __init__(self, past: Past) -> None:
        self.past = past

    def process(self, packed: tuple[int, Keys]) -> Iterator[tuple[int, Marks]]:
        wanted = KeySet([packed[1]])
        met = np.zeros((0, 1 + MARKS), dtype=np.int64)
        for part in self.past.parts("articles") if len(packed[1]) else ():
            met = _fewest(np.concatenate([met, _meet(part, wanted)]))
        for digest, *marks in met.tolist():
            yield digest, tuple(marks)


def _meet(part: Part, wanted: KeySet) -> Keys:
    """The wanted paragraphs in a part of the memory, one row each: digest and marks."""
    edges = part.read(("edges",))["edges"].drop_null().combine_chunks()
    if not len(edges):
        return np.zeros((0, 1 + MARKS), dtype=np.int64)
    starts = np.frombuffer(edges.buffers()[1], dtype=np.int32)[edges.offset : edges.offset + len(edges) + 1] // SIZE
    digests = np.frombuffer(edges.buffers()[2] or b"", dtype=np.int64, count=int(starts[-1]))
    places = np.flatnonzero(wanted.has(digests))
    firsts = starts[np.searchsorted(starts, places, side="right") - 1]
    places, firsts = places[places - firsts >= MARKS], firsts[places - firsts >= MARKS]
    met: Keys = np.column_stack([digests[places], digests[firsts[:, None] + np.arange(MARKS)]])
    return met


def _fewest(met: Keys) -> Keys:
    """The first rows of each digest, in the order of their marks."""
    met = np.unique(met, axis=0)
    first = np.searchsorted(met[:, 0], met[:, 0])
    return met[np.arange(len(met)) - first < _SEEN]


def _standing(digest: int, sightings: Iterable[Marks]) -> Iterator[tuple[int, bool]]:
    if stands_often(nsmallest(_SEEN, set(sightings))):
        yield digest, True


class _Part(beam.DoFn):
    def process(self, article: Article, furniture: Mapping[int, bool]) -> Iterator[Any]:
        if mine := frozenset(digest for digest in unpack(article.edges)[1] if digest in furniture):
            yield TaggedOutput("touched", (article, mine))
        else:
            yield article
