"""What a page says of its article: title, authors, date, publisher, address, each with where it was found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml import html

from schemas import Page
from transforms.text.characters import normalise
from transforms.text.pages import titles
from transforms.text.pages.authors import people
from transforms.text.pages.dates import date_in_url, find_date, mislabelled, parse_date, plausible
from transforms.text.pages.linked_data import Stated
from transforms.text.pages.markup import Line, key
from transforms.text.pages.publishers import publisher_of, site_names

_AUTHOR_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "byl",
    "cxenseparse:author",
    "article:author_name",
    "citation_author",
    "og:article:author",
    "authors",
)
_DATE_METAS = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "og:published_time",
    "originalpublicationdate",
    "article_date_original",
    "rnews:datepublished",
    "citation_date",
    "dc.created",
    "displaydate",
    "published_time",
    "last-modified-date",
)
_BYLINE = re.compile(
    r"(?<![a-z])(?:by-?line|author(?!i)\w*|writer|contributors?|attribution)(?![a-z])|byline|author-?name"
)
_BY_INSIDE = re.compile(r"\d.*\bby\s+(?=[A-Z])|\bas told to\s+")
_DATELINE = re.compile(
    r"(?<![a-z])(?:date|dateline|time|timestamp|published|posted|pub-?date|datetime|publish\w*)(?![a-z])|byline"
)
_STARTS_BY = re.compile(r"^\W*(?:(?:written|posted|reported|story|words|published)\s+)?by\b[\s:]+\S", re.I)
_CHANGED = re.compile(r"\b(?:updated|modified|last\s+update|first\s+published)\b", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it was found."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts of a page; None where it states nothing that can be believed."""

    title: Found | None
    authors: tuple[str, ...]
    authors_source: str | None
    published_at: datetime | None
    published_at_source: str | None
    publisher: Found | None
    canonical_url: str | None
    language: str | None
    #: dates that were found and cannot be right
    bad_dates: tuple[str, ...] = ()


def metas(tree: html.HtmlElement) -> dict[str, list[str]]:
    """Gather the page's <meta> by lower-case name or property."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content[:5_000])
    return found


def read_metadata(
    tree: html.HtmlElement, lines: list[Line], stated: Stated, page: Page, latest: datetime | None, body: int
) -> Metadata:
    """Read the facts of a page; `body` is the index in `lines` of the article's first line."""
    meta = metas(tree)
    canonical = canonical_of(tree, meta, stated)
    names = site_names(meta, stated, page.url or canonical)
    title = titles.choose(
        [line.text for line in lines if line.node.tag == "h1"],
        stated.title,
        _first(meta, "og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"),
        normalise(tree.findtext(".//title") or "")[:2_000],
        names,
    )
    top = _top(lines, title[0] if title else "", body)
    authors, authors_source = _authors(tree, meta, stated, top, names)
    published, date_source, bad = _published(tree, meta, stated, top, page.url or canonical, latest or page.fetched_at)
    publisher = publisher_of(meta, stated, page.url or canonical, normalise(tree.findtext(".//title") or ""))
    return Metadata(
        Found(*title) if title else None,
        authors,
        authors_source,
        published,
        date_source,
        Found(*publisher) if publisher else None,
        canonical,
        _language(tree, meta, stated),
        bad,
    )


def _first(meta: dict[str, list[str]], *names: str) -> str:
    return next((meta[name][0] for name in names if name in meta), "")


