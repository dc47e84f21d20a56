"""Where a page says its site's feeds are, and where feeds usually are."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from transforms.text.decoding import decode
from transforms.text.inputs.problems import InputProblem
from transforms.text.inputs.stated import web_address

#: places where the common publishing systems put their feeds and news sitemaps
USUAL = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/news-sitemap.xml")
#: candidates of one page: some link a feed for each topic
_MOST = 60

_TYPE = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|(?:text|application)/xml", re.IGNORECASE)
_LOOKS = re.compile(r"(?:^|[/._-])(?:rss|atom|feeds?)(?:$|[/._-])|\.rss$|\.atom$", re.IGNORECASE)


def stated_feeds(content: bytes, charset: str | None, url: str) -> list[str]:
    """Return the feeds that a page names in its head, and then links that look like feeds, each once."""
    try:
        text, _ = decode(content, charset)
        tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (InputProblem, etree.LxmlError, ValueError, AssertionError):
        return []
    base = urljoin(url, next((item.get("href") for item in tree.iter("base") if item.get("href")), url) or url)
    named = [
        item.get("href")
        for item in tree.iter("link")
        if "alternate" in (item.get("rel") or "").lower().split() and _TYPE.match(item.get("type") or "")
    ]
    linked = [item.get("href") for item in tree.iter("a") if _LOOKS.search(_path(item.get("href") or ""))]
    found = (web_address(href, base) for href in (*named, *linked) if href)
    return list(dict.fromkeys(address for address in found if address))[:_MOST]


def _path(href: str) -> str:
    try:
        return urlsplit(href).path
    except ValueError:
        return ""


def sitemaps_of(robots: bytes) -> list[str]:
    """Return the sitemaps that a robots.txt names, those of news first."""
    lines = re.findall(rb"(?im)^\s*sitemap\s*:\s*(\S+)", robots)
    found = [address for line in lines if (address := web_address(line.decode("utf-8", "replace")))]
    return sorted(dict.fromkeys(found), key=lambda address: "news" not in address.lower())[:_MOST]
