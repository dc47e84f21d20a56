"""Feed documents for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from transforms.text.feeds.feeds import FeedItem, parse_feed

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


#: one item, told with all that its format can tell
RSS = rss(
    "<item><title>Ferry &amp;amp; harbour &lt;b&gt;open&lt;/b&gt;</title><link>/ferry</link>"
    "<guid isPermaLink='false'>f1</guid>"
    "<description>Short.</description><content:encoded><![CDATA[<p>The ferry is back.</p>]]></content:encoded>"
    "<dc:creator>Ada Byrne</dc:creator><dc:creator>Tom Ilves</dc:creator>"
    "<source url='https://wire.example/'>Wire Service</source><pubDate>Wed, 04 Mar 2026 06:00:00 EST</pubDate></item>",
    "<link>https://www.coastcourier.example/</link><language>en-gb</language><ttl>30</ttl>"
    "<atom:link rel='self' href='https://www.coastcourier.example/rss'/>",
)
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
