"""What committed runs remember of feeds: the last poll of each, the links taken in, and those to be tried again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas import FeedPoll, Reason, make_id
from schemas.parquet import from_table
from transforms.io.manifest import DataFile
from transforms.io.memory import Memory, read_columns
from transforms.io.store import open_store
from transforms.text.urls import canonical_url

#: days with polls that are looked through for the last poll of a feed: each is polled or told of daily
_POLL_DAYS = 8
#: days for which a link that was rejected or failed is remembered; one that is still announced is then tried afresh
_LINK_DAYS = 60
#: waits before a failed item is tried again; after as many failures it is given up
_WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that could not be fetched so far."""

    feed_url: str
    #: how often its server or its page was at fault; 0 if runs merely put it off
    times: int
    last_at: datetime

    @property
    def given_up(self) -> bool:
        """Tell whether it was tried often enough."""
        return self.times > len(_WAITS)

    def due(self, now: datetime) -> bool:
        """Tell whether it is to be tried again."""
        return not self.times or (not self.given_up and now >= self.last_at + _WAITS[self.times - 1])


@dataclass(frozen=True, slots=True)
class Links:
    """The links of feed items that runs have dealt with, by their key."""

    #: what each became: the id of its article, or nothing
    taken: dict[int, bytes] = field(default_factory=dict)
    failed: dict[str, Failed] = field(default_factory=dict)

    def article_of(self, link: str) -> str | None:
        """Return the id of the article that a link became, empty where it became none; None for a new link."""
        for key in link_keys(link):
            if key in self.taken:
                return self.taken[key].hex()
        return None

    def due(self, now: datetime) -> dict[str, list[str]]:
        """Return the links to be tried again now, by the feed that announced them."""
        found: dict[str, list[str]] = defaultdict(list)
        for link, failed in sorted(self.failed.items()):
            if failed.due(now):
                found[failed.feed_url].append(link)
        return found

    def without(self, links: Iterable[str]) -> Links:
        """Return the same with some links forgotten, but for those that became an article."""
        names = set(links)
        if not names:
            return self
        keys = {key for link in names for key in link_keys(link)}
        taken = {key: held for key, held in self.taken.items() if held or key not in keys}
        return Links(taken, {link: failed for link, failed in self.failed.items() if link not in names})


def link_keys(link: str) -> tuple[int, ...]:
    """Return the keys of a link: as it stands, and in the one spelling of its address."""
    return tuple(_key(spelling) for spelling in dict.fromkeys((link, canonical_url(link))) if spelling)


def _key(link: str) -> int:
    return int(make_id(link)[:16], 16)


def last_polls(memory: Memory, feed_urls: Iterable[str]) -> dict[str, FeedPoll]:
    """Return the last poll of each feed, and of others that were met on the way."""
    wanted = set(feed_urls)
    found: dict[str, FeedPoll] = {}
    newest_first = sorted(memory.manifest.of("feeds"), key=_day, reverse=True)
    store, columns = open_store(memory.root), [item.name for item in fields(FeedPoll)]
    for number, (_, files) in enumerate(groupby(newest_first, key=_day)):
        if number == _POLL_DAYS or wanted <= found.keys():
            break
        for file in files:
            for poll in from_table(FeedPoll, read_columns(store, file, columns)):
                known = found.get(poll.feed_url)
                if known is None or known.polled_at < poll.polled_at:
                    found[poll.feed_url] = poll
    return found


def links(memory: Memory, now: datetime, leaves_old: bool = False) -> Links:
    """Return what became of the links that feeds announced so far.

    Those that were too old for a run are new again, unless this one `leaves_old` too: it would fetch them in vain.
    """
    taken: dict[int, bytes] = {}
    for row in _rows(memory, memory.manifest.of("articles"), ["article_id", "source_uri", "url", "canonical_url"]):
        held = bytes.fromhex(row["article_id"])
        for name in ("source_uri", "url", "canonical_url"):
            if row[name]:
                taken[_key(row[name])] = held
    failures: dict[str, list[tuple[datetime, str, str]]] = defaultdict(list)
    day = f"outcomes/ingest_date={now - timedelta(days=_LINK_DAYS):%Y-%m-%d}"
    recent = [file for file in memory.manifest.of("outcomes") if file.path >= day]
    columns = ["input_uri", "feed_url", "outcome", "stage", "reason", "article_id", "at"]
    for row in _rows(memory, recent, columns, _of_an_item):
        if row["reason"] == Reason.TOO_OLD and not leaves_old:
            continue
        if row["outcome"] == "failed":
            failures[row["input_uri"]].append((row["at"], row["feed_url"], row["reason"]))
        else:
            for key in link_keys(row["input_uri"]):
                taken.setdefault(key, bytes.fromhex(row["article_id"] or ""))
    failed = {
        link: Failed(max(times)[1], len({at for at, _, why in times if why != Reason.POSTPONED}), max(times)[0])
        for link, times in failures.items()
        if not any(key in taken for key in link_keys(link))
    }
    return Links(taken, failed)


def _of_an_item(table: Any) -> Any:
    """Choose the outcomes of feed items that say something new: not of feeds, nor of links that were known."""
    announced = pc.and_(pc.is_valid(table["feed_url"]), pc.not_equal(table["input_uri"], table["feed_url"]))
    known = pc.and_(pc.equal(table["outcome"], "seen"), pc.not_equal(table["stage"], "drop_seen"))
    return table.filter(pc.and_(pc.fill_null(announced, False), pc.invert(known)))


def _rows(
    memory: Memory, files: Iterable[DataFile], columns: list[str], choose: Any = None
) -> Iterator[dict[str, Any]]:
    store = open_store(memory.root)
    for file in files:
        table: pa.Table = read_columns(store, file, columns)
        yield from (choose(table) if choose else table).to_pylist()


def _day(file: DataFile) -> str:
    return file.path.split("/")[1]
