"""The crawl itself: what comes out of it, and how it ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests.io.live import manners
from tests.server.client import TestServer, serving
from transforms.io.crawl import Crawl
from transforms.io.hosts import Fetched, Request, forget


@pytest.fixture(scope="module")
def server() -> Iterator[TestServer]:
    with serving(publishers=6, feeds=3, stock=1, latency=0.02) as found:
        yield found


@pytest.fixture(autouse=True)
def _strangers() -> None:
    forget()


def requests(server: TestServer) -> list[Request]:
    return [Request(url, url, 1_000_000) for url in server.feed_urls]


def told(fetched: Fetched) -> list[Any]:
    return [(fetched.request.subject, fetched.answer and fetched.answer.status)]


@pytest.mark.parametrize("waits", [False, True])
def test_every_request_comes_out_once(server: TestServer, waits: bool) -> None:
    found = list(Crawl(manners(server), told, waits=waits).run(requests(server)))
    assert sorted(found) == sorted((url, 200) for url in server.feed_urls)


def test_what_is_no_address_comes_out_too(server: TestServer) -> None:
    (found,) = Crawl(manners(server), lambda got: [got.problem]).run([Request("ftp://a.test/", None, 1)])
    assert found.reason == "bad_address"


@pytest.mark.parametrize("waits", [False, True])
def test_requests_that_answers_lead_to_are_asked_for(server: TestServer, waits: bool) -> None:
    def handle(fetched: Fetched) -> Iterator[Any]:
        yield fetched.request.subject
        if fetched.request.subject < 3:
            yield Request(f"{server.feed_urls[fetched.request.subject]}", fetched.request.subject + 1, 1_000_000)

    assert sorted(Crawl(manners(server), handle, waits=waits).run([Request(server.feed_urls[0], 0, 1_000_000)])) == [
        *range(4)
    ]


@pytest.mark.parametrize("waits", [False, True])
def test_an_error_of_ours_reaches_who_reads(server: TestServer, waits: bool) -> None:
    def fail(fetched: Fetched) -> list[Any]:
        raise RuntimeError("ours")

    with pytest.raises(RuntimeError, match="ours"):
        list(Crawl(manners(server), fail, waits=waits).run(requests(server)))


def test_a_crawl_that_is_left_early_ends(server: TestServer) -> None:
    results = Crawl(manners(server, delay=5.0), told).run(requests(server))
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert not [thread for thread in threading.enumerate() if thread.name == "crawl"]


def test_connections_are_kept_open_for_so_many_hosts_and_no_more(server: TestServer) -> None:
    """With two hosts at once, of six hosts that rest two keep their connection."""
    crawl = Crawl(manners(server, connections=2, delay=0.3), told)
    most = 0

    def count(fetched: Fetched) -> list[Any]:
        nonlocal most
        most = max(most, sum(len(host.held) for host in crawl._hosts.values()))
        return []

    crawl._handle = count
    assert not list(crawl.run(requests(server)))
    assert 0 < most <= 4
