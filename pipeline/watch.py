"""`newsbeam watch`: bounded runs, one after the other, for as long as it is let."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from pipeline.feeds import list_feeds
from pipeline.flags import as_flags
from pipeline.options import RunOptions
from pipeline.settings import ConfigFile, option_named, options_from, settle
from pipeline.watch_options import WatchOptions
from schemas import TABLES, FeedPoll, Run
from schemas.parquet import from_table
from transforms.io.commit import begin
from transforms.io.feed_memory import last_polls
from transforms.io.files import InputError
from transforms.io.lock import Held, hold
from transforms.io.manifest import read_manifest
from transforms.io.memory import Memory, read_columns
from transforms.io.store import Store, StoreError, open_store
from transforms.text.feeds.polling import is_due
from transforms.text.feeds.secrets import without_secrets


class Watch:
    """Runs the same command again and again in processes of their own, never two at once.

    On SIGTERM or SIGINT the run under way may finish within `grace` seconds, and is else ended without a trace.
    """

    def __init__(self, options: RunOptions, arguments: list[str], every: float, grace: float) -> None:
        self.options = options
        self.arguments = arguments
        self.every = every
        self.grace = grace
        self._stop_at: float | None = None
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> int:
        """Run until told to stop; returns 0 then, or the status of a first run that could not begin."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told)
        first = True
        while self._stop_at is None:
            began = time.monotonic()
            try:
                status = self._run() if self._anything_due() else 0
            except (InputError, StoreError) as error:  # a bucket or list out of reach may be back the next time
                print(f"newsbeam: {error}", file=sys.stderr, flush=True)
                status = 2
            if first and status == 2:
                return status
            if first:
                print(f"newsbeam: watching; a look every {self.every:g} s, a line for each run", file=sys.stderr)
            first = False
            self._sleep(began + self.every)
        return 0

    def _told(self, number: int, frame: Any) -> None:
        self._stop_at = self._stop_at or time.monotonic() + self.grace

    def _sleep(self, until: float) -> None:
        while self._stop_at is None and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.2))

    def _anything_due(self) -> bool:
        """Tell whether a run would find anything to do, without the cost of starting one."""
        store = open_store(self.options.output)
        if self.options.seeds or self.options.poll == "all":
            return True
        now = datetime.now(UTC)
        names = [without_secrets(feed.url) for feed in list_feeds(self.options, True).feeds]
        polls = last_polls(Memory(self.options.output, read_manifest(store), now), names)
        return any(is_due(polls.get(name), now, True) for name in names)

    def _run(self) -> int:
        """Run once in a process and a session of its own, and tell in one line what came of it."""
        store = open_store(self.options.output)
        before = read_manifest(store).run_id
        began = datetime.now(UTC)
        with tempfile.TemporaryFile() as said:
            command = [sys.executable, "-m", "pipeline", "run", *self.arguments]
            self._child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
            )
            status = self._wait(self._child)
            said.seek(0)
            last = (said.read().decode("utf-8", "replace").strip().splitlines() or [""])[-1]
        if status < 0 or status == 137:
            self._clean(store)
        seconds = (datetime.now(UTC) - began).total_seconds()
        why = "told to stop; the run under way was ended and leaves nothing" if status < 0 else last
        told = summary(store, before) or f"no run committed: {why.removeprefix('newsbeam: ')[:300] or status}"
        print(f"{began:%Y-%m-%dT%H:%M:%SZ} {seconds:.0f} s  {told}", flush=True)
        return status

    def _wait(self, child: subprocess.Popen[bytes]) -> int:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return child.wait(0.2)
            if self._stop_at is not None and time.monotonic() > self._stop_at:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                return child.wait()

    def _clean(self, store: Store) -> None:
        """Take away what a run that was ended has left."""
        with contextlib.suppress(Held, StoreError), hold(store):
            begin(store, TABLES)


def summary(store: Store, before: str | None) -> str | None:
    """Say in one line what the last run of a ROOT committed; None where it is still the run `before`."""
    manifest = read_manifest(store)
    if manifest.run_id is None or manifest.run_id == before:
        return None
    runs: list[Run] = []
    polls: list[FeedPoll] = []
    for file in manifest.files:
        if file.run_id == manifest.run_id and file.table == "runs":
            runs += from_table(Run, read_columns(store, file, list(Run.__dataclass_fields__)))
        if file.run_id == manifest.run_id and file.table == "feeds":
            polls += from_table(FeedPoll, read_columns(store, file, ["feed_url", "polled_at", "status"]))
    counts = Counter(runs[-1].counts) if runs else Counter()
    articles = counts["outcome.kept"] + counts["outcome.copy"]
    left = ", ".join(f"{counts[f'outcome.{fate}']} {fate}" for fate in ("seen", "rejected", "failed"))
    feeds = ", ".join(f"{number} {status}" for status, number in sorted(Counter(p.status for p in polls).items()))
    told = f"run {manifest.run_id[:16]}: {articles} articles ({counts['outcome.copy']} copies), {left}"
    return told + (f"; feeds: {feeds}" if feeds else "")


def watch(given: argparse.Namespace, file: ConfigFile, beam_flags: list[str]) -> int:
    """Watch until told to stop; returns the exit status."""
    times = options_from(WatchOptions, given, file)
    poll = settle(option_named("poll"), given, file)
    if poll is None or poll.origin == "default":
        given.poll = "due"
    options = options_from(RunOptions, given, file)
    if problem := options.problem():
        print(f"newsbeam: {problem}", file=sys.stderr)
        return 2
    arguments = as_flags(given, RunOptions)
    if given.config is not None:
        arguments += ["--config", given.config]
    arguments += ["--", *beam_flags] if beam_flags else []
    return Watch(options, arguments, times.every.total_seconds(), times.grace.total_seconds()).start()
