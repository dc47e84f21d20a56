"""WriteTables: rows of every table to staged Parquet files, and all of them to one commit.

Beam's own Parquet sinks lose rows on unbounded input and overwrite late panes (2.77), and neither has a commit; this
one encodes a file in memory, stores it whole under a name made of its content, and publishes nothing before the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import AsList, AsSingleton, PCollection

from schemas import Outcome, make_id
from transforms.io.kept_pages import PAGES_PER_FILE
from transforms.io.manifest import PAGES, DataFile, Manifest
from transforms.io.staging import Target, finish, stage

__all__ = ["Target", "WriteTables"]

#: rows of one data file at most: 20,000 articles are some 100 MB before compression
ROWS_PER_FILE = 20_000


class WriteTables(beam.PTransform):
    """Write the rows of all tables and commit them as one run; yields the manifest after the commit.

    Bounded. Rows are spread over files by the hash of their sorted place's id, so that a file's rows and its name
    depend on the rows alone. It drops nothing: a row that cannot be written fails the run, and nothing is committed.
    """

    def __init__(self, target: Target) -> None:
        super().__init__()
        self.target = target

    def expand(self, tables: dict[str, PCollection[Any]]) -> PCollection[Manifest]:
        files = [rows | f"Write {name}" >> _WriteTable(name, self.target) for name, rows in sorted(tables.items())]
        named = tables["outcomes"] | "Name the fates" >> beam.FlatMap(_fates)
        fates = named | "Count the fates" >> beam.combiners.Count.PerElement()
        return (
            files[0].pipeline
            | "One commit" >> beam.Create([None])
            | "Commit" >> beam.Map(_commit, self.target, AsList(files | "All files" >> beam.Flatten()), AsList(fates))
        )


class _WriteTable(beam.PTransform):
    def __init__(self, name: str, target: Target) -> None:
        super().__init__()
        self.name = name
        self.target = target

    def expand(self, rows: PCollection[Any]) -> PCollection[DataFile]:
        count = rows | "Count" >> beam.combiners.Count.Globally()
        return (
            rows
            | "Spread"
            >> beam.Map(
                _shard, AsSingleton(count, 0), PAGES_PER_FILE if self.name == PAGES else ROWS_PER_FILE
            ).with_output_types(tuple[int, Any])
            | "Gather" >> beam.GroupByKey()
            | "Stage" >> beam.Map(_stage, self.name, self.target)
        )


def _shard(row: Any, rows: int, rows_per_file: int) -> tuple[int, Any]:
    shards = -(-rows // rows_per_file)
    return (int(make_id(*_identity(row))[:8], 16) % shards if shards > 1 else 0), row


def _identity(row: Any) -> Iterator[str]:
    for name in ("article_id", "entity_id", "story_id", "input_uri", "feed_url", "quote_id", "start"):
        yield str(getattr(row, name, None))


def _stage(gathered: tuple[int, Iterable[Any]], name: str, target: Target) -> DataFile:
    return stage(name, *gathered, target)


def _fates(outcome: Outcome) -> Iterator[str]:
    yield f"outcome.{outcome.outcome}"
    if outcome.reason:
        yield f"reason.{outcome.outcome}.{outcome.reason}"


def _commit(_: None, target: Target, files: list[DataFile], fates: list[tuple[str, int]]) -> Manifest:
    return finish(target, files, dict(fates))
