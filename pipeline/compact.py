"""`newsbeam compact`: the small files of past days become few."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from schemas import TABLES
from transforms.io.compaction import compact as compact_tables
from transforms.io.lease import Held
from transforms.io.lock import hold
from transforms.io.store import Conflict, StoreError, open_store


def compact(root: str) -> int:
    """Compact every day before today (UTC) and say what became of its files; returns the exit status."""
    try:
        store = open_store(root)
        with hold(store):
            gone, made = compact_tables(store, TABLES, f"{datetime.now(UTC):%Y-%m-%d}")
    except StoreError as error:
        print(f"newsbeam: {error}", file=sys.stderr)
        return 3 if isinstance(error, (Conflict, Held)) else 2
    print(f"{gone} files became {made}" if made else "nothing to compact: no past day has several small files")
    return 0
