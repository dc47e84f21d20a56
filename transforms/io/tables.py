"""WriteTables: rows of every table to staged Parquet files, and all of them to one commit.

Beam's own Parquet sinks lose rows on unbounded input and overwrite late panes (2.77), and neither has a commit; this
one encodes a file in memory, stores it whole under a name made of its content, and publishes nothing before the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import AsList, AsSingleton, PCollection

from schemas import TABLES, Outcome, Run, make_id
from schemas.stamp import stamp
from transforms.io.commit import commit
from transforms.io.encoding import digest, encode
from transforms.io.manifest import DataFile, Manifest, staging_folder
from transforms.io.store import open_store

#: rows of one data file at most: 20,000 articles are some 100 MB before compression
ROWS_PER_FILE = 20_000


@dataclass(frozen=True, slots=True)
class Target:
    """The ROOT that a run writes to, and the run itself; `run.counts` and `run.finished_at` come with the commit."""

    root: str
    base: Manifest
    run: Run


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
            | "Spread" >> beam.Map(_shard, AsSingleton(count, 0)).with_output_types(tuple[int, Any])
            | "Gather" >> beam.GroupByKey()
            | "Stage" >> beam.Map(_stage, self.name, self.target)
        )


def _shard(row: Any, rows: int) -> tuple[int, Any]:
    shards = -(-rows // ROWS_PER_FILE)
    return (int(make_id(*_identity(row))[:8], 16) % shards if shards > 1 else 0), row


def _identity(row: Any) -> Iterator[str]:
    for name in ("article_id", "entity_id", "story_id", "input_uri", "feed_url", "quote_id", "start"):
        yield str(getattr(row, name, None))


def _stage(gathered: tuple[int, Iterable[Any]], name: str, target: Target) -> DataFile:
    """Encode the rows of one file and store it in the run's staging folder."""
    shard, rows = gathered
    return _store(name, shard, [stamp(row, target.run.run_id, target.run.started_at) for row in rows], target)


def _store(name: str, shard: int, rows: list[Any], target: Target) -> DataFile:
    data = encode(name, TABLES[name], rows)
    run, sha256 = target.run, digest(data)
    path = f"{name}/ingest_date={run.started_at:%Y-%m-%d}/part-{run.run_id[:16]}-{sha256[:8]}-{shard}.parquet"
    open_store(target.root).write(f"{staging_folder(run.run_id)}/{path}", data)
    return DataFile(path, name, len(rows), len(data), sha256, run.run_id)


def _fates(outcome: Outcome) -> Iterator[str]:
    yield f"outcome.{outcome.outcome}"
    if outcome.reason:
        yield f"reason.{outcome.outcome}.{outcome.reason}"


def _commit(_: None, target: Target, files: list[DataFile], fates: list[tuple[str, int]]) -> Manifest:
    """Add the row of the run itself, then publish all files and turn the pointer."""
    counts = dict(fates)
    for file in files:
        counts[f"rows.{file.table}"] = counts.get(f"rows.{file.table}", 0) + file.rows
    run = replace(target.run, finished_at=datetime.now(UTC), counts=dict(sorted(counts.items())))
    files = [*files, _store("runs", 0, [run], target)]
    return commit(open_store(target.root), target.base, run.run_id, files)