def canonical_of(tree: html.HtmlElement, meta: dict[str, list[str]], stated: Stated) -> str | None:
    """Name the address a page states for itself; None if it states none."""
    links = [e.get("href", "") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    for address in (*links[:1], _first(meta, "og:url"), stated.url):
        if re.match(r"https?://", address.strip()):
            return address.strip()
    return None


def _language(tree: html.HtmlElement, meta: dict[str, list[str]], stated: Stated) -> str | None:
    return tree.get("lang") or stated.language or _first(meta, "og:locale", "content-language") or None


def _top(lines: list[Line], title: str, body: int) -> list[Line]:
    """The lines around headline and byline: from the headline to the article's first line, and a little further."""
    same = key(title)
    starts = [i for i, line in enumerate(lines[: body + 1]) if same and line.key == same]
    heads = [i for i in starts if lines[i].node.tag == "h1"] or starts[-1:]
    start = heads[0] if heads else max(0, body - 12)
    return lines[max(0, start - 3) : max(start, body) + 4]


def _authors(
    tree: html.HtmlElement, meta: dict[str, list[str]], stated: Stated, top: list[Line], names: tuple[str, ...]
) -> tuple[tuple[str, ...], str | None]:
    printed = _printed(tree, top, names)
    data = people(stated.authors, names)
    if data:
        # data that name more people than the byline name photographers and editors too
        fewer = printed and set(map(key, printed)) < set(map(key, data))
        return (printed, "byline") if fewer else (data, "jsonld")
    for name in _AUTHOR_METAS:
        found = people((v for v in meta.get(name, ()) if not v.startswith("http")), names)
        if found:
            return found, "meta"
    return printed, "byline" if printed else None


def _printed(tree: html.HtmlElement, top: list[Line], names: tuple[str, ...]) -> tuple[str, ...]:
    """The people in the printed byline: a line that begins "By", or that the mark-up calls one."""
    for i, line in enumerate(top):
        if _STARTS_BY.match(line.text) and len(line.text) < 200 and (found := _names_in(line, names)):
            return found
        inside = _BY_INSIDE.search(line.text[:160])
        if inside and (found := people([line.text[inside.end() :]], names, printed=True)):
            return found
        after = top[i + 1 : i + 2] if key(line.text) in ("by", "writtenby") else []
        if found := people((next_line.text for next_line in after), names, printed=True):
            return found
    linked = [e.text_content() for e in tree.xpath("//*[@rel='author' or @itemprop='author']")[:4]]
    if found := people((text for text in linked if len(text) < 120), names, printed=True):
        return found
    for line in top:
        near = [node.names for _, node in zip(range(2), line.node.chain(), strict=False)]
        if len(line.text) < 120 and _BYLINE.search(" ".join(near)) and (found := _names_in(line, names)):
            return found
    for line in top:
        if len(line.text) < 80 and find_date(line.text) and (found := people([line.text], names, printed=True)):
            return found
    return ()


def _names_in(line: Line, names: tuple[str, ...]) -> tuple[str, ...]:
    """The people of a byline: what is linked in it, or all of it."""
    return people((text for text in line.links if len(text) < 60), names, printed=True) or people(
        [line.text], names, printed=True
    )


def _published(
    tree: html.HtmlElement,
    meta: dict[str, list[str]],
    stated: Stated,
    top: list[Line],
    url: str | None,
    latest: datetime | None,
) -> tuple[datetime | None, str | None, tuple[str, ...]]:
    bad: list[str] = []

    def good(moment: datetime | None, text: str) -> bool:
        if moment is not None and not plausible(moment, latest):
            bad.append(text[:60])
            return False
        return moment is not None

    stamps = [
        e.get("datetime") or e.get("content") or ""
        for e in tree.xpath(
            "//*[@itemprop='datePublished'] | //time[@pubdate] | //header//time[@datetime] | //article//time[@datetime]"
            " | //time[@datetime]"
        )[:6]
    ]
    candidates = [(stated.published, "jsonld")]
    candidates += [(value, "meta") for name in _DATE_METAS for value in meta.get(name, ())[:1]]
    if len(candidates) > 1 and mislabelled(stated.published, candidates[1][0]):
        # a common plugin puts the site's zone behind a time of UTC in its JSON-LD; what the page stamps decides
        stamped = parse_date(stated.published) in map(parse_date, stamps)
        candidates = candidates if stamped else candidates[1:]
    for text, source in candidates:
        moment = parse_date(text) if text else None
        if moment is None and re.match(r"\s*\d{4,}-", text):
            bad.append(text[:60])
        if good(moment, text):
            return moment, source, tuple(bad)
    in_url = date_in_url(url) if url else None
    for text in stamps:
        moment = parse_date(text)
        # the times of comments and of other articles are stamped as well
        close = in_url is None or moment is None or abs((moment - in_url).days) <= 2
        if close and good(moment, text):
            return moment, "text", tuple(bad)
    for line in sorted(top, key=lambda line: bool(_CHANGED.search(line.text))):
        near = [node.names for _, node in zip(range(2), line.node.chain(), strict=False)]
        if len(line.text) < 160 and (len(line.text) < 60 or _DATELINE.search(" ".join(near))):
            moment = find_date(line.text)
            if good(moment, line.text):
                return moment, "text", tuple(bad)
    return (in_url, "url", tuple(bad)) if good(in_url, url or "") else (None, None, tuple(bad))
