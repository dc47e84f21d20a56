"""The crawl itself: what comes out of it, and how it ends."""

from __future__ import annotations

import threading
import time
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


def test_a_crawl_whose_loop_is_closed_already_can_be_left(server: TestServer, monkeypatch: pytest.MonkeyPatch) -> None:
    results = Crawl(manners(server), told).run(requests(server))
    next(results)
    crawl = next(thread for thread in threading.enumerate() if thread.name == "crawl")
    crawl.join(10)
    monkeypatch.setattr(crawl, "is_alive", lambda: True)  # as it was when it was asked
    results.close()  # type: ignore[attr-defined]


def test_answers_wait_to_be_handled_while_nobody_takes_results(server: TestServer) -> None:
    """Of answers with more results than may wait each, two are handled until results are taken."""
    handled = 0

    def handle(fetched: Fetched) -> list[int]:
        nonlocal handled
        handled += 1
        return list(range(200))

    results = Crawl(manners(server, connections=2), handle, waits=True).run(requests(server))
    next(results)
    time.sleep(0.5)
    assert handled <= 2
    assert len(list(results)) == len(requests(server)) * 200 - 1


def test_bad_addresses_that_answers_lead_to_hold_nothing_up(server: TestServer) -> None:
    def handle(fetched: Fetched) -> list[Any]:
        return ["bad"] if fetched.problem else [Request("ftp://a.test/", None, 1)] * 3

    crawl = Crawl(manners(server, connections=1), handle, waits=True)
    assert list(crawl.run(requests(server))) == ["bad"] * 3 * len(requests(server))


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
