"""A run with Beam's --streaming: the graph of single runs, fed with one run after another until it is told to stop."""

from __future__ import annotations

import logging
import signal
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions

from pipeline.engine import engine_options
from pipeline.feeds import ListedFeeds
from pipeline.graph import poll, process
from pipeline.later import for_later
from pipeline.options import RunOptions
from pipeline.version import VERSION
from schemas import Run
from transforms import workers
from transforms.io.manifest import PAGES
from transforms.io.starts import BeginRuns, LivePast
from transforms.io.tables import WriteTables


def is_streaming(beam_flags: list[str]) -> bool:
    """Tell whether the flags ask for a job that never ends."""
    return bool(PipelineOptions(beam_flags).view_as(StandardOptions).streaming)


def problem(options: RunOptions, beam_flags: list[str]) -> str | None:
    """Say why these options cannot be streamed, or None."""
    if options.seeds or options.pages or not options.feeds:
        return "--streaming: watches --feeds, and only those; take seeds in by a run of their own"
    if not PipelineOptions(beam_flags).view_as(StandardOptions).runner:
        return "--streaming: the engine in this process cannot; name another, as -- --runner=PrismRunner --streaming"
    if for_later(beam_flags):
        return "--streaming: holds ROOT as long as it goes on, so it cannot be laid by a template; start it yourself"
    return None


def build(pipeline: beam.Pipeline, options: RunOptions, listed: ListedFeeds, runs: Run, every: timedelta) -> None:
    """Lay the pipeline from the start of a run to its commit, for every run to come."""
    horizon = timedelta(days=options.horizon_days)
    starts = pipeline | "Begin the runs" >> BeginRuns(options.output, runs, every, horizon)
    pages, left, polls = poll(starts, options, None, None, listed)
    tables = process(pages, options, LivePast(options.output, horizon))
    tables["outcomes"] = (tables["outcomes"], left) | "Every outcome" >> beam.Flatten()
    tables["feeds"] = polls
    if options.keep_pages:
        tables[PAGES] = pages
    tables | "Write the tables" >> WriteTables(starts | "Where to" >> beam.Map(lambda start: start.target))


def stream(
    options: RunOptions, beam_flags: list[str], listed: ListedFeeds, model: str, told: str, every: timedelta
) -> int:
    """Run until SIGTERM or SIGINT; what has committed by then holds, and the next job goes on from there."""
    now = datetime.now(UTC)
    signal.signal(signal.SIGTERM, _interrupt)
    running = None
    try:
        pipeline = beam.Pipeline(options=engine_options(beam_flags))
        build(pipeline, options, listed, Run("", now, now, VERSION, model, told), every)
        running = pipeline.run()
        running.wait_until_finish()
    except KeyboardInterrupt:
        if running is not None:
            running.cancel()
        return 0
    except Exception as error:  # whatever the engine raises, what was committed is untouched
        logging.getLogger("newsbeam").error("the job failed", exc_info=True)
        print(f"newsbeam: the job failed: {type(error).__name__}: {str(error)[-300:]}", file=sys.stderr)
        return 1
    finally:
        workers.stop()
    return 0


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt
