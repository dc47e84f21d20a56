"""Pages that are no article: front pages, sections and other lists of teasers, told by what stands on them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from schemas import BlockKind
from transforms.text.pages.lines import Line
from transforms.text.pages.linked_data import Stated
from transforms.text.urls import is_home

_WORD = re.compile(r"[^\W\d_]{2,}")
#: a path that names a part of a site: words only, none of them a slug
_SECTION_PATH = re.compile(r"^(?:/(?:[a-z]+(?:-[a-z]+)?|(?:page|p)/\d+)){1,3}/?$", re.I)
_PLAIN_TYPE = re.compile(r"article|posting|report|recipe|review", re.I)
#: shorter links are the site's own menu: a headline has as many words at least
_HEADLINE_WORDS = 4
#: so many teasers make a list; an article's page shows as many, but not in the midst of its text
_MANY = 4
#: that many paragraphs, and that share of all, below linked headlines say it alone: of 251 articles the
#: one that lists its readers' posts reaches .69
_PLAINLY = 6, 0.8
#: points from which a page is no article, which seven fronts reach and none of 251 articles
_ENOUGH = 4


#: headings of pages that stand for one that is not there, whole, on pages with so little text
_NOTHING_THERE = re.compile(
    r"^\W*(?:(?:error\W*)?40[34]\b.{0,40}|(?:sorry\W+)?(?:(?:the|this)\s+)?page\s+(?:was\s+)?(?:not\s+found|unavailable)|"
    r"not\s+found|access\s+denied|forbidden|seite\s+nicht\s+gefunden|page\s+(?:introuvable|non\s+trouvée)|"
    r"página\s+no\s+encontrada)\W*$",
    re.I,
)
_LITTLE = 500


def front_of(
    found: list[Line], chosen: list[Line], stated: Stated, meta: dict[str, list[str]], addresses: tuple[str | None, ...]
) -> str | None:
    """Say what makes a page a front, a section or a notice that nothing is there; None for an article.

    `chosen` are the lines of `found` that were taken for its article; `addresses` what the page is known by.
    """
    chosen = chosen or found
    headings = [line.text for line in found if line.node.tag == "h1"]
    if any(map(_NOTHING_THERE.match, headings)) and sum(len(line.text) for line in chosen) < _LITTLE:
        return "says that the page is not there"
    points = 0
    seen: list[str] = []

    def add(number: int, what: str) -> None:
        nonlocal points
        points += number
        seen.append(what)

    led, prose = _led(found, chosen)
    if 0 < led == prose < _MANY:  # one teaser was taken for an article: so are the others on the page teasers
        led, prose = _led(found, found)
    if led >= _MANY and led >= 0.5 * prose:
        add(3 + (led >= _PLAINLY[0] and led >= _PLAINLY[1] * prose), f"{led} of {prose} paragraphs are teasers")
    linked = [line for line in chosen if _is_headline(line)]
    if len(linked) >= _MANY and 2 * len(linked) >= len(chosen):
        add(3, f"{len(linked)} of {len(chosen)} lines are links")
    known = [address for address in addresses if address]
    if any(map(is_home, known)):
        add(3, "its address is a site's home")
    elif any(_SECTION_PATH.match(urlsplit(address).path) for address in known):
        add(1, "its address is a section's")
    kind = " ".join(meta.get("og:type", ())).lower()
    if "website" in kind:
        add(1, "it calls itself a website")
    if stated.listing:
        add(1, "its data describe a list")
    if "article" in kind or _PLAIN_TYPE.search(stated.type):
        points -= 3
    if stated.published or meta.get("article:published_time"):
        points -= 2
    return "looks like a front page or a list of articles: " + ", ".join(seen) if points >= _ENOUGH else None


def _is_headline(line: Line) -> bool:
    return line.link_density > 0.8 and line.node.tag != "h1" and len(_WORD.findall(line.text)) >= _HEADLINE_WORDS


def _led(found: list[Line], chosen: list[Line]) -> tuple[int, int]:
    """Count the chosen paragraphs whose line before is a linked headline or the end of a teaser, and all of them."""
    taken = set(map(id, chosen))
    led = prose = 0
    before: list[Line] = []
    for line in found:
        if id(line) in taken and line.link_density < 0.5 and len(line.key) >= 25:
            prose += 1
            led += any(map(_is_headline, before[-2:]))
        before.append(line)
    return led, prose


def form_of(found: list[Line], chosen: list[Line], stated: Stated, meta: dict[str, list[str]]) -> str | None:
    """Name the form of a page that is no single text, or no news: live blog, gallery, forum thread, product page.

    None for an article. The last two are believed where the page says so of itself.
    """
    if "liveblogposting" in stated.type.lower():
        return "live blog"
    if "discussionforumposting" in stated.type.lower():
        return "forum thread"
    if any(value.lower().startswith("product") for value in meta.get("og:type", ())) and not _PLAIN_TYPE.search(
        stated.type
    ):
        return "product page"
    captions = sum(line.kind is BlockKind.CAPTION for line in found)
    prose = sum(len(line.text) > 60 for line in chosen)
    kind = " ".join(meta.get("og:type", ())).lower() + stated.type.lower()
    return "gallery" if "gallery" in kind or (captions >= _MANY and captions > 3 * prose) else None
