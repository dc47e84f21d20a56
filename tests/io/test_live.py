"""Live feeds against a server of many publishers: manners counted there, and what a second poll does."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.io.live import NOW, crawl, manners
from tests.server.client import TestServer, serving


def check_manners(log: list[dict[str, Any]], delay: float, strict_delay: float) -> None:
    """Check in the log that no host was asked for two things at once, nor too soon, nor for what it forbids."""
    hosts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in log:
        hosts[entry["host"]].append(entry)
    for host, entries in hosts.items():
        entries.sort(key=lambda entry: entry["began"])
        strict = host.startswith("publisher") and int(host.removeprefix("publisher").removesuffix(".test")) % 3 == 0
        for first, second in pairwise(entries):
            wait = second["began"] - first["ended"]
            assert wait >= (strict_delay if strict else delay) - 0.001, (
                f"{host}: {first['path']} {second['path']} {wait}"
            )
        assert not [entry for entry in entries if entry["path"].startswith("/private/")]
        assert len([entry for entry in entries if entry["path"] == "/robots.txt"]) <= 1
        assert all("newsbeam/" in entry["agent"] and "(" in entry["agent"] for entry in entries)


def polite_polls(server: TestServer, root: Path, delay: float, strict_delay: float) -> None:
    """Poll all feeds twice and check everything that the server counted."""
    polite = manners(server, delay=delay, answer_seconds=30.0)
    first = crawl(server.feed_urls, polite, root)
    private = sum(1 for number in range(server.publishers) if number % 3 == 0) * server.feeds
    announced = 3 * len(server.feed_urls)
    assert len(first["items"]) == announced
    assert len(first["pages"]) == announced - private
    assert Counter(str(row.reason) for row in first["left"]) == Counter({"robots": private})
    check_manners(server.log(), delay, strict_delay)

    second = crawl(server.feed_urls, polite, root, NOW + timedelta(seconds=60))
    log = server.log()
    assert not second["items"]
    assert not second["pages"]
    assert Counter(poll.status for poll in second["polls"]) == Counter({"unchanged": len(server.feed_urls)})
    assert len(log) == len(server.feed_urls)
    assert all(entry["status"] == 304 and entry["etag"] and entry["since"] for entry in log)
    check_manners(log, delay, strict_delay)


def test_polls_are_polite_and_the_second_is_conditional(tmp_path: Path) -> None:
    with serving(publishers=12, feeds=4, stock=3, robots=True, delay=0.3) as server:
        polite_polls(server, tmp_path, 0.1, 0.3)


@pytest.mark.engine
def test_polls_of_two_thousand_feeds_are_polite(tmp_path: Path) -> None:
    with serving(publishers=200, feeds=10, stock=3, robots=True, delay=0.3) as server:
        polite_polls(server, tmp_path, 0.1, 0.3)


def test_new_items_are_fetched_once_and_failed_ones_again_later(tmp_path: Path) -> None:
    with serving(publishers=2, feeds=2, stock=2, period=60) as server:
        urls = [*server.feed_urls, f"http://pages.test:{server.port}/feed.xml"]
        polite = manners(server)
        first = crawl(urls, polite, tmp_path)
        assert len(first["pages"]) == 8
        server.advance(60)
        server.log()
        second = crawl(urls, polite, tmp_path, NOW + timedelta(minutes=1))
        fetched = [entry for entry in server.log() if not entry["path"].startswith(("/feed", "/robots"))]
        assert sorted(entry["path"] for entry in fetched) == sorted(["/news/0/2.html", "/news/1/2.html"] * 2)
        assert len(second["pages"]) == 4
        # what failed in passing is tried again when its wait is over, and the feed is read whole for it
        third = crawl(urls, polite, tmp_path, NOW + timedelta(minutes=10))
        assert {str(row.reason) for row in third["left"]} == {"not_found", "robots", "challenge"}
        assert not third["pages"]
        assert {entry["path"] for entry in server.log() if entry["host"] == "p-gone.test"} == set()


def test_items_to_be_replayed_are_fetched_whatever_became_of_them(tmp_path: Path) -> None:
    with serving(publishers=1, feeds=1, stock=2) as server:
        urls = [*server.feed_urls, f"http://pages.test:{server.port}/feed.xml"]
        links = tuple(f"http://{name}.test:{server.port}/a" for name in ("p-gone", "p-missing"))
        crawl(urls, manners(server), tmp_path)
        server.log()
        later = NOW + timedelta(minutes=1)
        found = crawl(urls, manners(server), tmp_path, later, again={urls[1]: links, urls[0]: ()})
        asked = [entry["host"] for entry in server.log() if not entry["path"].startswith(("/feed", "/robots"))]
        assert sorted(asked) == ["p-gone.test", "p-missing.test"]
        assert sorted(row.input_uri for row in found["left"]) == sorted(links)
        assert {item.title for item in found["items"]} == {"p-gone announces a page", "p-missing announces a page"}


def test_a_feed_is_asked_when_its_time_has_come(tmp_path: Path) -> None:
    with serving(publishers=1, feeds=1) as server:
        polite = manners(server)
        (poll,) = crawl(server.feed_urls, polite, tmp_path)["polls"]
        assert poll.next_poll_at is not None
        assert timedelta(minutes=15) <= poll.next_poll_at - NOW <= timedelta(minutes=18)
        early = crawl(server.feed_urls, polite, tmp_path, NOW + timedelta(minutes=14), scheduled=True)
        assert not early["polls"]
        asked = crawl(server.feed_urls, polite, tmp_path, NOW + timedelta(minutes=14))
        assert [poll.status for poll in asked["polls"]] == ["unchanged"]


def test_a_server_that_asks_for_peace_gets_it(tmp_path: Path) -> None:
    with serving() as server:
        urls = [f"http://slow-down.test:{server.port}/feed.xml", f"http://gone.test:{server.port}/feed.xml"]
        polite = manners(server)
        first = crawl(urls, polite, tmp_path)
        assert {poll.http_status: poll.waits_until for poll in first["polls"]}[429] == NOW + timedelta(hours=2)
        server.log()
        second = crawl(urls, polite, tmp_path, NOW + timedelta(hours=1))
        assert {entry["host"] for entry in server.log()} == {"gone.test"}
        assert [poll.status for poll in second["polls"]] == ["gone"]
        third = crawl(urls, polite, tmp_path, NOW + timedelta(hours=3))
        assert [poll.http_status for poll in third["polls"]] == [429]


def test_the_same_link_in_two_feeds_is_fetched_once(tmp_path: Path) -> None:
    with serving(publishers=1, feeds=1) as server:
        (url,) = server.feed_urls
        twin = url.replace("/feed/0", "/feed/00")  # the server serves the same document under it
        found = crawl([url, twin], manners(server), tmp_path)
        assert {page.feed_url for page in found["pages"]} == {url}
        assert sorted((row.outcome, row.feed_url) for row in found["left"]) == [("seen", twin)] * 3
        assert len({(row.input_uri, row.feed_url) for row in found["left"]}) == 3


def test_an_index_of_sitemaps_is_followed_at_each_poll(tmp_path: Path) -> None:
    with serving(publishers=5, feeds=2, stock=2, period=60) as server:
        index = f"http://publisher4.test:{server.port}/sitemaps.xml"
        first = crawl([index], manners(server), tmp_path)
        assert len(first["pages"]) == 4
        assert {page.feed_url for page in first["pages"]} == {index}
        assert {poll.feed_url: poll.kind for poll in first["polls"]}[index] == "sitemapindex"
        server.advance(60)
        server.log()
        second = crawl([index], manners(server), tmp_path, NOW + timedelta(minutes=1))
        assert len(second["pages"]) == 2
        assert all(entry["etag"] for entry in server.log() if entry["path"].startswith("/feed/"))
