"""Feeds: every format gives the same items, every item one page or one outcome, and no bytes make it raise."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Outcome, Page, PageKind, Reason
from transforms.text.feeds.feed_items import plain, site_name
from transforms.text.feeds.feeds import MAX_ITEMS, FeedDocument, FeedItem, parse_feed, read_feed

NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
HEAD = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:atom="http://www.w3.org/2005/Atom">'
)


def rss(items: str, channel: str = "") -> bytes:
    return f"{HEAD}<channel><title>Coast Courier - News</title>{channel}{items}</channel></rss>".encode()


def item(inside: str, channel: str = "", base_url: str | None = None) -> FeedItem:
    (found,) = parse_feed(rss(f"<item>{inside}</item>", channel), base_url=base_url).items
    return found


def reason(document: FeedDocument) -> str | None:
    return document.problem.reason if document.problem else None


RSS = rss(
    "<item><title>Ferry &amp;amp; harbour &lt;b&gt;open&lt;/b&gt;</title><link>/ferry</link>"
    "<guid isPermaLink='false'>f1</guid>"
    "<description>Short.</description><content:encoded><![CDATA[<p>The ferry is back.</p>]]></content:encoded>"
    "<dc:creator>Ada Byrne</dc:creator><dc:creator>Tom Ilves</dc:creator>"
    "<source url='https://wire.example/'>Wire Service</source><pubDate>Wed, 04 Mar 2026 06:00:00 EST</pubDate></item>",
    "<link>https://www.coastcourier.example/</link><language>en-gb</language><ttl>30</ttl>"
    "<atom:link rel='self' href='https://www.coastcourier.example/rss'/>",
)
ATOM = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-gb">
<title>Coast Courier - News</title><link href="https://www.coastcourier.example/"/>
<link rel="self" href="https://www.coastcourier.example/rss"/>
<entry><id>f1</id><title type="html">Ferry &amp;amp; harbour &lt;b>open&lt;/b></title><link href="/ferry"/>
<published>2026-03-04T12:00:00+01:00</published><updated>2026-03-05T12:00:00Z</updated>
<author><name>Ada Byrne</name><email>ada@coast.example</email></author><author><name>Tom Ilves</name></author>
<source><title>Wire Service</title></source><summary>Short.</summary>
<content type="html">&lt;p>The ferry is back.&lt;/p></content></entry></feed>"""
JSON: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Coast Courier - News",
    "home_page_url": "https://www.coastcourier.example/",
    "feed_url": "https://www.coastcourier.example/rss",
    "language": "en-GB",
    "items": [
        {
            "id": "f1",
            "url": "/ferry",
            "title": "Ferry & harbour open",
            "content_html": "<p>The ferry is back.</p>",
            "summary": "Short.",
            "date_published": "2026-03-04T12:00:00+01:00",
            "authors": [{"name": "Ada Byrne"}, {"name": "Tom Ilves"}],
        }
    ],
}


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


@pytest.mark.parametrize(
    ("inside", "content", "kind", "is_full"),
    [
        ("<description>Short &lt;i&gt;text&lt;/i&gt;.</description>", "Short <i>text</i>.", PageKind.HTML, False),
        ("<description>Tom &amp;amp; Ada</description>", "Tom &amp; Ada", PageKind.HTML, False),
        ("<media:group><media:description>Waves.</media:description></media:group>", "Waves.", PageKind.TEXT, False),
        ("<description> </description>", None, PageKind.TEXT, False),
        ("<description>a</description><content:encoded>longer</content:encoded>", "longer", PageKind.TEXT, True),
        ("<description>&lt; 5 &amp;c</description>", "< 5 &c", PageKind.TEXT, False),
        ("<description>a</description><content:encoded> </content:encoded>", "a", PageKind.TEXT, False),
    ],
)
def test_content_is_the_fullest_there_is(inside: str, content: str | None, kind: PageKind, is_full: bool) -> None:
    found = item(inside)
    assert (found.content, found.content_kind, found.is_full) == (content, kind, is_full)


@pytest.mark.parametrize(
    ("inside", "base", "link"),
    [
        ("<link>story?id=1</link>", "https://coast.example/feeds/all.xml", "https://coast.example/feeds/story?id=1"),
        ("<link>//coast.example/a</link>", "https://feeds.example/", "https://coast.example/a"),
        ("<link>story</link>", None, None),
        ("<link>javascript:alert(1)</link>", "https://coast.example/", None),
        (
            "<link>https://feeds.example/x</link><feedburner:origLink>https://coast.example/a</feedburner:origLink>",
            None,
            "https://coast.example/a",
        ),
        ("<guid>https://coast.example/a</guid>", None, "https://coast.example/a"),
        ("<guid isPermaLink='false'>https://coast.example/a</guid>", None, None),
        ("<title>x</title>", "https://coast.example/", None),
    ],
)
def test_links_are_whole_addresses(inside: str, base: str | None, link: str | None) -> None:
    assert item(inside, base_url=base).link == link


@pytest.mark.parametrize(
    ("stated", "published_at"),
    [
        ("Wed, 04 Mar 2026 12:00:00 +0100", NOON),
        ("Wed, 04 Mar 2026 11:00:00 GMT", NOON),
        ("04 Mar 2026 03:00:00 PST", NOON),
        ("2026-03-04T11:00:00Z", NOON),
        ("next Tuesday", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
        ("Wed, 04 Mar 0001 11:00:00 GMT", None),
    ],
)
def test_dates_are_utc_or_named(stated: str, published_at: datetime | None) -> None:
    found = item(f"<pubDate>{stated}</pubDate>")
    assert found.published_at == published_at
    assert [repair.reason for repair in found.repairs] == ([] if published_at else [Reason.BAD_DATE])


def test_the_update_stands_in_for_a_missing_publication() -> None:
    assert item("<dc:date>2026-03-04T12:00:00+01:00</dc:date>").published_at == NOON


@pytest.mark.parametrize(
    ("inside", "authors"),
    [
        ("<author>ada@coast.example (Ada Byrne)</author>", ("Ada Byrne",)),
        ("<author>ada@coast.example</author>", ()),
        ("<dc:creator>Ada Byrne</dc:creator><dc:creator>Ada Byrne</dc:creator>", ("Ada Byrne",)),
        ("<dc:creator>&lt;b&gt;Ada&lt;/b&gt; Byrne</dc:creator>", ("Ada Byrne",)),
        ("", ()),
    ],
)
def test_authors_are_names(inside: str, authors: tuple[str, ...]) -> None:
    assert item(inside).authors == authors


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


@pytest.mark.parametrize(
    ("title", "host", "name"),
    [
        ("Coast Courier - News", "www.coastcourier.example", "Coast Courier"),
        ("World news | The Coast", "thecoast.example", "The Coast"),
        ("North Bay Times", "nbt.example", "North Bay Times"),
        ("Coast > Sport > Sailing", "feeds.coast.example", "Coast"),
        ("Top stories", "coast.example", None),
        ("Coast", None, None),
        (None, "coast.example", None),
    ],
)
def test_the_site_is_what_its_host_agrees_with(title: str | None, host: str | None, name: str | None) -> None:
    assert site_name(title, host) == name


@pytest.mark.parametrize(
    ("value", "text"),
    [("a < b", "a < b"), ("a<br>b", "a b"), ("<i>a</i>b &eacute;", "ab \u00e9"), (" \x00 ", None), (5, None)],
)
def test_plain_text_has_no_mark_up(value: object, text: str | None) -> None:
    assert plain(value) == text


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
