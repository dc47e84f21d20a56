"""What servers have been seen to do, and worse: each fault lives at a host of its name, `NAME.test`."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache

from tests.server.wire import Wire

Serve = Callable[[Wire, dict[str, str], str, str], Awaitable[int]]

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
_ITEM = "<item><title>A ferry runs again</title><link>{}</link></item>"
_RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{}</channel></rss>'
FEED = _RSS.format("").encode()


@dataclass(frozen=True)
class Fault:
    """One fault: how it is served, and the reason that must be given for it."""

    act: Serve
    #: of the outcome; None where the feed is to be read all the same
    reason: str | None
    is_page: bool = False
    path: str = "/feed.xml"
    #: answer to robots.txt
    robots: tuple[int, bytes] = (404, b"")

    async def serve(self, wire: Wire, path: str, headers: dict[str, str], base: str) -> int:
        """Answer one request."""
        if path == "/robots.txt":
            return await wire.send(self.robots[0], self.robots[1], "text/plain")
        return await self.act(wire, headers, base, path)


def _answer(status: int, body: bytes = b"x", media: str = "text/html", **more: str) -> Serve:
    async def act(wire: Wire, headers: dict[str, str], base: str, path: str) -> int:
        fields = {name.replace("_", "-"): value.replace("{base}", base) for name, value in more.items()}
        return await wire.send(status, body, media, fields)

    return act


def _raw(*parts: bytes, end: str = "close") -> Serve:
    async def act(wire: Wire, headers: dict[str, str], base: str, path: str) -> int:
        for part in parts:
            await wire.raw(part)
        if end == "reset":
            wire.reset()
        wire.close()
        return 0

    return act


def _drip(before: bytes, slowly: bytes) -> Serve:
    async def act(wire: Wire, headers: dict[str, str], base: str, path: str) -> int:
        await wire.raw(before)
        await wire.drip(slowly, 0.2)
        return 200

    return act


def _endless(head: bytes, piece: bytes) -> Serve:
    async def act(wire: Wire, headers: dict[str, str], base: str, path: str) -> int:
        await wire.raw(head)
        while True:
            await wire.raw(piece)

    return act


def _hops(wanted: int) -> Serve:
    async def act(wire: Wire, headers: dict[str, str], base: str, path: str) -> int:
        number = int(path.rpartition("-")[2]) if "-" in path else 0
        if number >= wanted:
            return await wire.send(200, FEED, "application/rss+xml")
        return await wire.send(302, b"", None, {"Location": f"{base}/hop-{number + 1}"})

    return act


@lru_cache(maxsize=1)
def _bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b" " * (1 << 20)) for _ in range(40)) + packer.flush()


async def _explode(wire: Wire, headers: dict[str, str], base: str, path: str) -> int:
    return await wire.send(200, _bomb(), "application/rss+xml", {"Content-Encoding": "gzip"})


async def _dated(wire: Wire, headers: dict[str, str], base: str, path: str) -> int:
    when = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    return await wire.send(429, b"", None, {"Retry-After": when})


async def _good_feed(wire: Wire, headers: dict[str, str], base: str, path: str) -> int:
    return await wire.send(200, FEED, "application/rss+xml")


def _encoded(coding: str) -> Serve:
    return _answer(200, _RSS.format("").replace('<?xml version="1.0"?>', "").encode(coding), "application/rss+xml")


_RSS_TYPE = "application/rss+xml"
_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><rss><channel><title>&j;</title></channel></rss>"
)
_OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
)
_PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + bytes(range(256)) * 8
_WALL = b"<html><script src=/cdn-cgi/challenge-platform/x.js></script>Just a moment...</html>"
_CHUNKED = _HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def _double(body: bytes) -> bytes:
    return gzip.compress(gzip.compress(body))


#: faults of feeds, and of the pages behind items
FAULTS: dict[str, Fault] = {
    # time
    "drip-body": Fault(_drip(_HEAD + b"Content-Length: 100000\r\n\r\n", b" " * 500), "timeout"),
    "drip-head": Fault(_drip(b"HTTP/1.1 200 OK\r\n", b"X-Slow: aaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 20), "timeout"),
    "silence": Fault(_drip(b"", b"H" * 1 + b"T" * 100), "timeout"),
    "continue": Fault(_drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 20), "timeout"),
    "stall": Fault(_drip(_HEAD + b"Content-Length: 100\r\n\r\n<rss>", b""), "timeout"),
    # connections and HTTP
    "reset": Fault(_raw(end="reset"), "truncated"),
    "hang-up": Fault(_raw(), "truncated"),
    "reset-body": Fault(_raw(_HEAD + b"Content-Length: 1000\r\n\r\n<rss>", end="reset"), "truncated"),
    "short": Fault(_raw(_HEAD + b"Content-Length: 1000\r\n\r\n<rss>"), "truncated"),
    "bad-chunk": Fault(_raw(_CHUNKED + b"zz\r\n<rss>\r\n"), "truncated"),
    "cut-chunks": Fault(_raw(_CHUNKED + b"5\r\n<rss>\r\n"), "truncated"),
    "no-http": Fault(_raw(b"220 mail.example.org ESMTP\r\n"), "bad_http"),
    "bad-status": Fault(_raw(b"HTTP/1.1 abc OK\r\n\r\n"), "bad_http"),
    "long-header": Fault(_raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1_000_000 + b"\r\n\r\n"), "bad_http"),
    "many-headers": Fault(_raw(b"HTTP/1.1 200 OK\r\n" + b"X-Many: a\r\n" * 500 + b"\r\n"), "bad_http"),
    # size and compression
    "endless": Fault(_endless(_HEAD + b"\r\n", b"<!-- more -->" * 5_000), "too_large"),
    "says-huge": Fault(_raw(_HEAD + b"Content-Length: 99999999999\r\n\r\n<rss>"), "too_large"),
    "bomb": Fault(_explode, "too_large"),
    "double-gzip": Fault(_answer(200, _double(FEED), _RSS_TYPE, Content_Encoding="gzip, gzip"), "bad_compression"),
    "brotli": Fault(_answer(200, b"\x8b\x03\x80rss\x03", _RSS_TYPE, Content_Encoding="br"), "bad_compression"),
    "no-gzip": Fault(_answer(200, b"<rss></rss>" * 9, _RSS_TYPE, Content_Encoding="gzip"), "bad_compression"),
    "bad-gzip": Fault(
        _answer(200, gzip.compress(FEED)[:10] + b"\xff" * 60, _RSS_TYPE, Content_Encoding="gzip"), "bad_compression"
    ),
    # redirects
    "circle": Fault(_answer(302, b"", Location="{base}/feed.xml"), "redirect_loop"),
    "cookie-wall": Fault(_answer(302, b"", Location="/feed.xml", Set_Cookie="seen=1"), "redirect_loop"),
    "hops": Fault(_hops(30), "too_many_redirects"),
    "few-hops": Fault(_hops(4), None),
    "nowhere": Fault(_answer(302, b""), "bad_redirect"),
    "to-file": Fault(_answer(302, b"", Location="file:///etc/passwd"), "bad_redirect"),
    "to-script": Fault(_answer(302, b"", Location="javascript:alert(1)"), "bad_redirect"),
    "to-password": Fault(_answer(302, b"", Location="http://user:word@pages.test/"), "bad_redirect"),
    "to-metadata": Fault(_answer(302, b"", Location="http://169.254.169.254/latest/meta-data/"), "private_address"),
    "to-loopback": Fault(_answer(302, b"", Location="http://127.0.0.2/"), "private_address"),
    "to-decimal": Fault(_answer(302, b"", Location="http://2130706434/"), "private_address"),
    "to-octal": Fault(_answer(302, b"", Location="http://0177.0.0.2/"), "private_address"),
    "to-mapped": Fault(_answer(302, b"", Location="http://[::ffff:127.0.0.2]/"), "private_address"),
    "to-zero": Fault(_answer(302, b"", Location="http://0/"), "private_address"),
    "to-six": Fault(_answer(302, b"", Location="http://[::1]/"), "private_address"),
    "to-lan": Fault(_answer(302, b"", Location="http://192.168.0.1/admin"), "private_address"),
    "to-unknown": Fault(_answer(302, b"", Location="http://no-such-name.invalid/"), "unknown_host"),
    # statuses
    "missing": Fault(_answer(404), "not_found"),
    "gone": Fault(_answer(410), "gone"),
    "login": Fault(_answer(401, WWW_Authenticate="Basic"), "forbidden"),
    "forbidden": Fault(_answer(403), "forbidden"),
    "censored": Fault(_answer(451), "forbidden"),
    "teapot": Fault(_answer(418), "bad_status"),
    "no-content": Fault(_answer(204, b""), "bad_status"),
    "slow-down": Fault(_answer(429, Retry_After="7200"), "rate_limited"),
    "slow-down-date": Fault(_dated, "rate_limited"),
    "slow-down-junk": Fault(_answer(429, Retry_After="soon, please"), "rate_limited"),
    "broken": Fault(_answer(500), "server_error"),
    "bad-gateway": Fault(_answer(502), "server_error"),
    "out-of-order": Fault(_answer(503, Retry_After="3600"), "server_error"),
    "unchanged": Fault(_answer(304, b""), "bad_unchanged"),
    "challenge": Fault(_answer(403, _WALL, Server="cloudflare", cf_mitigated="challenge"), "challenge"),
    "challenge-200": Fault(_answer(200, _WALL), "challenge"),
    # documents
    "html-feed": Fault(_answer(200, b"<!doctype html><html><body>News</body></html>", _RSS_TYPE), "bad_feed"),
    "local-path": Fault(_answer(200, b"/etc/passwd", _RSS_TYPE), "bad_feed"),
    "an-address": Fault(_answer(200, b"http://127.0.0.2/feed.xml", _RSS_TYPE), "bad_feed"),
    "laughs": Fault(_answer(200, _LAUGHS.encode(), _RSS_TYPE), "bad_feed"),
    "outside-entity": Fault(_answer(200, _OUTSIDE.encode(), _RSS_TYPE), "bad_feed"),
    "empty-feed": Fault(_answer(200, b"", _RSS_TYPE), "empty"),
    "picture-feed": Fault(_answer(200, _PNG, _RSS_TYPE), "bad_feed"),
    "many-items": Fault(_answer(200, _RSS.format("<item/>" * 100_000).encode(), _RSS_TYPE), "too_large"),
    "nested": Fault(_answer(200, _RSS.format("<a>" * 200_000).encode(), _RSS_TYPE), "timeout"),
    "utf-16": Fault(_encoded("utf-16"), None),
    "nul-bytes": Fault(_answer(200, FEED.replace(b"<title>", b"<title>\0\0"), _RSS_TYPE), None),
    "wrong-charset": Fault(_answer(200, FEED, "application/rss+xml; charset=klingon"), None),
    # pages
    "p-pdf": Fault(_answer(200, b"%PDF-1.7", "application/pdf"), "not_a_page", True, "/a"),
    "p-binary": Fault(_answer(200, _PNG), "binary", True, "/a"),
    "p-empty": Fault(_answer(200, b""), "empty", True, "/a"),
    "p-missing": Fault(_answer(404), "not_found", True, "/a"),
    "p-gone": Fault(_answer(410), "gone", True, "/a"),
    "p-wall": Fault(_answer(200, _WALL), "challenge", True, "/a"),
    "p-huge": Fault(_endless(b"HTTP/1.1 200 OK\r\n\r\n", b"<p>more</p>" * 5_000), "too_large", True, "/a"),
    "p-robots": Fault(
        _answer(200), "robots", True, "/private/a", (200, b"User-agent: newsbeam\nDisallow: /private/\n")
    ),
    "p-robots-down": Fault(_answer(200), "robots", True, "/a", (500, b"")),
    "p-lan": Fault(_answer(302, b"", Location="http://10.0.0.1/"), "private_address", True, "/a"),
    "p-media": Fault(_answer(200), "enclosure", True, "/film.mp4"),
}


async def _to_home(wire: Wire, headers: dict[str, str], base: str, path: str) -> int:
    if path == "/":
        return await wire.send(200, b"<html><body>Home</body></html>")
    return await wire.send(301, b"", None, {"Location": "/"})


FAULTS["p-home"] = Fault(_to_home, "not_found", True, "/x")

#: faults that need no server: the address itself
ADDRESSES: dict[str, str] = {
    "http://no-such-name.invalid/feed.xml": "unknown_host",
    "http://127.0.0.2/feed.xml": "private_address",
    "http://[fe80::1]/feed.xml": "private_address",
    "http://100.64.0.1/feed.xml": "private_address",
    "http://[64:ff9b::a00:1]/feed.xml": "private_address",
    "http://[2002:7f00:2::]/feed.xml": "private_address",
    "http://127.0.0.1:1/feed.xml": "unreachable",
}
