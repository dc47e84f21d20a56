"""What a page says of its article: title, authors, date, publisher, address, each with where it was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lxml import html

from schemas import Page
from transforms.text.characters import normalise
from transforms.text.pages import titles
from transforms.text.pages.bylines import Byline, read_byline
from transforms.text.pages.datelines import Dateline, read_dateline
from transforms.text.pages.keys import key
from transforms.text.pages.lines import Line
from transforms.text.pages.linked_data import Stated
from transforms.text.pages.metas import Metas, first_of
from transforms.text.pages.publishers import publisher_of, site_names


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it was found."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts of a page; None where it states nothing that can be believed."""

    title: Found | None
    byline: Byline
    dateline: Dateline
    publisher: Found | None
    canonical_url: str | None
    language: str | None


def read_metadata(
    tree: html.HtmlElement,
    meta: Metas,
    canonical: str | None,
    lines: list[Line],
    stated: Stated,
    page: Page,
    latest: datetime | None,
    body: int,
) -> Metadata:
    """Read the facts of a page of which `canonical` is the address it gives itself.

    `body` is the index in `lines` of the article's first line.
    """
    names = site_names(meta, stated, page.url or canonical)
    title = titles.choose(
        [line.text for line in lines if line.node.tag == "h1"],
        stated.title,
        first_of(meta, "og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"),
        normalise(tree.findtext(".//title") or "")[:2_000],
        names,
        _above(lines[:body]),
    )
    top = _top(lines, title[0] if title else "", body)
    publisher = publisher_of(meta, stated, page.url or canonical, normalise(tree.findtext(".//title") or ""))
    return Metadata(
        Found(*title) if title else None,
        read_byline(tree, meta, stated, top, names),
        read_dateline(tree, meta, stated, top, page.url or canonical, latest or page.fetched_at),
        Found(*publisher) if publisher else None,
        canonical,
        _language(tree, meta, stated),
    )


def _language(tree: html.HtmlElement, meta: Metas, stated: Stated) -> str | None:
    return tree.get("lang") or stated.language or first_of(meta, "og:locale", "content-language") or None


def _above(lines: list[Line]) -> str:
    """The last heading under h1 in the few lines above the text, the larger first; empty without one."""
    for tag in ("h2", "h3"):
        found = [line.text for line in lines[-6:] if line.node.tag == tag and line.link_density < 0.5]
        if found:
            return found[-1]
    return ""


def _top(lines: list[Line], title: str, body: int) -> list[Line]:
    """The lines around headline and byline: from the headline to the article's first line, and a little further."""
    same = key(title)
    starts = [i for i, line in enumerate(lines[: body + 1]) if same and line.key == same]
    heads = [i for i in starts if lines[i].node.tag == "h1"] or starts[-1:]
    start = heads[0] if heads else max(0, body - 12)
    return lines[max(0, start - 3) : max(start, body) + 4]
