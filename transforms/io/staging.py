"""The files of a run before its commit: rows encoded and put into the staging folder, then all of them committed."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from schemas import TABLES, Run
from schemas.stamp import stamp
from transforms.io.commit import commit
from transforms.io.encoding import digest, encode
from transforms.io.lease import give_back
from transforms.io.manifest import LOCK, PAGES, DataFile, Manifest, staging_folder
from transforms.io.store import open_store


@dataclass(frozen=True, slots=True)
class Target:
    """The ROOT that a run writes to, and the run itself; `run.counts` and `run.finished_at` come with the commit."""

    root: str
    base: Manifest
    run: Run


def stage(name: str, shard: int, rows: Iterable[Any], target: Target) -> DataFile:
    """Encode the rows of one file, stamped with the run, and put it into the run's staging folder."""
    run = target.run
    if name == PAGES:
        from transforms.io.kept_pages import pack_pages  # needs Beam, which plain commits do without

        pages = list(rows)
        packed = pack_pages(pages, f"{run.started_at:%Y-%m-%dT%H:%M:%SZ}")
        file = file_name(run, digest(packed), shard).replace(".parquet", ".warc.gz")
        return _put(name, file, packed, len(pages), target)
    stamped = [stamp(row, run.run_id, run.started_at) for row in rows]
    data = encode(name, TABLES[name], stamped)
    return _put(name, file_name(run, digest(data), shard), data, len(stamped), target)


def file_name(run: Run, sha256: str, shard: int) -> str:
    """Name a data file by the run, its bytes and its shard."""
    return f"part-{run.run_id[:16]}-{sha256[:8]}-{shard}.parquet"


def _put(table: str, name: str, data: bytes, rows: int, target: Target) -> DataFile:
    run = target.run
    path = f"{table}/ingest_date={run.started_at:%Y-%m-%d}/{name}"
    open_store(target.root).write(f"{staging_folder(run.run_id)}/{path}", data)
    return DataFile(path, table, rows, len(data), digest(data), run.run_id)


def finish(target: Target, files: Iterable[DataFile], fates: Mapping[str, int]) -> Manifest:
    """Add the row of the run itself, publish all files, turn the pointer, and free a ROOT that was left to the run."""
    files, counts = list(files), dict(fates)
    for file in files:
        name = "kept_pages" if file.table == PAGES else f"rows.{file.table}"
        counts[name] = counts.get(name, 0) + file.rows
    run = replace(target.run, finished_at=datetime.now(UTC), counts=dict(sorted(counts.items())))
    # the name has no checksum: when an engine repeats this step, the later row replaces the one of before
    told = _put("runs", file_name(run, run.run_id, 0), encode("runs", Run, [run]), 1, target)
    store = open_store(target.root)
    manifest = commit(store, target.base, run.run_id, [*files, told])
    give_back(store, LOCK, run.run_id)
    # where workers log to a service, an alert counts these lines
    logging.getLogger("newsbeam").info("newsbeam committed run %s", run.run_id)
    return manifest
