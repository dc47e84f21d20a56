"""Documents that are no feeds, or that are made to hurt: each is told, and no bytes make parsing raise."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Outcome, Reason
from tests.text.feeds.documents import JSON, RSS, rss
from transforms.text.feeds.feeds import MAX_ITEMS, FeedDocument, parse_feed, read_feed


def reason(document: FeedDocument) -> str | None:
    return document.problem.reason if document.problem else None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Reason.EMPTY),
        (b" \n", Reason.EMPTY),
        (b"\xef\xbb\xbf", Reason.EMPTY),
        (b"<!doctype html><html><body>x</body></html>", Reason.BAD_FEED),
        (b"<opml version='2.0'><body/></opml>", Reason.BAD_FEED),
        (b"just words", Reason.BAD_FEED),
        (b"{}", Reason.BAD_FEED),
        (b'{"version": ', Reason.BAD_FEED),
        (b"[" * 100_000, Reason.BAD_FEED),
        (b"{}" + b"x" * 100, Reason.BAD_FEED),
        (b'<?xml version="1.0"?><!-- x --><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>', Reason.BAD_FEED),
        (
            '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss version="2.0"/>'.encode("utf-16"),
            Reason.BAD_FEED,
        ),
        (b"<rss version='2.0'><channel>" + b"<item/>" * (2 * MAX_ITEMS + 1), Reason.TOO_LARGE),
    ],
)
def test_what_is_no_feed_has_a_problem_and_is_one_outcome(content: bytes, expected: Reason) -> None:
    assert reason(parse_feed(content)) == expected
    (outcome,) = read_feed(parse_feed(content), "a.xml")
    assert isinstance(outcome, Outcome)
    assert (outcome.input_uri, outcome.reason) == ("a.xml", expected)


@pytest.mark.parametrize(
    ("declared", "content_type"),
    [
        ("utf-8", "text/xml; charset=iso-8859-1"),
        ("iso-8859-1", None),
        ("utf-8", "text/xml"),
        ("windows-1252", "text/plain"),
    ],
)
def test_bytes_go_before_declarations(declared: str, content_type: str | None) -> None:
    body = "<rss version='2.0'><channel><item><title>Caf\u00e9 No\u00ebl</title></item></channel></rss>"
    content = f"<?xml version='1.0' encoding='{declared}'?>{body}".encode()
    assert [i.title for i in parse_feed(content, content_type).items] == ["Caf\u00e9 No\u00ebl"]


def test_a_body_that_is_a_path_or_address_opens_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(RSS)
    for body in (str(secret).encode(), secret.as_uri().encode()):
        assert parse_feed(body).items == ()


def test_a_doctype_without_entities_is_no_danger() -> None:
    assert len(parse_feed(b"<!DOCTYPE html>" + RSS).items) == 1


def test_items_beyond_the_cap_are_named() -> None:
    content = rss("<item><description>x</description></item>" * (MAX_ITEMS + 2))
    items = list(read_feed(parse_feed(content), "a.xml"))
    last = items[-1]
    assert len(items) == MAX_ITEMS + 1
    assert isinstance(last, Outcome)
    assert (last.input_uri, last.reason) == (f"a.xml#{MAX_ITEMS + 1}", Reason.TOO_LARGE)


def test_a_feed_without_items_is_one_outcome() -> None:
    (outcome,) = read_feed(parse_feed(rss("")), "a.xml")
    assert isinstance(outcome, Outcome)
    assert (outcome.input_uri, outcome.reason) == ("a.xml", Reason.NO_CONTENT)


@pytest.mark.parametrize("repeated", [b"<?x ", b"<!-- ", b"<?x?>", b"<!---->", b" ", b"<!DOCTYPE ", b"<", b"\0<\0?"])
def test_a_long_prologue_takes_no_long_time(repeated: bytes) -> None:
    started = time.process_time()
    parse_feed(repeated * 20_000)
    assert time.process_time() - started < 5


tokens = st.sampled_from(
    b"""<rss version='2.0'> <channel> <item> </item> <title> <link> <feed> <entry> &#0; &x; <![CDATA[ ]]> <urlset> <url>
    <loc> <pubDate> <source> { "items": [ <content:encoded> http://[ <author> 2026-03-04 <?xml <!DOCTYPE
    encoding='utf-7'?>""".split()
)


@given(
    st.lists(tokens | st.binary(max_size=5), max_size=15).map(b"".join),
    st.sampled_from([None, "text/html", "text/xml; charset=x"]),
)
def test_no_bytes_make_it_raise(content: bytes, content_type: str | None) -> None:
    document = parse_feed(content, content_type, "https://coast.example/")
    assert (document.problem is None) == bool(document.version)
    uris = [found.input_uri for found in read_feed(parse_feed(content), "a.xml")]
    assert uris
    assert len(uris) == len(set(uris))


feed_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["", "x", "\ud800", "2026-03-04T00:00:00Z", "http://[", "/a"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["name", "items"]), inner, max_size=2),
    max_leaves=4,
)


item_names = st.sampled_from(
    ["id", "url", "title", "content_html", "content_text", "date_published", "authors", "author"]
)


@given(st.lists(st.dictionaries(item_names, feed_values, max_size=6) | feed_values, max_size=3))
def test_no_json_feed_makes_it_raise(items: list[Any]) -> None:
    content = json.dumps({**JSON, "items": items}).encode()
    assert len(list(read_feed(parse_feed(content), "a.json"))) == max(1, sum(isinstance(i, dict) for i in items))
