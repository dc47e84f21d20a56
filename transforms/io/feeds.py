"""PollFeeds: live feeds to the items they announce."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PBegin, PCollection, TaggedOutput

from schemas import FeedItem, FeedPoll
from transforms import workers
from transforms.io.crawl import Crawl
from transforms.io.feed_memory import last_polls, links
from transforms.io.hosts import host_name, shard_of
from transforms.io.manners import Manners
from transforms.io.memory import Memory
from transforms.io.polled import Polled
from transforms.io.poller import Poller
from transforms.io.starts import Start
from transforms.tally import count
from transforms.text.feeds import polling
from transforms.text.feeds.feed_answers import parse_answer
from transforms.text.feeds.feed_lists import ListedFeed
from transforms.text.feeds.secrets import without_secrets
from transforms.text.inputs.problems import InputProblem


class PollFeeds(beam.PTransform):
    """Ask live feeds, each at most once a run, for what they announce.

    Bounded, or for each run that begins. Known items leave as `seen`; failed polls leave as outcomes too, under the
    feed's address. Keeps no state: what the last poll met is read from memory. Yields a dict: `items` (FeedItem),
    `polls` (FeedPoll), `outcomes`.

    Args:
        feeds: what is to be polled.
        memory: what earlier runs committed; applied to starts of runs, each of them brings it.
        manners: how servers are treated.
        now: the start of the run; each start brings its own.
        scheduled: polls only feeds whose time has come.
        workers: processes that parse; 0 parses in this process, unguarded.
        shards: parts that an engine can give to different machines; one on a single machine.
        parse_seconds: seconds that parsing one feed may take; real ones take well under one.
        again: links of items, by the feed that announced them, that are fetched again whatever became of them.
        leaves_old: items that were too old for an earlier run are too old for this one.
    """

    def __init__(
        self,
        feeds: Iterable[ListedFeed],
        memory: Memory | None,
        manners: Manners,
        now: datetime | None,
        scheduled: bool = False,
        workers: int = 0,
        shards: int = 1,
        parse_seconds: float = 10.0,
        again: Mapping[str, tuple[str, ...]] | None = None,
        leaves_old: bool = False,
    ) -> None:
        super().__init__()
        parts: dict[int, list[str]] = {}
        for feed in feeds:
            parts.setdefault(shard_of(feed.url, shards), []).append(feed.url)
        self.parts = [tuple(sorted(urls)) for _, urls in sorted(parts.items())]
        self.start = (memory, now)
        self.poll = _Poll(manners, scheduled, (workers, parse_seconds), again or {}, leaves_old)

    def expand(self, begin: PBegin | PCollection[Start]) -> dict[str, PCollection[Any]]:
        if isinstance(begin, PBegin):
            listed = begin | "Listed" >> beam.Create([(*self.start, part) for part in self.parts])
        else:
            listed = begin | "Listed" >> beam.FlatMap(_each, self.parts)
        found = (
            listed
            | "To the workers" >> beam.Reshuffle()
            | "Ask" >> beam.ParDo(self.poll).with_outputs("polls", "outcomes", main="items")
        )
        return {"items": found.items, "polls": found.polls, "outcomes": found.outcomes}


def _each(start: Start, parts: list[tuple[str, ...]]) -> Iterator[tuple[Memory, datetime, tuple[str, ...]]]:
    for part in parts:
        yield start.memory, start.target.run.started_at, part


class _Poll(beam.DoFn):
    def __init__(
        self,
        manners: Manners,
        scheduled: bool,
        pool: tuple[int, float],
        again: Mapping[str, tuple[str, ...]],
        leaves_old: bool,
    ) -> None:
        self.manners = manners
        self.scheduled = scheduled
        self.size, self.seconds = pool
        self.again = again
        self.leaves_old = leaves_old

    def process(self, part: tuple[Memory, datetime, tuple[str, ...]]) -> Iterator[Any]:
        """Ask every feed of one part of the list."""
        memory, now, urls = part
        polls = last_polls(memory, map(without_secrets, urls))
        known = links(memory, now, self.leaves_old).without(link for some in self.again.values() for link in some)
        due = known.due(now) | {feed: list(some) for feed, some in self.again.items()}
        feeds: list[Polled] = []
        delays: dict[str, float] = {}
        for url in urls:
            last, again = polls.get(without_secrets(url)), tuple(due.get(without_secrets(url), ()))
            if last is not None and last.crawl_delay and url:
                delays[_host(url)] = max(last.crawl_delay, delays.get(_host(url), 0.0))
            if polling.is_due(last, now, self.scheduled):
                asked = polling.conditions(url, last, now, bool(again))
                feeds.append(Polled(url, last, asked, again))
            elif last is not None and last.status == "gone" and now - last.polled_at > timedelta(days=1):
                yield TaggedOutput("polls", replace(last, polled_at=now, items=0, new_items=0))
        if self.size:
            workers.submit(self.size, self.seconds, parse_answer, (b"", None, None))  # starts the pool, from one thread
        poller = Poller(self.manners, now, known, polls, self.size, self.seconds)
        for result in Crawl(self.manners, poller.read, delays, waits=True).run(map(poller.request, feeds)):
            if isinstance(result, FeedItem):
                count("announced", "kept")
                yield result
            elif isinstance(result, FeedPoll):
                count("polled", result.status)
                yield TaggedOutput("polls", result)
            else:
                yield TaggedOutput("outcomes", result)


def _host(url: str) -> str:
    try:
        return host_name(url)
    except InputProblem:
        return url
