"""Who a page says wrote its article: in its data, in its head, in the line under the headline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html

from transforms.text.pages.authors import people
from transforms.text.pages.dates import find_date
from transforms.text.pages.keys import key
from transforms.text.pages.lines import Line
from transforms.text.pages.linked_data import Stated
from transforms.text.pages.metas import Metas

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
_BYLINE = re.compile(
    r"(?<![a-z])(?:by-?line|author(?!i)\w*|writer|contributors?|attribution)(?![a-z])|byline|author-?name"
)
_BY_INSIDE = re.compile(r"\d.*\bby\s+(?=[A-Z])|\bas told to\s+")
_STARTS_BY = re.compile(r"^\W*(?:(?:written|posted|reported|story|words|published)\s+)?by\b[\s:]+\S", re.I)


@dataclass(frozen=True, slots=True)
class Byline:
    """The people who signed, where they were found, and every signature as written, agencies among them."""

    people: tuple[str, ...]
    source: str | None
    written: tuple[str, ...]


def read_byline(tree: html.HtmlElement, meta: Metas, stated: Stated, top: list[Line], names: tuple[str, ...]) -> Byline:
    """Read who signed; `top` are the lines around the headline, `names` what the site goes by."""
    found, source = _authors(tree, meta, stated, top, names)
    heads = (value for name in _AUTHOR_METAS for value in meta.get(name, ()))
    signed = (line.text for line in top if len(line.text) < 120 and (_STARTS_BY.match(line.text) or _is_byline(line)))
    return Byline(found, source, tuple(dict.fromkeys((*stated.authors, *stated.sources, *heads, *signed))))


def _authors(
    tree: html.HtmlElement, meta: Metas, stated: Stated, top: list[Line], names: tuple[str, ...]
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
        if len(line.text) < 120 and _is_byline(line) and (found := _names_in(line, names)):
            return found
    for line in top:
        if len(line.text) < 80 and find_date(line.text) and (found := people([line.text], names, printed=True)):
            return found
    return ()


def _is_byline(line: Line) -> bool:
    """Tell a byline by the names the mark-up gives it."""
    near = [node.names for _, node in zip(range(2), line.node.chain(), strict=False)]
    return bool(_BYLINE.search(" ".join(near)))


def _names_in(line: Line, names: tuple[str, ...]) -> tuple[str, ...]:
    """The people of a byline: what is linked in it, or all of it."""
    return people((text for text in line.links if len(text) < 60), names, printed=True) or people(
        [line.text], names, printed=True
    )
