"""Formats of feeds: each gives the same items."""

from __future__ import annotations

import json

import pytest

from schemas import Outcome, Page, PageKind, Reason
from tests.text.feeds.documents import JSON, NOON, RSS
from transforms.text.feeds.feeds import FeedItem, parse_feed, read_feed

ATOM = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-gb">
<title>Coast Courier - News</title><link href="https://www.coastcourier.example/"/>
<link rel="self" href="https://www.coastcourier.example/rss"/>
<entry><id>f1</id><title type="html">Ferry &amp;amp; harbour &lt;b>open&lt;/b></title><link href="/ferry"/>
<published>2026-03-04T12:00:00+01:00</published><updated>2026-03-05T12:00:00Z</updated>
<author><name>Ada Byrne</name><email>ada@coast.example</email></author><author><name>Tom Ilves</name></author>
<source><title>Wire Service</title></source><summary>Short.</summary>
<content type="html">&lt;p>The ferry is back.&lt;/p></content></entry></feed>"""


@pytest.mark.parametrize(
    ("content", "version", "origin"),
    [(RSS, "rss20", "Wire Service"), (ATOM, "atom10", "Wire Service"), (json.dumps(JSON).encode(), "json11", None)],
)
def test_formats_say_the_same(content: bytes, version: str, origin: str | None) -> None:
    document = parse_feed(content)
    assert (document.version, document.title, document.language) == (version, "Coast Courier - News", "en")
    assert (document.link, document.self_link) == (
        "https://www.coastcourier.example/",
        "https://www.coastcourier.example/rss",
    )
    assert document.items == (
        FeedItem(
            link="https://www.coastcourier.example/ferry",
            guid="f1",
            title="Ferry & harbour open",
            content="<p>The ferry is back.</p>",
            content_kind=PageKind.HTML,
            is_full=True,
            published_at=NOON,
            authors=("Ada Byrne", "Tom Ilves"),
            origin_publisher=origin,
            language=document.items[0].language,
        ),
    )


def test_an_item_with_content_is_a_page() -> None:
    assert list(read_feed(parse_feed(RSS), "a.rss")) == [
        Page(
            "a.rss#1",
            PageKind.HTML,
            "<p>The ferry is back.</p>",
            feed_url="https://www.coastcourier.example/rss",
            url="https://www.coastcourier.example/ferry",
            title="Ferry & harbour open",
            authors=("Ada Byrne", "Tom Ilves"),
            published_at=NOON,
            published_at_source="feed",
            publisher="Coast Courier",
            origin_publisher="Wire Service",
            language="en",
        )
    ]


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        b'"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><item>'
        b"<title>Rain</title><link>https://coast.example/rain</link></item></channel></rss>",
        b'<rss version="0.92"><channel><item><title>Rain</title><link>https://coast.example/rain</link></item></channel></rss>',
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b'<item rdf:about="x"><title>Rain</title><link>https://coast.example/rain</link></item></rdf:RDF>',
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
        b"<item><title>Rain</title><link>https://coast.example/rain</link></item></rdf:RDF>",
        b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>Rain</title>'
        b'<link rel="alternate" href="https://coast.example/rain"/></entry></feed>',
        b'{"version": "https://jsonfeed.org/version/1", "items": [{"title": "Rain", "url": "https://coast.example/rain"}]}',
        b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://coast.example/rain</loc>'
        b"<news:news><news:title>Rain</news:title></news:news></url></urlset>",
        '<rss version="2.0"><channel><item><title>Rain</title><link>https://coast.example/rain</link></item></channel></rss>'.encode(
            "utf-16"
        ),
        b"<rss version='2.0'><channel><item><title>Rain</title><link>https://coast.example/rain</link></item>",
    ],
)
def test_every_format_gives_title_and_link(content: bytes) -> None:
    document = parse_feed(content)
    assert [(i.title, i.link) for i in document.items] == [("Rain", "https://coast.example/rain")]
    (outcome,) = read_feed(parse_feed(content), "a.xml")
    assert isinstance(outcome, Outcome)
    assert (outcome.input_uri, outcome.reason, outcome.url) == (
        "a.xml#1",
        Reason.NO_CONTENT,
        "https://coast.example/rain",
    )


def test_a_news_sitemap_says_who_and_when() -> None:
    content = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc> https://coast.example/rain </loc><lastmod>2026-03-05</lastmod><n:news>
    <n:publication><n:name>Coast Courier</n:name>
    <n:language>en</n:language></n:publication><n:publication_date>2026-03-04T12:00+01:00</n:publication_date>
    <n:title>Rain</n:title></n:news></url><!-- x --><url><loc>https://coast.example/sun</loc><lastmod>soon</lastmod></url></urlset>"""
    rain, sun = parse_feed(content).items
    assert (rain.publisher, rain.language, rain.published_at) == ("Coast Courier", "en", NOON)
    assert [repair.reason for repair in sun.repairs] == [Reason.BAD_DATE]


def test_an_index_lists_its_sitemaps() -> None:
    content = (
        b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>javascript:x</loc></sitemap></sitemapindex>"
    )
    document = parse_feed(content, base_url="https://coast.example/index.xml")
    assert (document.version, document.sitemaps) == ("sitemapindex", ("https://coast.example/a.xml",))
