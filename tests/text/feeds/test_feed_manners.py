"""What servers say of time and place, and addresses that hide something."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import FeedItem, PageKind
from transforms.text.feeds.feed_answers import is_whole, item_problem
from transforms.text.feeds.feed_links import sitemaps_of, stated_feeds
from transforms.text.feeds.feed_lists import ListedFeed, listed_address, parse_feed_list, write_opml
from transforms.text.feeds.redirects import next_address
from transforms.text.feeds.retry_after import LONGEST, LONGEST_AGE, SHORTEST, lifetime, retry_after
from transforms.text.feeds.secrets import without_secrets
from transforms.text.inputs.problems import InputProblem

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("0", SHORTEST),
        ("99999999999", LONGEST),
        ("Sun, 22 Nov 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Sat, 21 Nov 2026 13:00:00 GMT", SHORTEST),
        ("Sun, 22 Nov 2126 13:00:00 GMT", LONGEST),
        ("soon", None),
        ("-5", None),
        ("١٢", None),
        ("", None),
    ],
)
def test_retry_after(value: str, wait: timedelta | None) -> None:
    assert retry_after({"Retry-After": value}, NOW) == wait


@pytest.mark.parametrize(
    ("headers", "holds"),
    [
        ({"Cache-Control": "public, max-age=600"}, timedelta(minutes=10)),
        ({"Cache-Control": 'max-age="600"'}, timedelta(minutes=10)),
        ({"Cache-Control": "max-age=504576000"}, LONGEST_AGE),
        ({"Cache-Control": "no-cache, max-age=600"}, timedelta()),
        ({"Expires": "Sun, 22 Nov 2026 12:30:00 GMT"}, timedelta(minutes=30)),
        ({"Expires": "0"}, timedelta()),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, timedelta()),
        ({}, timedelta()),
    ],
)
def test_lifetime(headers: dict[str, str], holds: timedelta) -> None:
    assert lifetime(headers, NOW) == holds


@given(st.text())
def test_headers_of_any_kind_are_read(value: str) -> None:
    wait = retry_after({"Retry-After": value}, NOW)
    assert wait is None or SHORTEST <= wait <= LONGEST
    assert timedelta() <= lifetime({"Expires": value, "Cache-Control": value}, NOW) <= LONGEST_AGE


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "https://a.example/b"),
        ("b?c#d", "https://a.example/b?c"),
        ("//c.example/", "https://c.example/"),
        ("https://b.example/", "https://b.example/"),
        ("http://b.example/", "bad_redirect"),
        ("ftp://b.example/", "bad_redirect"),
        ("", "bad_redirect"),
        ("http://[::1", "bad_redirect"),
        ("https://me:word@b.example/", "bad_redirect"),
        ("/feed", "redirect_loop"),
        ("https://a.example/first", "redirect_loop"),
    ],
)
def test_redirects(location: str, target: str) -> None:
    try:
        found = next_address("https://a.example/feed", location, ("https://a.example/first",), secure=True)
    except InputProblem as problem:
        found = str(problem.reason)
    assert found == target


@given(st.text(), st.booleans())
def test_a_redirect_leads_to_the_web_or_nowhere(location: str, secure: bool) -> None:
    with contextlib.suppress(InputProblem):
        assert next_address("https://a.example/feed", location, (), secure).startswith(("http://", "https://"))


def test_secrets_are_hidden_and_feeds_that_differ_in_them_stay_two() -> None:
    shown = without_secrets("https://me:word@a.example/feed?token=abc&page=2")
    assert "word" not in shown
    assert "abc" not in shown
    assert shown.startswith("https://a.example/feed?token=hidden-")
    assert shown.endswith("&page=2")
    assert shown != without_secrets("https://me:word@a.example/feed?token=abd&page=2")
    assert without_secrets("https://a.example/feed?page=2") == "https://a.example/feed?page=2"


@given(st.text())
def test_hiding_never_fails(text: str) -> None:
    assert isinstance(without_secrets(text), str)


def test_opml_is_written_as_it_is_read() -> None:
    feeds = [ListedFeed("https://a.example/f?a=1&b=2", 'A "quoted" <name>'), ListedFeed("https://b.example/", None)]
    read, wrong = parse_feed_list(write_opml(feeds).encode())
    assert [feed.url for feed in read] == [feed.url for feed in feeds]
    assert read[0].title == feeds[0].title
    assert not wrong


@pytest.mark.parametrize(
    ("spelt", "address"),
    [
        ("feed:https://a.example/f", "https://a.example/f"),
        ("feed://a.example/f", "http://a.example/f"),
        (" https://a.example/f ", "https://a.example/f"),
        ("a.example/f", None),
        ("javascript:alert(1)", None),
    ],
)
def test_feeds_are_spelt_in_several_ways(spelt: str, address: str | None) -> None:
    assert listed_address(spelt) == address


@given(st.binary())
def test_lists_of_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(InputProblem):
        feeds, _ = parse_feed_list(content)
        assert all(feed.url.lower().startswith("http") for feed in feeds)


def _item(**values: object) -> FeedItem:
    return FeedItem(**{"link": "https://a.example/1", "is_full": True, **values})  # type: ignore[arg-type]


_LONG = "<p>The ferry crossed the sound again on Monday after the storm had passed.</p>" * 20


@pytest.mark.parametrize(
    ("item", "whole"),
    [
        (_item(content=_LONG), True),
        (_item(content=_LONG, is_full=False), False),
        (_item(content="<p>Short.</p>"), False),
        (_item(content=_LONG + "<p>The storm […]</p>"), False),
        (_item(content=_LONG + '<p><a href="x">Continue reading the story at The Sound</a></p>'), False),
        (_item(content=_LONG + "<p>The post Ferry crosses again appeared first on The Sound.</p>"), True),
        (_item(content="word " * 200, content_kind=PageKind.TEXT), True),
    ],
)
def test_a_content_is_the_article_or_a_part(item: FeedItem, whole: bool) -> None:
    assert is_whole(item) == whole


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (_item(title="Sponsored: buy a ferry"), "advertisement"),
        (_item(title="[Ad] Buy a ferry"), "advertisement"),
        (_item(title="Ad hoc ferry service begins"), None),
        (_item(link="https://ad.doubleclick.net/click"), "advertisement"),
        (_item(link="https://a.example/show.mp3"), "enclosure"),
        (_item(link=None), "no_link"),
        (_item(link=None, content=_LONG), None),
    ],
)
def test_items_that_announce_no_article(item: FeedItem, reason: str | None) -> None:
    problem = item_problem(item)
    assert (str(problem.reason) if problem else None) == reason


def test_feeds_that_a_page_names() -> None:
    page = b"""<html><head><base href="https://a.example/x/">
    <link rel="alternate" type="application/rss+xml" href="f.xml">
    <link rel="alternate" type="text/html" href="/fr"><link rel=stylesheet type="text/css" href="/feed.css"></head>
    <body><a href="/news/rss/sport">RSS</a><a href="/feeding-birds">Birds</a><a href="http://[::1">x</a></body></html>"""
    assert stated_feeds(page, None, "https://a.example/") == [
        "https://a.example/x/f.xml",
        "https://a.example/news/rss/sport",
    ]
    robots = b"User-agent: *\nSitemap: https://a.example/all.xml\nsitemap: https://a.example/news.xml\n"
    assert sitemaps_of(robots) == ["https://a.example/news.xml", "https://a.example/all.xml"]


@given(st.binary())
def test_pages_of_any_bytes_name_feeds_or_none(page: bytes) -> None:
    assert isinstance(stated_feeds(page, None, "https://a.example/"), list)
