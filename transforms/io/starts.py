"""BeginRuns: one run after another on a ROOT, for a graph that never ends.

A streaming job is a series of runs, each in a window of its own, and a run begins when the one before has committed.
So sink, memory and recovery are those of single runs: what a window remembers is what the windows before committed.
"""

from __future__ import annotations

import json
import math
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import apache_beam as beam
from apache_beam.io.restriction_trackers import OffsetRange, OffsetRestrictionTracker
from apache_beam.io.watermark_estimators import ManualWatermarkEstimator
from apache_beam.pvalue import PBegin, PCollection
from apache_beam.transforms.core import RestrictionProvider
from apache_beam.transforms.window import FixedWindows, TimestampedValue
from apache_beam.utils.timestamp import Duration, Timestamp

from schemas import TABLES, Run, make_id
from transforms.io.commit import begin
from transforms.io.manifest import PAGES, POINTER, read_manifest
from transforms.io.memory import Memory, RowGroup
from transforms.io.staging import Target
from transforms.io.store import open_store

#: seconds between two looks whether a run has committed
_LOOK = 1.0
#: more runs than a job ever begins
_ENDLESS = 1 << 40


@dataclass(frozen=True, slots=True)
class Start:
    """A run that begins: what it remembers, and where it writes."""

    memory: Memory
    target: Target


@dataclass(frozen=True, slots=True)
class LivePast:
    """What has been committed by now; within a run of a streaming job nothing else commits."""

    root: str
    horizon: timedelta

    def state(self) -> str:
        """Name the last run that is remembered."""
        return self._memory().state()

    def parts(self, table: str, whole: bool = False) -> Iterator[RowGroup]:
        """Yield the rows of a table in parts: those since the horizon, or the whole of it."""
        return self._memory().parts(table, whole)

    def _memory(self) -> Memory:
        manifest = read_manifest(open_store(self.root))
        began = json.loads(manifest.pointer or b"{}").get("at")  # the same for all of a run, also beyond midnight
        return Memory(
            self.root, manifest, (datetime.fromisoformat(began) if began else datetime.now(UTC)) - self.horizon
        )


class BeginRuns(beam.PTransform):
    """Begin a run every so often, but never before the last one has committed; yields its `Start`, windowed.

    Unbounded. Its only state is the number of the next run, in the restriction; that the last run has committed is read
    from the pointer of ROOT. `run` brings version, model and options of every run.
    """

    def __init__(self, root: str, run: Run, every: timedelta, horizon: timedelta) -> None:
        super().__init__()
        self.begin = _Begin(root, run, every.total_seconds(), horizon)

    def expand(self, pbegin: PBegin) -> PCollection[Start]:
        return (
            pbegin
            | "Once" >> beam.Impulse()
            | "Begin" >> beam.ParDo(self.begin).with_output_types(Start)
            | "A window each" >> beam.WindowInto(FixedWindows(1))
        )


class _Numbers(RestrictionProvider):
    def initial_restriction(self, _: bytes) -> OffsetRange:
        return OffsetRange(0, _ENDLESS)

    def create_tracker(self, restriction: OffsetRange) -> OffsetRestrictionTracker:
        return OffsetRestrictionTracker(restriction)

    def restriction_size(self, _: bytes, restriction: OffsetRange) -> int:
        return 1

    def truncate(self, _: bytes, restriction: OffsetRange) -> None:
        """Begin no more runs when the job is drained."""
        return None


_TRACKER = beam.DoFn.RestrictionParam(_Numbers())
_WATERMARK = beam.DoFn.WatermarkEstimatorParam(ManualWatermarkEstimator.default_provider())


class _Begin(beam.DoFn):
    def __init__(self, root: str, run: Run, every: float, horizon: timedelta) -> None:
        self.root = root
        self.run = run
        self.every = every
        self.horizon = horizon
        #: names the job in the marks of its runs, whatever worker begins them
        self.job = secrets.token_hex(8)
        self._began = 0.0

    @beam.DoFn.unbounded_per_element()
    def process(
        self,
        _: bytes,
        tracker: Any = _TRACKER,
        watermark: Any = _WATERMARK,
    ) -> Iterator[TimestampedValue]:
        """Begin the next run if it is time, and come back later."""
        number = tracker.current_restriction().start
        if number:
            # the window of the last run is closed: it was one second long, and nothing else will ever be in it
            watermark.set_watermark(max(Timestamp(math.floor(time.time())), watermark.current_watermark()))
        if wait := self._wait(number):
            tracker.defer_remainder(Duration(wait))
        elif tracker.try_claim(number):
            start = self._begin(number)
            now = Timestamp(math.floor(start.target.run.started_at.timestamp()))
            yield TimestampedValue(start, now)
            watermark.set_watermark(now)
            tracker.defer_remainder(Duration(_LOOK))

    def _wait(self, number: int) -> float:
        """Return the seconds until the next run may begin."""
        if not number:
            return 0.0  # whatever a job of before has left is swept
        pointer = json.loads(open_store(self.root).read(POINTER) or b"{}")
        if "held" in pointer:
            job, _, held = pointer["held"].partition("-")
            # a mark of this run, or of one after it, is left of an attempt that the engine has taken back
            return 0.0 if job == self.job and int(held) >= number else _LOOK
        return max(0.0, self._began + self.every - time.time())

    def _begin(self, number: int) -> Start:
        self._began = time.time()
        base = begin(open_store(self.root), (*TABLES, PAGES), f"{self.job}-{number}")
        now = datetime.now(UTC)
        run = replace(self.run, run_id=make_id("run", base.run_id, now.isoformat(), self.run.options))
        run = replace(run, started_at=now, finished_at=now)
        return Start(Memory(self.root, base, now - self.horizon), Target(self.root, base, run))
