"""A feed document, whatever format it came in: what it says of itself, and its items."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from schemas import FeedItem, Repair
from transforms.text.characters import clean_characters

__all__ = ["FeedDocument", "FeedItem", "plain", "site_name"]

_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_SEPARATOR = re.compile(r"\s+[-–—|>»·•:/]\s+|\s*[|»•]\s*|:\s+")


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """What one feed document holds; nothing but `problem` where it cannot be read."""

    #: `rss20`, `atom10`, `json11`, `sitemap`, `sitemapindex`, ...; empty where it cannot be read
    version: str = ""
    title: str | None = None
    #: the home page of the site
    link: str | None = None
    #: where the document says it lives
    self_link: str | None = None
    language: str | None = None
    publisher: str | None = None
    #: minutes for which it asks not to be polled again (RSS `ttl`)
    ttl: int | None = None
    items: tuple[FeedItem, ...] = ()
    #: items beyond the cap
    items_left_out: int = 0
    #: addresses of the sitemaps that a sitemap index lists
    sitemaps: tuple[str, ...] = ()
    #: what was wrong with the document as a whole
    repairs: tuple[Repair, ...] = ()
    #: why the document cannot be read
    problem: Repair | None = None


def plain(value: object, is_html: bool = True) -> str | None:
    """Return a value as one line of plain text, mark-up and entities resolved; None where nothing is left."""
    if not isinstance(value, str):
        return None
    text = html.unescape(_TAG.sub(" " if "<br" in value or "<p" in value else "", value)) if is_html else value
    return " ".join(clean_characters(text)[0].split()) or None


def site_name(title: str | None, host: str | None) -> str | None:
    """Return the part of a feed's title that names the site: the one that its host's name agrees with.

    None where no part does: a title such as `Top stories` names no publisher.
    """
    if not title or not host:
        return None
    labels = [label for label in host.lower().split(".")[:-1] if label not in ("www", "feeds", "rss", "feed")]
    for part in (*_SEPARATOR.split(title), title):
        words = re.findall(r"\w+", part.lower())
        squashed, initials = "".join(words), "".join(word[0] for word in words)
        for label in labels:
            name = re.sub(r"\W", "", label)
            if len(name) > 1 and (name == initials or name in squashed or (len(squashed) > 3 and squashed in name)):
                return part.strip()
    return None
