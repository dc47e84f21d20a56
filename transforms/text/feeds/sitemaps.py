"""Sitemaps (sitemaps.org), those of news among them, and indexes of sitemaps."""

from __future__ import annotations

from typing import Any

from lxml import etree

from schemas import Reason, Repair
from transforms.text.feeds.feed_items import FeedDocument, FeedItem, plain
from transforms.text.inputs.stated import language_code, parse_time, web_address


def parse_sitemap(text: str, base_url: str | None, max_items: int) -> FeedDocument:
    """Parse a sitemap or an index of sitemaps; what is neither gives a document without version and items.

    Raises:
        lxml.etree.LxmlError, ValueError: nothing of it can be read as XML.
    """
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    root = etree.fromstring(text.encode(), parser)
    version = _name(root) if root is not None else ""
    if version == "sitemapindex":
        addresses = (web_address(_child(entry, "loc"), base_url) for entry in root if _name(entry) == "sitemap")
        return FeedDocument("sitemapindex", sitemaps=tuple(dict.fromkeys(a for a in addresses if a))[:max_items])
    if version != "urlset":
        return FeedDocument()
    entries = [entry for entry in root if _name(entry) == "url"]
    return FeedDocument(
        "sitemap",
        items=tuple(_item(entry, base_url) for entry in entries[:max_items]),
        items_left_out=max(0, len(entries) - max_items),
    )


def _name(element: Any) -> str:
    """The name of an element without its name space; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _child(parent: Any, *names: str) -> str:
    """The text of the first descendant on a path of names; empty where there is none."""
    for name in names:
        parent = next((child for child in parent if _name(child) == name), None)
        if parent is None:
            return ""
    return "".join(parent.itertext()).strip()


def _item(entry: Any, base_url: str | None) -> FeedItem:
    link = _child(entry, "loc")
    stated = _child(entry, "news", "publication_date") or _child(entry, "lastmod")
    parsed = parse_time(stated)
    bad_date = Repair(Reason.BAD_DATE, f"the entry's date was left out: {stated[:100]!r}")
    return FeedItem(
        link=web_address(link, base_url) if link else None,
        guid=plain(link, is_html=False),
        title=plain(_child(entry, "news", "title"), is_html=False),
        published_at=parsed[0] if parsed else None,
        language=language_code(_child(entry, "news", "publication", "language")),
        publisher=plain(_child(entry, "news", "publication", "name"), is_html=False),
        repairs=(bad_date,) if stated and not parsed else (),
    )
