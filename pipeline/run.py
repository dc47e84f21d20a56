"""`newsbeam run`: from the options to a committed run and its summary."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from pipeline.engine import engine_options, silent_server
from pipeline.feeds import ListedFeeds, list_feeds
from pipeline.flags import end
from pipeline.graph import build
from pipeline.later import for_later, longest
from pipeline.later import problem as cannot_start_later
from pipeline.options import RunOptions
from pipeline.plan import model_of
from pipeline.progress import progress
from pipeline.stream import is_streaming, stream
from pipeline.stream import problem as cannot_stream
from pipeline.summary import summarise
from pipeline.version import VERSION
from schemas import TABLES, Run, make_id
from transforms import workers
from transforms.io.commit import begin, withdraw
from transforms.io.files import InputError
from transforms.io.lease import Lease
from transforms.io.lock import Held, hold
from transforms.io.manifest import PAGES, read_manifest
from transforms.io.memory import Memory
from transforms.io.paths import check_paths, not_read
from transforms.io.store import Conflict, Store, StoreError, open_store
from transforms.io.tables import Target
from transforms.text.feeds.secrets import without_secrets
from transforms.text.installed import installed


def run(
    options: RunOptions,
    beam_flags: list[str],
    as_json: bool = False,
    again: Mapping[str, tuple[str, ...]] | None = None,
    every: timedelta = timedelta(minutes=5),
) -> int:
    """Check the options, run the pipeline and print what it committed; returns the exit status of the contract."""
    try:
        store = open_store(options.output)
        if problem := options.problem():
            return end(problem)
        if unknown := _unknown_beam_flags(beam_flags):
            return end(f"{unknown}: no such Beam flag; see the flags of your engine in Beam's documentation")
        if endpoint := silent_server(beam_flags):
            return end(f"--job_endpoint {endpoint}: nobody answers there; start the job server first")
        check_paths(options.seeds)
        if options.pages and not read_manifest(open_store(options.pages)).of(PAGES):
            return end(f"{options.pages} keeps no pages; let runs keep them with --keep-pages")
        listed = list_feeds(options, not PipelineOptions(beam_flags).view_as(StandardOptions).runner)
        listed = dataclasses.replace(listed, again=again or {})
        model = model_of(options)
        if is_streaming(beam_flags) and (problem := cannot_stream(options, beam_flags)):
            return end(problem)
        if problem := cannot_start_later(options.output, beam_flags):
            return end(problem)
        with hold(store) as lease:
            if is_streaming(beam_flags):
                return stream(options, beam_flags, listed, model, _told(options, beam_flags), every)
            status = _run(options, beam_flags, store, model, listed, lease)
            if status == 0 and not for_later(beam_flags):
                print(summarise(store, read_manifest(store), as_json, not_read(options.seeds)))
            return status
    except (Held, Conflict) as error:
        return end(str(error), 3)
    except (InputError, StoreError) as error:
        return end(str(error))


def _run(
    options: RunOptions, beam_flags: list[str], store: Store, model: str, listed: ListedFeeds, lease: Lease | None
) -> int:
    flags = engine_options(beam_flags)
    runner = flags.view_as(StandardOptions).runner or FnApiRunner()  # DirectRunner would choose by content and network
    try:
        base = begin(store, (*TABLES, PAGES))
    except StoreError as error:
        return end(str(error), 3 if isinstance(error, Conflict) else 1)
    started_at = datetime.now(UTC)
    told = _told(options, beam_flags)
    run_id = make_id("run", base.run_id, started_at.isoformat(), told)
    target = Target(options.output, base, Run(run_id, started_at, started_at, VERSION, model, told))
    memory = Memory(options.output, base, started_at - timedelta(days=options.horizon_days))
    try:
        with progress(sys.stderr):
            pipeline = beam.Pipeline(runner=runner, options=flags)
            build(pipeline, options, memory, target, listed)
            if lease and for_later(beam_flags):
                lease.leave_to(run_id, longest(beam_flags))
                pipeline.run()
            else:
                pipeline.run().wait_until_finish()
    except Exception as error:  # whatever the engine raises, earlier runs are untouched
        logging.getLogger("newsbeam").error("the run failed", exc_info=True)
        if lease:
            lease.take_back()
        if status := _undo(store, target, error):
            return status
    finally:
        workers.stop()
    return 0


def _told(options: RunOptions, beam_flags: list[str]) -> str:
    """Write the options down as a run's row tells them, without secrets."""
    open_options = {**dataclasses.asdict(options), "feeds": [without_secrets(feed) for feed in options.feeds]}
    others = {other.name: other.package for other in installed()}
    return json.dumps({**open_options, "beam": beam_flags, "enrichments": others}, sort_keys=True, default=str)


def _undo(store: Store, target: Target, error: Exception) -> int:
    """Remove what a failed run wrote and say why it failed; returns 0 if the run had committed before the error."""
    pointer = None
    with contextlib.suppress(StoreError):  # a ROOT that cannot be written is cleaned up by the next run
        now = read_manifest(store)
        if now.run_id == target.run.run_id:
            return 0
        pointer = now.pointer
        withdraw(store, target.run.run_id, (*TABLES, PAGES))
    if pointer not in (None, target.base.pointer):
        return end(f"{store.root}: another run took hold of it meanwhile; run again", 3)
    said = (str(error).splitlines() or [""])[-1][:300]
    return end(f"the run failed: {type(error).__name__}: {said}; {store.root} is as it was before", 1)


def _unknown_beam_flags(flags: list[str]) -> str:
    """Name the flags that no option of Beam knows; other engines than the local one get unknown flags through Beam."""
    options = PipelineOptions(flags)
    if options.view_as(StandardOptions).runner:
        return ""
    logging.disable(logging.WARNING)  # Beam would tell of them too, in its own way
    try:
        known = options.get_all_options()
        given = options.get_all_options(retain_unknown_options=True)
    finally:
        logging.disable(logging.NOTSET)
    return ", ".join(f"--{name}" for name in given if name not in known)
