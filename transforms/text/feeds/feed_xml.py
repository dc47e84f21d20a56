"""RSS 0.9x to 2.0, RDF and Atom, as feedparser reads them."""

from __future__ import annotations

import calendar
import io
import re
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from schemas import PageKind, Reason, Repair
from transforms.text.characters import clean_characters
from transforms.text.feeds.feed_items import FeedDocument, FeedItem, plain
from transforms.text.inputs.stated import language_code, plausible, web_address

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<!\[CDATA\[")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]+\d*);")
#: characters of a name that are looked at, which bounds the time that searching them takes
_LONGEST_NAME = 1_000
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\.\w+")


def parse_xml_feed(text: str, base_url: str | None, max_items: int) -> FeedDocument:
    """Parse a feed in XML; what is no feed gives a document without version and items.

    Raises whatever feedparser does.
    """
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base_url or ""}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # a stream always: of a string feedparser makes an address or a file's name and opens it
        parsed = feedparser.parse(
            io.BytesIO(text.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        feed, entries = parsed.get("feed") or {}, parsed.get("entries") or []
        self_link = next(
            (
                web_address(_text(link.get("href")), base_url)
                for link in _dicts(feed, "links")
                if link.get("rel") == "self"
            ),
            None,
        )
        base = base_url or self_link or web_address(_text(feed.get("link")))
        ttl = _text(feed.get("ttl"))
        return FeedDocument(
            version=str(parsed.get("version") or ("unknown" if entries else "")),
            title=_titled(feed),
            link=web_address(_text(feed.get("link")), base),
            self_link=self_link,
            language=language_code(_text(feed.get("language"))),
            publisher=_publisher(feed),
            ttl=int(ttl) if ttl.isascii() and ttl.isdigit() and len(ttl) < 7 else None,
            items=tuple(_item(entry, base) for entry in entries[:max_items]),
            items_left_out=max(0, len(entries) - max_items),
        )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _dicts(parent: Any, name: str) -> Iterator[Any]:
    values = parent.get(name)
    yield from (value for value in values if isinstance(value, dict)) if isinstance(values, list) else ()


def _titled(parent: Any) -> str | None:
    detail = parent.get("title_detail")
    kind = _text(detail.get("type")) if isinstance(detail, dict) else ""
    return plain(parent.get("title"), "html" in kind)


def _publisher(feed: Any) -> str | None:
    """`dc:publisher`, which feedparser mixes with the web master's mail address."""
    name = plain(feed.get("publisher"))
    return None if name is None or "@" in name else name


def _item(entry: Any, base: str | None) -> FeedItem:
    content, kind, is_full, language = _content(entry)
    published_at, repairs = _published(entry)
    content, more = clean_characters(content)
    source = entry.get("source")
    guid = plain(entry.get("id"), is_html=False)
    link = _text(entry.get("feedburner_origlink")) or _text(entry.get("link"))
    return FeedItem(
        link=web_address(link, base) if link.strip() else None,
        guid=guid,
        title=_titled(entry),
        content=content if content.strip() else None,
        content_kind=kind,
        is_full=is_full,
        published_at=published_at,
        authors=_authors(entry),
        language=language_code(language or _text(entry.get("language"))),
        origin_publisher=_titled(source) if isinstance(source, dict) else None,
        repairs=repairs + more,
    )


def _content(entry: Any) -> tuple[str, PageKind, bool, str]:
    """The longest content, or else the summary: the text, its kind, whether it can be whole, its language."""
    full = [part for part in _dicts(entry, "content") if _text(part.get("value")).strip()]
    detail = entry.get("summary_detail")
    summary = {"value": entry.get("summary"), **(detail if isinstance(detail, dict) else {})}
    part = max(full, key=lambda part: len(part["value"]), default=summary)
    text = _text(part.get("value"))
    # the type that is stated is often wrong, and for RSS feedparser says HTML of everything
    is_html = _TAG.search(text) or ("html" in _text(part.get("type")) and _ENTITY.search(text))
    return text, PageKind.HTML if is_html else PageKind.TEXT, bool(full), _text(part.get("language"))


def _published(entry: Any) -> tuple[datetime | None, tuple[Repair, ...]]:
    """When the item says it was published, or else updated, as UTC."""
    for name in ("published", "updated", "created"):
        # feedparser answers for `updated` with `published`; here only what is there counts
        if not dict.__contains__(entry, name):
            continue
        stated, parsed = entry[name], dict.get(entry, f"{name}_parsed")
        try:
            moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
        except (ValueError, OverflowError, OSError, TypeError):
            moment = None
        if moment is not None and plausible(moment):
            return moment, ()
        if _text(stated).strip():
            return None, (Repair(Reason.BAD_DATE, f"the item's date was left out: {_text(stated)[:100]!r}"),)
    return None, ()


def _authors(entry: Any) -> tuple[str, ...]:
    """The names of the authors, without mail addresses."""
    stated = [author.get("name") for author in _dicts(entry, "authors")]
    raw = entry.get("author")
    if len(stated) < 2 and "@" in _text(raw):  # feedparser cuts a long top-level domain and takes the rest as a name
        stated = [raw]
    names = [plain(_text(name)[:_LONGEST_NAME]) for name in stated if name] or [plain(_text(raw)[:_LONGEST_NAME])]
    cleaned = (_ADDRESS.sub("", name).strip(" ()<>,;") for name in names if name)
    return tuple(dict.fromkeys(name for name in cleaned if name))
