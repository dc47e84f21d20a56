"""The test server: many publishers and many faults behind one port, told apart by the name in the request.

`python -m tests.server --publishers 200 --feeds 10` prints one line of JSON (its port), and then serves until its
standard input ends. At the host `control.test`: `/advance?seconds=60` moves the clock of the publishers, `/log` returns
every request so far as JSON, `/clear` empties that log.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import parse_qs, urlsplit

from tests.server.faults import FAULTS
from tests.server.publishers import FORMATS, Publisher, document, page
from tests.server.wire import Gone, Wire, read_request


@dataclass
class Entry:
    """One request as the server met it."""

    host: str
    path: str
    began: float
    ended: float = 0.0
    status: int = 0
    #: If-None-Match and If-Modified-Since as sent
    etag: str | None = None
    since: str | None = None
    agent: str = ""


@dataclass
class Server:
    """What the server knows: its publishers, its clock and its log."""

    publishers: dict[str, Publisher]
    #: seconds that every answer takes, as over a distance
    latency: float = 0.0
    clock: float = 0.0
    #: seconds of the clock for one real second
    pace: float = 0.0
    started: float = field(default_factory=time.monotonic)
    log: list[Entry] = field(default_factory=list)
    port: int = 0

    def time(self) -> float:
        """Return the time of the publishers."""
        return self.clock + self.pace * (time.monotonic() - self.started)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        wire = Wire(reader, writer)
        try:
            while (request := await read_request(reader)) is not None:
                path, headers = request
                host = headers.get("host", "").partition(":")[0]
                if host == "control.test":
                    await self._control(wire, path)
                    continue
                entry = Entry(host, path, time.monotonic(), agent=headers.get("user-agent", ""))
                entry.etag, entry.since = headers.get("if-none-match"), headers.get("if-modified-since")
                self.log.append(entry)
                try:
                    if self.latency:
                        await asyncio.sleep(self.latency)
                    entry.status = await self._answer(wire, host, path, headers)
                finally:
                    entry.ended = wire.answered if wire.answered > entry.began else time.monotonic()
        except (Gone, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _answer(self, wire: Wire, host: str, path: str, headers: dict[str, str]) -> int:
        if host in self.publishers:
            return await self._publish(wire, self.publishers[host], path, headers)
        name = host.removesuffix(".test")
        if name in FAULTS:
            return await FAULTS[name].serve(wire, path, headers, f"http://{host}:{self.port}")
        if host == "pages.test" and path == "/feed.xml":
            pages = [name for name in FAULTS if FAULTS[name].is_page]
            items = "".join(
                f"<item><title>{name} announces a page</title><link>http://{name}.test:{self.port}{FAULTS[name].path}</link></item>"
                for name in pages
            )
            text = f'<rss version="2.0"><channel><title>pages</title>{items}</channel></rss>'
            return await wire.send(200, text.encode(), "application/rss+xml")
        return await wire.send(404, b"no such place")

    async def _publish(self, wire: Wire, publisher: Publisher, path: str, headers: dict[str, str]) -> int:
        base = f"http://{publisher.host}:{self.port}"
        if path == "/robots.txt":
            return await wire.send(200 if publisher.robots else 404, publisher.robots.encode(), "text/plain")
        if path == "/":
            links = "".join(
                f'<link rel="alternate" type="application/rss+xml" href="/feed/{n}">' for n in range(publisher.feeds)
            )
            home = f"<html><head>{links}</head><body><a href=/about>About</a></body></html>"
            return await wire.send(200, home.encode())
        if path == "/sitemaps.xml":
            listed = "".join(f"<sitemap><loc>{base}/feed/{n}</loc></sitemap>" for n in range(publisher.feeds))
            space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
            index = f'<?xml version="1.0"?><sitemapindex {space}>{listed}</sitemapindex>'
            if "if-none-match" in headers:
                return await wire.send(304, b"", None)
            return await wire.send(200, index.encode(), "application/xml", {"ETag": '"index"'})
        if path.startswith("/feed/") and path.removeprefix("/feed/").isdigit():
            feed = int(path.removeprefix("/feed/"))
            body, media, etag, changed = document(publisher, feed, self.time(), base)
            validators = {"ETag": etag, "Last-Modified": format_datetime(changed, usegmt=True)}
            since = headers.get("if-modified-since")
            if headers.get("if-none-match") == etag or (
                "if-none-match" not in headers and since and parsedate_to_datetime(since) >= changed
            ):
                return await wire.send(304, b"", None, validators)
            return await wire.send(200, gzip.compress(body, 1), media, {**validators, "Content-Encoding": "gzip"})
        parts = path.strip("/").split("/")
        if len(parts) == 3 and parts[2].endswith(".html"):
            feed, number = int(parts[1]), int(parts[2].removesuffix(".html"))
            if number < publisher.published(self.time(), feed):
                return await wire.send(200, page(publisher, feed, number), "text/html; charset=utf-8")
        return await wire.send(404, b"no such page")

    async def _control(self, wire: Wire, path: str) -> None:
        parts = urlsplit(path)
        if parts.path == "/advance":
            self.clock += float(parse_qs(parts.query)["seconds"][0])
        if parts.path == "/clear":
            self.log.clear()
        told = [asdict(entry) for entry in self.log] if parts.path == "/log" else {"clock": self.time()}
        await wire.send(200, json.dumps(told).encode(), "application/json")


def publishers(
    count: int, feeds: int, stock: int, period: float, delay: float, robots: bool, lively: bool
) -> dict[str, Publisher]:
    """Return publishers of every format; with `robots` every third forbids /private/ and asks for a delay."""
    found = {}
    for number in range(count):
        strict = robots and number % 3 == 0
        rules = f"User-agent: *\nDisallow: /private/\nCrawl-delay: {delay}\n" if strict else ""
        name = f"publisher{number}.test"
        form = FORMATS[number % len(FORMATS)]
        found[name] = Publisher(
            name, feeds, stock, period, format=form, robots=rules, has_private=strict, lively=lively
        )
    return found


async def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--publishers", type=int, default=0)
    parser.add_argument("--feeds", type=int, default=1)
    parser.add_argument("--stock", type=int, default=3)
    parser.add_argument("--period", type=float, default=float("inf"))
    parser.add_argument("--pace", type=float, default=0.0)
    parser.add_argument("--delay", type=float, default=0.5)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--robots", action="store_true")
    parser.add_argument("--lively", action="store_true")
    given = parser.parse_args()
    told = (given.feeds, given.stock, given.period, given.delay, given.robots, given.lively)
    those = publishers(given.publishers, *told)
    server = Server(those, given.latency, pace=given.pace)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, limit=1 << 20, backlog=4096)
    server.port = listening.sockets[0].getsockname()[1]
    print(json.dumps({"port": server.port}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
