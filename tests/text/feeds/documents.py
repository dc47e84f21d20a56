"""Feed documents for tests."""

from __future__ import annotations

from datetime import UTC, datetime

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
