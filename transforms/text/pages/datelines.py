"""When a page says its article was published: in its data, head and stamps, under the headline, in its address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml import html

from transforms.text.pages.dates import date_in_url, find_date, mislabelled, parse_date, plausible
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
            return Dateline(moment, source, tuple(bad))
    in_url = date_in_url(url) if url else None
    for text in stamps:
        moment = parse_date(text)
        # the times of comments and of other articles are stamped as well
        close = in_url is None or moment is None or abs((moment - in_url).days) <= 2
        if close and good(moment, text):
            return Dateline(moment, "text", tuple(bad))
    for line in sorted(top, key=lambda line: bool(_CHANGED.search(line.text))):
        near = [node.names for _, node in zip(range(2), line.node.chain(), strict=False)]
        if len(line.text) < 160 and (len(line.text) < 60 or _DATELINE.search(" ".join(near))):
            moment = find_date(line.text)
            if good(moment, line.text):
                return Dateline(moment, "text", tuple(bad))
    given = good(in_url, url or "")
    return Dateline(in_url if given else None, "url" if given else None, tuple(bad))
