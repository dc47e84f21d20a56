"""Memory: what earlier runs committed, read back from their tables. There is no other store that could drift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import TABLES
from schemas.parquet import arrow_schema
from transforms.io.manifest import DataFile, Manifest
from transforms.io.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Memory:
    """What a run remembers: the live files of a ROOT at its start. It travels to workers and reads there."""

    root: str
    manifest: Manifest
    #: rows taken in before this are passed over, unless a whole table is asked for
    since: datetime

    def state(self) -> str:
        """Name the last run that is remembered."""
        return self.manifest.run_id or "none"

    def parts(self, table: str, whole: bool = False) -> Iterator[RowGroup]:
        """Yield the rows of a table in parts: those since the horizon, or the whole of it."""
        store = open_store(self.root)
        day = f"{table}/ingest_date={self.since - timedelta(days=1):%Y-%m-%d}"
        for file in self.manifest.of(table):
            if whole or file.path >= day:
                with _opened(store, file.path) as parquet:
                    for number in range(parquet.num_row_groups):
                        yield RowGroup(store, file, number, parquet)


@dataclass(frozen=True, slots=True)
class RowGroup:
    """One row group of a data file."""

    store: Store
    file: DataFile
    number: int
    #: the open file; it is opened again where it was closed meanwhile
    parquet: pq.ParquetFile

    def read(self, columns: Sequence[str]) -> pa.Table:
        """Read some of the columns; a column that the file does not have is null."""
        if self.parquet.closed:
            with _opened(self.store, self.file.path) as parquet:
                return self._read(parquet, columns)
        return self._read(self.parquet, columns)

    def _read(self, parquet: pq.ParquetFile, columns: Sequence[str]) -> pa.Table:
        rows = parquet.read_row_group(self.number, columns=list(columns))
        schema = arrow_schema(TABLES[self.file.table])
        for name in columns:
            if name not in rows.column_names:
                rows = rows.append_column(schema.field(name), pa.nulls(len(rows), schema.field(name).type))
        return rows


def read_columns(store: Store, file: DataFile, columns: list[str] | None) -> Any:
    """Read some or all columns of a data file as an Arrow table; columns the file does not have are left out."""
    with _opened(store, file.path) as parquet:
        present = set(parquet.schema_arrow.names)
        return parquet.read(columns=columns and [name for name in columns if name in present])


@contextmanager
def _opened(store: Store, path: str) -> Iterator[pq.ParquetFile]:
    """Open a data file and close it in the end, a file object of a bucket too: by itself Parquet leaves that open."""
    parquet = pq.ParquetFile(store.open(path))
    try:
        yield parquet
    finally:
        parquet.close(force=True)
