"""What a run writes into each of its rows: its id and its start."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

R = TypeVar("R")

#: columns that hold the start of the run that wrote the row
RUN_TIMES = ("ingested_at", "updated_at", "at")


def stamp(row: R, run_id: str, started_at: datetime) -> R:
    """Return the row with the run's id and start in the columns that want them."""
    of_run: dict[str, Any] = {"run_id": run_id, **dict.fromkeys(RUN_TIMES, started_at)}
    return dataclasses.replace(row, **{name: of_run[name] for name in _stamped(type(row))})  # type: ignore[type-var, arg-type]


@cache
def _stamped(kind: type) -> tuple[str, ...]:
    names = {item.name for item in dataclasses.fields(kind)}
    return tuple(name for name in ("run_id", *RUN_TIMES) if name in names)
