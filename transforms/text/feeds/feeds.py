"""Feeds: a document in any of their formats becomes its items; an item with content becomes a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from schemas import Outcome, Page, Reason, Repair
from transforms.text.characters import clean_characters
from transforms.text.decoding import decode
from transforms.text.feeds.feed_items import FeedDocument, FeedItem, site_name
from transforms.text.feeds.feed_json import parse_json_feed
from transforms.text.feeds.feed_xml import parse_xml_feed
from transforms.text.feeds.sitemaps import parse_sitemap
from transforms.text.inputs.problems import InputProblem
from transforms.text.inputs.stated import charset_of

__all__ = ["MAX_ITEMS", "FeedDocument", "FeedItem", "item_page", "parse_feed", "read_feed"]

#: items read of one document: a news sitemap may hold 1,000, feeds hold 10 to 500; feedparser takes 0.3 ms an item
MAX_ITEMS = 5_000

# every alternative is atomic, so that no prologue makes the search go back
_PROLOGUE = r"(?>(?:\s++|<\?(?s:.*?)\?>|<!--(?s:.*?)-->)*+)"
_INTERNAL_SUBSET = re.compile(_PROLOGUE + r"<!(?:ENTITY|DOCTYPE[^>\[]*+\[)", re.IGNORECASE)
_ROOT = re.compile(_PROLOGUE + r"(?:<!DOCTYPE[^>]*+>)?+" + _PROLOGUE + r"<(?:[\w.-]+:)?([\w.-]{1,100}+)", re.IGNORECASE)
_ITEM = re.compile(r"<(?:[\w.-]+:)?(?:item|entry|url)[\s/>]", re.IGNORECASE)


def parse_feed(content: bytes, content_type: str | None = None, base_url: str | None = None) -> FeedDocument:
    """Parse a feed document: RSS, RDF, Atom, JSON Feed, a sitemap or an index of them.

    `content_type` is an HTTP header's, `base_url` the address of the document, against which links are resolved. It
    never raises: a document that cannot be read has a `problem`. Hostile documents take time that grows with the square
    of their size: the caller bounds the size, and parses strangers' feeds where they can be killed.
    """
    try:
        # read once for all formats, by the rules that hold for pages: feedparser trusts wrong headers over right bytes
        text, repairs = decode(content, charset_of(content_type))
        document = _parse(text.strip(), base_url)
    except InputProblem as problem:
        return FeedDocument(problem=Repair(problem.reason, problem.detail))
    except Exception as error:  # feedparser's ways to fail on hostile input are not listed anywhere
        detail = f"cannot be parsed ({type(error).__name__}: {str(error)[:200]}); check it with a feed validator"
        return FeedDocument(problem=Repair(Reason.BAD_FEED, clean_characters(detail)[0]))
    if not document.version:
        detail = "is no RSS, RDF, Atom, JSON Feed or sitemap; check it with a feed validator"
        return FeedDocument(problem=Repair(Reason.BAD_FEED, detail))
    misread = tuple(repair for repair in repairs if repair.reason == Reason.BAD_ENCODING)
    return replace(document, repairs=misread)


def _parse(text: str, base_url: str | None) -> FeedDocument:
    if not text:
        raise InputProblem(Reason.EMPTY, "the document is empty; fetch it again")
    if text.startswith(("{", "[")):
        return parse_json_feed(text, base_url, MAX_ITEMS)
    if _INTERNAL_SUBSET.match(text):
        raise InputProblem(
            Reason.BAD_FEED, "defines entities of its own, which is not safe to read; take the DOCTYPE out"
        )
    match = _ROOT.match(text)
    root = match[1].lower() if match else ""
    if root == "html":
        raise InputProblem(
            Reason.BAD_FEED, "is an HTML page, not a feed; name it .html, or find the feed that it links to"
        )
    if sum(1 for _ in _ITEM.finditer(text)) > 2 * MAX_ITEMS:
        raise InputProblem(Reason.TOO_LARGE, f"holds more than {2 * MAX_ITEMS} items; split it")
    parse = parse_sitemap if root in ("urlset", "sitemapindex") else parse_xml_feed
    return parse(text, base_url, MAX_ITEMS)


def read_feed(document: FeedDocument, input_uri: str) -> Iterator[Page | Outcome]:
    """Read a stored document: each item becomes one page or one outcome, a document without items one outcome."""
    if document.problem:
        yield InputProblem(Reason(document.problem.reason), document.problem.detail).outcome(input_uri)
    elif not document.items:
        detail = "holds no items; nothing can be read from it"
        yield InputProblem(Reason.NO_CONTENT, detail).outcome(input_uri, feed_url=document.self_link)
    for number, item in enumerate(document.items, 1):
        yield item_page(item, document, f"{input_uri}#{number}", document.self_link)
    if document.items_left_out:
        detail = f"this and {document.items_left_out - 1} more items are beyond {MAX_ITEMS}; split the document"
        problem = InputProblem(Reason.TOO_LARGE, detail)
        yield problem.outcome(f"{input_uri}#{MAX_ITEMS + 1}", feed_url=document.self_link)


def item_page(item: FeedItem, document: FeedDocument, input_uri: str, feed_url: str | None) -> Page | Outcome:
    """Make a page of what an item carries; an item that carries nothing is an outcome."""
    if item.content is None:
        detail = "the item has neither text nor link; nothing can be read from it"
        if item.link:
            detail = "the item has a link but no text; give its feed to --feeds, which fetches the pages it links to"
        return InputProblem(Reason.NO_CONTENT, detail).outcome(input_uri, item.link, feed_url)
    host = urlsplit(item.link or document.link or "").hostname
    return Page(
        input_uri,
        item.content_kind,
        item.content,
        feed_url=feed_url,
        url=item.link,
        title=item.title,
        authors=item.authors,
        published_at=item.published_at,
        published_at_source="feed" if item.published_at else None,
        publisher=item.publisher or document.publisher or site_name(document.title, host),
        origin_publisher=item.origin_publisher,
        language=item.language or document.language,
        repairs=document.repairs + item.repairs,
    )
