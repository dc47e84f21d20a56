"""Headlines: which of the page's titles is the article's, and the name of the site taken off it."""

from __future__ import annotations

import re

from transforms.text.characters import normalise
from transforms.text.pages.keys import key

#: longer than any headline; what is longer is the body or a broken page
LONGEST = 400
#: words of a headline; a site's name has fewer
_SHORTEST = 4
_SEPARATOR = re.compile(r"\s+[|–—\-·•»«:/~]+\s+|\s*[|»«•]\s*")
_HEAD_SEPARATOR = re.compile(rf"{_SEPARATOR.pattern}|:\s+")
_WORD = re.compile(r"\w+")
_CUT = re.compile(r"(?:\.\.\.|…)$")


def strip_site(title: str, names: tuple[str, ...]) -> str:
    """Take the name of the site off either end of a title, with whatever section stands between.

    `names` are the names the site goes by, its domain among them.
    """
    keys = {key(name) for name in names if len(key(name)) > 2}
    keys |= {k.removeprefix("the") for k in keys if len(k) > 6}
    found = title
    for match in reversed(list(_SEPARATOR.finditer(title))):
        tail = key(title[match.end() :]).removeprefix("the")
        if tail and any(
            tail == k or (len(tail) > 5 and (tail in k or (k in tail and len(k) > 0.5 * len(tail)))) for k in keys
        ):
            found = title[: match.start()]
            break
    head = _HEAD_SEPARATOR.search(found)
    if head and key(found[: head.start()]).removeprefix("the") in keys:
        found, mark = found[head.end() :], head[0]
        section, _, rest = found.partition(mark)
        if mark.strip() != ":" and rest and section.count(" ") < 2:
            found = rest
    return found.strip() or title


def choose(
    headings: list[str], headline: str, shared: str, page: str, names: tuple[str, ...], above: str = ""
) -> tuple[str, str] | None:
    """Choose among the headings (h1), JSON-LD's headline, the title for sharing (og) and the page's title.

    Gives the title and where it was found: `h1`, `jsonld`, `meta`, `title` or `heading`. A heading that shares words
    with one of the others is the headline as readers see it; the others may be shortened or written for search
    engines. `above` is the lesser heading right above the text: the headline of pages whose titles name the site only.
    """
    found = _choose(headings, headline, shared, page, names)
    if len(_WORD.findall(above)) < _SHORTEST or len(above) > LONGEST:
        return found
    plain = found is None or (len(_WORD.findall(found[0])) < _SHORTEST and key(found[0]) not in key(above))
    return (normalise(above), "heading") if plain and not (headline or shared) else found


def _choose(
    headings: list[str], headline: str, shared: str, page: str, names: tuple[str, ...]
) -> tuple[str, str] | None:
    others = [
        (strip_site(normalise(text), names), source)
        for text, source in ((headline, "jsonld"), (shared, "meta"), (page, "title"))
        if text.strip()
    ]
    best, score = None, 0.0
    for heading in headings[:8]:
        heading = normalise(heading)
        words = set(_WORD.findall(heading.casefold()))
        if not words or len(heading) > LONGEST:
            continue
        for text, _ in others:
            theirs = set(_WORD.findall(text.casefold()))
            overlap = 2 * len(words & theirs) / max(1, len(words) + len(theirs))
            if overlap > score:
                best, score = heading, overlap
    if best is not None and score >= 0.45:
        return strip_site(best, names), "h1"
    if len(headings) == 1 and best is not None and len(_WORD.findall(best)) >= 4:
        return strip_site(best, names), "h1"
    whole = [item for item in others if not _CUT.search(item[0])] or others
    if whole:
        return whole[0]
    plain = [normalise(h) for h in headings if len(_WORD.findall(h)) >= 3 and len(h) <= LONGEST]
    return (plain[0], "h1") if len(plain) == 1 else None


def shorten(title: str) -> str:
    """Cut a title that cannot be one at the last word within the limit."""
    return title if len(title) <= LONGEST else title[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:-") + " …"
