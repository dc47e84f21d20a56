"""A committed run."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from schemas.column import column
from schemas.record import record


@record
class Run:
    """One committed run, one row of `runs`."""

    run_id: str = column("hash of the run before, the start time and the options")
    started_at: datetime = column("when it started (UTC)")
    finished_at: datetime = column("when it committed (UTC)")
    version: str = column("version of newsbeam")
    model: str = column("spaCy model, name and version")
    options: str = column("the options as JSON, secrets removed")
    counts: dict[str, int] = field(
        default_factory=dict, metadata={"comment": "rows written by table, inputs by outcome and reason"}
    )
