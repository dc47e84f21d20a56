"""What a run writes into each of its rows: its id and its start."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any, TypeVar

R = TypeVar("R")

#: columns that hold the start of the run that wrote the row
RUN_TIMES = ("ingested_at", "updated_at", "at")


def stamp(row: R, run_id: str, started_at: datetime) -> R:
    """Return the row with the run's id and start in the columns that want them."""
    names = {item.name for item in dataclasses.fields(row)}  # type: ignore[arg-type]
    values: dict[str, Any] = {name: started_at for name in RUN_TIMES if name in names}
    if "run_id" in names:
        values["run_id"] = run_id
    return dataclasses.replace(row, **values)  # type: ignore[type-var]
