"""Pages a second of the fetcher against a plain asyncio downloader without any manners, on the same local server.

    python -m benchmarks.fetch [--feeds 2000] [--pages 20000] [--hosts 2000] [--latency 0.2]

The fetcher does everything that a run does between a feed and a page: it polls, parses in worker processes, reads
robots.txt once a host, checks every address that it dials, holds deadlines and caps; its delay between requests to a
host is 0, so that no manners bind. The plain downloader is given the addresses and fetches them with as many
connections, keeping each open: with bare streams, which read nothing of an answer but its length and know the server's
address, and with aiohttp, if that is installed. `latency` is how long the server takes for each answer; real ones take
0.1 to 0.5 s.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import time
from importlib.util import find_spec
from typing import Any

from tests.server.client import TestServer, serving
from transforms import workers
from transforms.io.addresses import networks
from transforms.io.crawl import Crawl
from transforms.io.hosts import Fetched, Request, forget
from transforms.io.manners import Manners
from transforms.io.pages import fetched_page
from transforms.text.feeds.feed_answers import complete, parse_answer


def polite(server: TestServer, connections: int) -> tuple[float, float, int]:
    """Poll every feed and fetch every page as a run does; returns the seconds of polls and of pages, and the pages."""
    manners = Manners("newsbeam/0 (benchmark)", 0.0, connections, allowed=networks("127.0.0.1"), hosts=server.names)
    forget()
    began = time.monotonic()
    feeds = [Request(url, url, 10_000_000, obeys_robots=False) for url in server.feed_urls]
    items = list(Crawl(manners, _items, waits=True).run(feeds))
    between = time.monotonic()
    pages = sum(1 for _ in Crawl(manners, _page).run(Request(item.link, item, 10_000_000) for item in items))
    return between - began, time.monotonic() - between, pages


def _items(fetched: Fetched) -> Any:
    assert fetched.answer is not None, fetched.problem
    answer = fetched.answer
    given = (answer.body, answer.headers.get("Content-Type"), answer.url)
    document = workers.answer(workers.submit(2, 10.0, parse_answer, given), 10.0)
    return [complete(item, document, fetched.request.url) for item in document.items]


def _page(fetched: Fetched) -> Any:
    assert fetched.answer is not None, fetched.problem
    return [fetched_page(fetched.request.subject, fetched.answer)]


async def plain(server: TestServer, connections: int, paths: list[tuple[str, list[str]]]) -> tuple[float, int]:
    """Download addresses with bare asyncio streams; returns the seconds and the number of answers."""
    hosts = list(paths)
    done = 0

    async def worker() -> None:
        nonlocal done
        while hosts:
            host, mine = hosts.pop()
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            for path in mine:
                writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
                await reader.readexactly(length)
                done += 1
            writer.close()

    began = time.monotonic()
    await asyncio.gather(*(worker() for _ in range(connections)))
    return time.monotonic() - began, done


async def usual(server: TestServer, connections: int, paths: list[tuple[str, list[str]]]) -> tuple[float, int]:
    """Download addresses with aiohttp, as most asyncio downloaders do; returns seconds and number of answers."""
    import aiohttp  # type: ignore[import-not-found]  # no part of the development environment

    class Here(aiohttp.abc.AbstractResolver):  # type: ignore[misc]
        async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[Any]:
            found = {"hostname": host, "host": "127.0.0.1", "port": port, "family": 2, "proto": 0, "flags": 0}
            return [found]

        async def close(self) -> None:
            pass

    waiting = [f"http://{host}:{server.port}{path}" for host, mine in paths for path in mine]
    done = 0

    async def worker(session: Any) -> None:
        nonlocal done
        while waiting:
            async with session.get(waiting.pop()) as answer:
                await answer.read()
            done += 1

    connector = aiohttp.TCPConnector(limit=connections, resolver=Here())
    began = time.monotonic()
    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(worker(session) for _ in range(connections)))
    return time.monotonic() - began, done


def main() -> None:
    """Print one line of JSON with the rates of both, taken in turns on one server."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--feeds", type=int, default=2_000)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--hosts", type=int, default=2_000)
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--latency", type=float, default=0.2)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    feeds, stock = given.feeds // given.hosts, given.pages // given.feeds
    names = [f"publisher{number}.test" for number in range(given.hosts)]
    pages = [f"/news/{feed}/{page}.html" for feed in range(feeds) for page in range(stock)]
    documents = [(name, [f"/feed/{feed}" for feed in range(feeds)]) for name in names]
    rates: dict[str, list[float]] = {"plain pages": [], "polite pages": [], "plain feeds": [], "polite feeds": []}
    workers.submit(2, 10.0, parse_answer, (b"", None, None)).result()
    with serving(publishers=given.hosts, feeds=feeds, stock=stock, latency=given.latency) as server:
        # the server makes up its pages once, before anything is timed
        asyncio.run(plain(server, given.connections, [*documents, *((name, pages) for name in names)]))
        for _ in range(given.rounds):
            seconds, count = asyncio.run(plain(server, given.connections, documents))
            rates["plain feeds"].append(round(count / seconds, 1))
            seconds, count = asyncio.run(plain(server, given.connections, [(name, pages) for name in names]))
            rates["plain pages"].append(round(count / seconds, 1))
            if find_spec("aiohttp"):
                seconds, count = asyncio.run(usual(server, given.connections, [(name, pages) for name in names]))
                rates.setdefault("aiohttp pages", []).append(round(count / seconds, 1))
            polling, fetching, fetched = polite(server, given.connections)
            assert fetched == count == given.hosts * len(pages)
            rates["polite feeds"].append(round(given.feeds / polling, 1))
            rates["polite pages"].append(round(fetched / fetching, 1))
            server.ask("/clear")
    workers.stop()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    others = [what for what in rates if not what.startswith("polite")]
    ratios = {what: round(max(rates[f"polite {what.split()[1]}"]) / max(rates[what]), 2) for what in others}
    print(json.dumps({**vars(given), "a second": rates, "ratio": ratios, "peak_mb": peak}))


if __name__ == "__main__":
    main()
