"""Lists of feeds: OPML and plain text, read and written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from schemas import Reason
from transforms.text.decoding import decode
from transforms.text.inputs.problems import InputProblem
from transforms.text.inputs.stated import web_address

#: feeds of one list: the largest public collections hold some 100,000
MAX_FEEDS = 200_000

_OPML = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<opml[\s>]", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"^feed:(?://)?(?=https?:)|^feed://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class ListedFeed:
    """A feed as a list names it."""

    url: str
    title: str | None = None


def parse_feed_list(content: bytes) -> tuple[list[ListedFeed], list[str]]:
    """Read a list of feeds, OPML or one address a line (`#` begins a comment); each feed once, in the list's order.

    Returns also what could not be read as an address, as it stands in the list.

    Raises:
        InputProblem: it is neither, or broken.
    """
    text = decode(content, None)[0].lstrip("\ufeff")
    if _OPML.match(text):
        return _gather(_outlines(text))
    if re.match(r"\s*[<{\[]", text):
        raise InputProblem(Reason.BAD_FEED, "is no list of feeds; give OPML, or a text with one address a line")
    lines = (re.sub(r"(?:^|\s)#.*", "", line).strip() for line in text.splitlines())
    return _gather((line, None) for line in lines if line)


def _outlines(text: str) -> Iterable[tuple[str, str | None]]:
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    try:
        root = etree.fromstring(text.strip().encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputProblem(Reason.BAD_FEED, f"is broken OPML ({error}); export it again") from error
    for outline in root.iter("{*}outline", "outline") if root is not None else ():
        named = {name.lower(): value for name, value in outline.attrib.items()}
        if "xmlurl" in named:
            yield named["xmlurl"].strip(), named.get("title") or named.get("text")


def _gather(found: Iterable[tuple[str, str | None]]) -> tuple[list[ListedFeed], list[str]]:
    feeds: dict[str, ListedFeed] = {}
    wrong: list[str] = []
    for spelt, title in found:
        url = listed_address(spelt)
        if url is None:
            wrong.append(spelt[:200])
        elif len(feeds) < MAX_FEEDS:
            feeds.setdefault(url, ListedFeed(url, title))
    return list(feeds.values()), wrong


def listed_address(spelt: str) -> str | None:
    """Return the address of a feed as a list or a person spells it; `feed:` stands for `http:`. None if it is none."""
    return web_address(_SCHEME.sub(lambda match: "" if match[0].lower() in ("feed:",) else "http://", spelt.strip()))


def write_opml(feeds: Iterable[ListedFeed], title: str = "feeds") -> str:
    """Write a list of feeds as OPML 2.0."""
    lines = [
        f'    <outline type="rss" text="{html.escape(feed.title or feed.url)}" xmlUrl="{html.escape(feed.url)}"/>'
        for feed in feeds
    ]
    head = f"  <head><title>{html.escape(title)}</title></head>"
    opening = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', head, "  <body>"]
    return "\n".join([*opening, *lines, "  </body>", "</opml>"])
