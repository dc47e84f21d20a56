"""JSON Feed 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from schemas import PageKind, Reason, Repair
from transforms.text.characters import clean_characters
from transforms.text.feeds.feed_items import FeedDocument, FeedItem, plain
from transforms.text.inputs.stated import language_code, parse_time, web_address


def parse_json_feed(text: str, base_url: str | None, max_items: int) -> FeedDocument:
    """Parse a JSON Feed; other JSON gives a document without version and items.

    Raises:
        ValueError, RecursionError: it is not JSON.
    """
    feed = json.loads(text, strict=False)
    if not isinstance(feed, dict) or "jsonfeed.org/version/" not in _text(feed, "version"):
        return FeedDocument()
    items = (
        [item for item in feed.get("items") or [] if isinstance(item, dict)]
        if isinstance(feed.get("items"), list)
        else []
    )
    self_link = web_address(_text(feed, "feed_url"), base_url)
    base = base_url or self_link or web_address(_text(feed, "home_page_url"))
    return FeedDocument(
        version="json" + _text(feed, "version").rpartition("/")[2].replace(".", "")[:4],
        title=plain(feed.get("title"), is_html=False),
        link=web_address(_text(feed, "home_page_url"), base),
        self_link=self_link,
        language=language_code(_text(feed, "language")),
        items=tuple(_item(item, base) for item in items[:max_items]),
        items_left_out=max(0, len(items) - max_items),
    )


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return clean_characters(value)[0].strip() if isinstance(value, str) else ""


def _item(item: dict[str, Any], base: str | None) -> FeedItem:
    html, text, summary = _text(item, "content_html"), _text(item, "content_text"), _text(item, "summary")
    content = html or text or summary
    link = _text(item, "url") or _text(item, "external_url") or _text(item, "id")
    identity = item.get("id")
    published_at, repairs = _published(item)
    return FeedItem(
        link=web_address(link, base if _text(item, "url") or _text(item, "external_url") else None),
        guid=plain(str(identity), is_html=False) if isinstance(identity, (str, int, float)) else None,
        title=plain(item.get("title"), is_html=False),
        content=content or None,
        content_kind=PageKind.HTML if html else PageKind.TEXT,
        is_full=bool(html or text),
        published_at=published_at,
        authors=_authors(item),
        language=language_code(_text(item, "language")),
        repairs=repairs,
    )


def _published(item: dict[str, Any]) -> tuple[Any, tuple[Repair, ...]]:
    for name in ("date_published", "date_modified"):
        stated = _text(item, name)
        parsed = parse_time(stated)
        if parsed:
            return parsed[0], ()
        if stated:
            return None, (Repair(Reason.BAD_DATE, f'field "{name}" was left out: {stated[:100]!r}'),)
    return None, ()


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    """The names of the authors; version 1 has one object where 1.1 has a list."""
    stated = item.get("authors")
    people = stated if isinstance(stated, list) else [item.get("author")]
    names = (plain(person.get("name"), is_html=False) for person in people if isinstance(person, dict))
    return tuple(dict.fromkeys(name for name in names if name))
