"""The rows of a ROOT without what a clock or a run's number decides."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow.dataset as ds

_CLOCK = {"run_id", "ingested_at", "updated_at", "at", "ingest_date"}


def rows(root: Path, table: str) -> Counter[str]:
    """Return each row of a table as text, counted."""
    found = ds.dataset(root / table, partitioning="hive").to_table().to_pylist()
    return Counter(repr({key: value for key, value in sorted(row.items()) if key not in _CLOCK}) for row in found)


def table(root: Path, name: str) -> list[dict]:
    """Return the rows of a table."""
    return ds.dataset(root / name).to_table().to_pylist()
