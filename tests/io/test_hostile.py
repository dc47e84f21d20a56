"""Servers that do everything wrong: each fault has its own reason, holds nobody up, and leads nowhere private."""

from __future__ import annotations

import ipaddress
import resource
import sys
import time
from typing import Any

import pytest

from tests.io.live import crawl, manners
from tests.server.client import serving
from tests.server.faults import ADDRESSES, FAULTS

_DIALLED: list[str] = []


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        _DIALLED.append(str(arguments[1][0]))


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Poll every fault at once, together with honest feeds, and return what came of it."""
    sys.addaudithook(_note)
    with serving(publishers=5, feeds=2, stock=4) as server:
        faulty = [
            f"http://{name}.test:{server.port}{fault.path}" for name, fault in FAULTS.items() if not fault.is_page
        ]
        pages = [f"http://pages.test:{server.port}/feed.xml"]
        urls = [*faulty, *pages, *ADDRESSES, *server.feed_urls]
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.monotonic()
        found = crawl(urls, manners(server), tmp_path_factory.mktemp("hostile"), workers=1)
        return {
            **found,
            "seconds": time.monotonic() - began,
            "megabytes": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
            "log": server.log(),
            "port": server.port,
        }


def _reason(met: dict[str, Any], url: str) -> list[str]:
    return [str(row.reason) for row in (*met["outcomes"], *met["left"]) if row.input_uri == url]


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_each_fault_has_its_reason(met: dict[str, Any], name: str) -> None:
    fault = FAULTS[name]
    url = f"http://{name}.test:{met['port']}{fault.path}"
    if fault.reason:
        assert _reason(met, url) == [fault.reason]
    else:
        assert [poll.status for poll in met["polls"] if poll.feed_url == url] == ["empty"]


@pytest.mark.parametrize("url", sorted(ADDRESSES))
def test_each_bad_address_has_its_reason(met: dict[str, Any], url: str) -> None:
    assert _reason(met, url) == [ADDRESSES[url]]


def test_every_fault_is_told_with_a_remedy(met: dict[str, Any]) -> None:
    for row in (*met["outcomes"], *met["left"]):
        assert "; " in (row.detail or ""), row


def test_honest_feeds_are_not_held_up(met: dict[str, Any]) -> None:
    honest = [poll for poll in met["polls"] if "publisher" in poll.feed_url]
    assert [(poll.status, poll.new_items) for poll in honest] == [("ok", 4)] * 10
    assert len(met["pages"]) == 40
    asked = [entry for entry in met["log"] if entry["host"].startswith("publisher")]
    feeds = [entry for entry in asked if entry["path"].startswith("/feed/")]
    assert max(entry["ended"] for entry in feeds) - min(entry["began"] for entry in feeds) < 8.0


def test_memory_is_bounded(met: dict[str, Any]) -> None:
    assert met["megabytes"] < 300


def test_nothing_private_was_dialled(met: dict[str, Any]) -> None:
    assert _DIALLED
    for address in map(ipaddress.ip_address, set(_DIALLED)):
        assert address == ipaddress.ip_address("127.0.0.1") or address.is_global
