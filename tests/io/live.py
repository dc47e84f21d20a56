"""Feeds polled and pages fetched on the engine that users get, without the stages after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from schemas import Fate, Outcome, Page, Run
from tests.catching import CAUGHT, catch
from tests.server.client import TestServer
from transforms.io.addresses import networks
from transforms.io.feeds import PollFeeds
from transforms.io.hosts import forget
from transforms.io.manifest import read_manifest
from transforms.io.manners import Manners
from transforms.io.memory import Memory
from transforms.io.pages import FetchPages
from transforms.io.store import open_store
from transforms.io.tables import Target, WriteTables
from transforms.text.feeds.feed_lists import ListedFeed

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def manners(server: TestServer, **changes: Any) -> Manners:
    """Return quick manners that may ask the test server, and it alone."""
    given = Manners(
        "newsbeam/0 (tests)", 0.0, 200, answer_seconds=8.0, allowed=networks("127.0.0.1"), hosts=server.names
    )
    return replace(given, **changes)


def crawl(
    urls: Iterable[str],
    polite: Manners,
    root: Path,
    now: datetime = NOW,
    workers: int = 0,
    scheduled: bool = False,
    again: Mapping[str, tuple[str, ...]] | None = None,
) -> dict[str, list[Any]]:
    """Poll and fetch, commit the polls and outcomes at ROOT, and return what came out."""
    CAUGHT.clear()
    forget()
    store = open_store(str(root))
    base = read_manifest(store)
    memory = Memory(str(root), base, now - timedelta(days=14))
    run = Run(f"run{now:%d%H%M%S}", now, now, "0", "none", "{}")
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        feeds = [ListedFeed(url) for url in urls]
        polled = pipeline | PollFeeds(feeds, memory, polite, now, scheduled, workers, parse_seconds=3.0, again=again)
        fetched = polled["items"] | FetchPages(polite, 1_000_000)
        kept = fetched["kept"] | "Keep" >> beam.Map(_kept)
        outcomes = (polled["outcomes"], fetched["outcomes"], kept) | "Every outcome" >> beam.Flatten()
        tables = {"outcomes": outcomes, "feeds": polled["polls"]}
        tables | WriteTables(Target(str(root), base, run))
        for name, found in {**polled, "pages": fetched["kept"], "left": fetched["outcomes"]}.items():
            found | f"catch {name}" >> beam.Map(catch, name)
    return {name: list(CAUGHT[name]) for name in ("items", "polls", "outcomes", "pages", "left")}


def _kept(page: Page) -> Outcome:
    return Outcome(page.input_uri, Fate.KEPT, "stories", article_id="ab" * 16, url=page.url, feed_url=page.feed_url)
