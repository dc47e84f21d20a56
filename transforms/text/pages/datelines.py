"""When a page says its article was published: in its data, head and stamps, under the headline, in its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from lxml import html

from transforms.text.pages.dates import date_in_url, find_date, mislabelled, parse_date, parse_numeric, plausible
from transforms.text.pages.lines import Line
from transforms.text.pages.linked_data import Stated
from transforms.text.pages.metas import Metas

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
#: any other name that says so ("nastooh:publishdate", "lastPublishedDate", "time.release")
_LIKE_DATE = re.compile(
    r"publi(?:sh|cation)|pub[-_.:]?(?:date|time)|(?:date|time)[-_.:]?(?:created|issued|release)|created|issued"
)
#: and names that say another thing with such words
_NOT_DATE = re.compile(r"modifi|updat|publisher|expir|unpublish|article:author|https?:")
#: when it was changed: on three of four of 172 news pages the day it was published
_CHANGE_METAS = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "last-modified")
#: a page that was changed so short a time before it was got was made when it was asked for
_JUST_NOW = timedelta(hours=1)
#: who writes the day before the month
_DAY_FIRST = re.compile(r"^en[-_](?!us)|^(?!en)[a-z]{2}", re.I)
_DATELINE = re.compile(
    r"(?<![a-z])(?:date|dateline|time|timestamp|published|posted|pub-?date|datetime|publish\w*)(?![a-z])|byline"
)
_CHANGED = re.compile(r"\b(?:updated|modified|last\s+update|first\s+published)\b", re.I)


@dataclass(frozen=True, slots=True)
class Dateline:
    """When an article was published, and where that was found."""

    published: datetime | None
    source: str | None
    #: dates that were found and cannot be right
    bad: tuple[str, ...] = ()


def read_dateline(
    tree: html.HtmlElement,
    meta: Metas,
    stated: Stated,
    top: list[Line],
    url: str | None,
    latest: datetime | None,
) -> Dateline:
    """Read when it was published; `top` are the lines around the headline, `latest` what no date lies a day after."""
    bad: list[str] = []

    def good(moment: datetime | None, text: str) -> bool:
        if moment is not None and not plausible(moment, latest):
            bad.append(text[:60])
            return False
        return moment is not None

    stamps = [e.get("datetime") or e.get("content") or e.text_content()[:80] for e in _stamped(tree)]
    candidates = [(stated.published, "jsonld")]
    candidates += [(value, "meta") for name in _DATE_METAS for value in meta.get(name, ())[:1]]
    if len(candidates) > 1 and mislabelled(stated.published, candidates[1][0]):
        # a common plugin puts the site's zone behind a time of UTC in its JSON-LD; what the page stamps decides
        stamped = parse_date(stated.published) in map(parse_date, stamps)
        candidates = candidates if stamped else candidates[1:]
    candidates += [(value, "meta") for value in _like_dates(meta)]
    american = not _DAY_FIRST.match(tree.get("lang") or stated.language or "") and not _country(url)
    for text, source in candidates:
        moment = parse_date(text) if text else None
        if moment is None and re.match(r"\s*\d{4,}-", text):
            bad.append(text[:60])
        if good(moment, text):
            return Dateline(moment, source, tuple(bad))
    for text, source in candidates:
        if good(moment := parse_numeric(text[:40], american), text):
            return Dateline(moment, source, tuple(bad))
    in_url = date_in_url(url) if url else None
    for text in stamps:
        moment = _read(text, american)
        # the times of comments and of other articles are stamped as well
        close = in_url is None or moment is None or abs((moment - in_url).days) <= 2
        if close and good(moment, text):
            return Dateline(moment, "text", tuple(bad))
    for line in sorted(top, key=lambda line: bool(_CHANGED.search(line.text))):
        near = [node.names for _, node in zip(range(2), line.node.chain(), strict=False)]
        if len(line.text) < 160 and (len(line.text) < 60 or _DATELINE.search(" ".join(near))):
            moment = find_date(line.text) or parse_numeric(line.text, american)
            if good(moment, line.text):
                return Dateline(moment, "text", tuple(bad))
    if good(in_url, url or ""):
        return Dateline(in_url, "url", tuple(bad))
    changes = [(stated.modified, "jsonld"), *((meta[name][0], "meta") for name in _CHANGE_METAS if name in meta)]
    for text, source in changes:
        moment = _read(text, american)
        if moment and good(moment, text) and not (latest and moment > latest - _JUST_NOW):
            return Dateline(moment, source, tuple(bad))
    return Dateline(None, None, tuple(bad))


def _stamped(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The first elements that stamp a time: those that say what it is, those of the article, any others."""
    found = [
        *tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate]")[:3],
        *tree.xpath("//article//time | //header//time")[:6],
        *tree.xpath("//time")[:6],
    ]
    return list(dict.fromkeys(found))[:6]


def _like_dates(meta: Metas) -> Iterator[str]:
    """What stands under names that are in no list, and say that it is the time of publication."""
    for name, values in meta.items():
        if name not in _DATE_METAS and _LIKE_DATE.search(name) and not _NOT_DATE.search(name):
            yield values[0]


def _read(text: str, american: bool) -> datetime | None:
    """Read a date that stands alone, in words or in numbers."""
    return (parse_date(text) or parse_numeric(text[:40], american)) if text else None


def _country(url: str | None) -> bool:
    """Tell whether a site lies in a country's own domain, the United States' left out."""
    try:
        domain = (urlsplit(url or "").hostname or "").rsplit(".", 1)[-1]
    except ValueError:
        return False
    return len(domain) == 2 and domain != "us"
