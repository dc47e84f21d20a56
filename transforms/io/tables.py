"""WriteTables: rows of every table to staged Parquet files, and all of them to one commit.

Beam's own Parquet sinks lose rows on unbounded input and overwrite late panes (2.77), and neither has a commit; this
one encodes a file in memory, stores it whole under a name made of its content, and publishes nothing before the end.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import AsDict, AsList, AsSingleton, PCollection

from schemas import make_id
from transforms.io.kept_pages import PAGES_PER_FILE
from transforms.io.manifest import PAGES, DataFile, Manifest
from transforms.io.staging import Target, finish, stage

__all__ = ["Target", "WriteTables"]

#: rows of one data file at most: 20,000 articles are some 100 MB before compression
ROWS_PER_FILE = 20_000

Rows = tuple[Any, ...]


class WriteTables(beam.PTransform):
    """Write the rows of all tables and commit them as one run; yields the manifest after the commit.

    Bounded, or in windows with the target of each. An element is a row, or a tuple of rows that travel together, as
    those of one article do: a row for itself costs more on its way than in its file. They are spread over files by the
    hash of the first one's id, so that a file's rows and its name depend on the rows alone. It drops nothing: a row
    that cannot be written fails the run, and nothing is committed.
    """

    def __init__(self, target: Target | PCollection[Target]) -> None:
        super().__init__()
        self.target = target

    def expand(self, tables: dict[str, PCollection[Any]]) -> PCollection[Manifest]:
        target, in_windows = self.target, isinstance(self.target, PCollection)
        rows = [
            rows | f"Name {name}" >> beam.FlatMap(_named, name).with_output_types(tuple[str, Any])
            for name, rows in sorted(tables.items())
        ] | "All rows" >> beam.Flatten()
        if in_windows:
            rows, target = rows | "Rows" >> Settle(_place), target | "Settled" >> Settle(lambda _: 0)
        counts = rows | "Count what" >> beam.FlatMapTuple(_counted) | "Count" >> beam.CombinePerKey(sum)
        files = (
            rows
            | "Spread" >> beam.Map(_spread, AsDict(counts)).with_output_types(tuple[tuple[str, int], Any])
            | "Gather" >> beam.GroupByKey()
            | "Stage" >> beam.Map(_stage, AsSingleton(target) if in_windows else target)
        )
        targets = target if in_windows else rows.pipeline | "One commit" >> beam.Create([target], reshuffle=False)
        return targets | "Commit" >> beam.Map(_commit, AsList(files), AsDict(counts))


class Settle(beam.PTransform):
    """Hold elements back until nothing else can come into their window.

    A side input of a window is whole only then, but Prism 2.77 shows a stage an empty one before. `key` tells which
    elements may wait in one place.
    """

    def __init__(self, key: Callable[[Any], int]) -> None:
        super().__init__()
        self.key = key

    def expand(self, elements: PCollection[Any]) -> PCollection[Any]:
        return (
            elements
            | "Key" >> beam.WithKeys(self.key).with_output_types(tuple[int, Any])
            | "Wait" >> beam.GroupByKey()
            | "Let go" >> beam.FlatMapTuple(lambda _, waited: waited)
        )


def _place(named: tuple[str, Rows]) -> int:
    return zlib.crc32("".join(_identity(named[1][0])).encode()) % 64


def _named(element: Any, name: str) -> Iterator[tuple[str, Rows]]:
    rows = element if isinstance(element, tuple) else (element,)
    if rows:
        yield name, rows


def _counted(name: str, rows: Rows) -> Iterator[tuple[str, int]]:
    """Name what rows are counted as, and how many they are: those of a table, and fates."""
    yield f"rows.{name}", len(rows)
    for row in rows if name == "outcomes" else ():
        yield f"outcome.{row.outcome}", 1
        if row.reason:
            yield f"reason.{row.outcome}.{row.reason}", 1


def _spread(named: tuple[str, Rows], counts: dict[str, int]) -> tuple[tuple[str, int], Rows]:
    name, rows = named
    shards = -(-counts[f"rows.{name}"] // (PAGES_PER_FILE if name == PAGES else ROWS_PER_FILE))
    return (name, int(make_id(*_identity(rows[0]))[:8], 16) % shards if shards > 1 else 0), rows


def _identity(row: Any) -> Iterator[str]:
    for name in ("article_id", "entity_id", "story_id", "input_uri", "feed_url", "quote_id", "start"):
        yield str(getattr(row, name, None))


def _stage(gathered: tuple[tuple[str, int], Iterable[Rows]], target: Target) -> DataFile:
    (name, shard), rows = gathered
    return stage(name, shard, chain.from_iterable(rows), target)


def _commit(target: Target, files: list[DataFile], counts: dict[str, int]) -> Manifest:
    return finish(target, files, {what: count for what, count in counts.items() if not what.startswith("rows.")})
