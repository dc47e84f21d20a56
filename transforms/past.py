"""The past as stages see it: what earlier runs committed, read a part at a time, a column at a time.

Rows are looked through as arrays, and only those that meet the run become records: a stage's work grows with the run
and hardly with what is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from schemas.parquet import from_table

R = TypeVar("R")


class Part(Protocol):
    """Some rows of a committed table, in a fixed order."""

    def read(self, columns: Sequence[str]) -> pa.Table:
        """Read some of the columns; a column that older files lack is null."""
        ...


class Past(Protocol):
    """What earlier runs committed; it can be pickled, and reads where it is used."""

    def state(self) -> str:
        """Name the last run that is remembered; a name of its own where there is none."""
        ...

    def parts(self, table: str, whole: bool = False) -> Iterator[Part]:
        """Yield the rows of a table in parts: those since the horizon, or the whole of it."""
        ...


def ids_of(column: pa.ChunkedArray) -> NDArray[np.bytes_]:
    """Return a column of hashes in hex as 16 bytes each, which sort as the hex does."""
    return np.frombuffer(bytes.fromhex("".join(column.to_pylist())), dtype="S16")


def times_of(column: pa.ChunkedArray, missing: float) -> NDArray[np.float64]:
    """Return a column of times as seconds since 1970."""
    micros = pc.fill_null(pc.cast(column.combine_chunks(), pa.int64()), np.iinfo(np.int64).min).to_numpy()
    return np.where(micros == np.iinfo(np.int64).min, missing, micros / 1e6)


def bytes_of(column: pa.ChunkedArray, width: int) -> NDArray[np.uint8]:
    """Return the first bytes of each value of a binary column, one row each; shorter ones are filled up with zeros."""
    chunk = column.combine_chunks()
    offsets = np.frombuffer(chunk.buffers()[1], dtype=np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
    data = np.frombuffer(chunk.buffers()[2] or b"", dtype=np.uint8)
    places = offsets[:-1, None] + np.arange(width)
    kept = places < offsets[1:, None]
    return np.where(kept, data[np.where(kept, places, 0)], 0).astype(np.uint8) if len(data) else kept.astype(np.uint8)


def is_among(column: pa.ChunkedArray, wanted: pa.Array) -> NDArray[np.bool_]:
    """Tell of each value of a column whether it is among some values."""
    found: NDArray[np.bool_] = pc.is_in(column, value_set=wanted).to_numpy()
    return found


def latest(
    past: Past, table: str, record: type[R], whole: bool, columns: Sequence[str], choose: Callable[[pa.Table], Any]
) -> Iterator[R]:
    """Yield the latest rows of the things in a table, those that `choose` picks by looking at some columns.

    The first of `columns` names the thing. `choose` returns an array of booleans.
    """
    parts = list(past.parts(table, whole))
    if not parts:
        return
    keys = [part.read([columns[0], "updated_at"]) for part in parts]
    places = np.repeat(np.arange(len(parts)), [len(rows) for rows in keys])
    rows = np.concatenate([np.arange(len(rows)) for rows in keys])
    ids = np.concatenate([ids_of(rows[columns[0]]) for rows in keys])
    times = np.concatenate([times_of(rows["updated_at"], 0.0) for rows in keys])
    order = np.lexsort((times, ids))
    last = order[np.append(ids[order][1:] != ids[order][:-1], True)[: len(order)]]
    for place, part in enumerate(parts):
        mine = np.sort(rows[last[places[last] == place]])
        if len(mine):
            chosen = mine[choose(part.read(columns).take(mine))]
            if len(chosen):
                yield from from_table(record, part.read(list(record.__dataclass_fields__)).take(chosen))  # type: ignore[attr-defined]
