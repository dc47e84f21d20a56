"""Items of feeds: content, link, date, authors, and the site they are from."""

from __future__ import annotations

from datetime import datetime

import pytest

from schemas import PageKind, Reason
from tests.text.feeds.documents import NOON, item
from transforms.text.feeds.feed_items import plain, site_name


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
