"""Outlets: the one name a site goes by."""

from __future__ import annotations

import re

from transforms.text.characters import normalise
from transforms.text.pages.keys import key
from transforms.text.pages.linked_data import Stated
from transforms.text.urls import site

_SITE_METAS = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "al:ios:app_name",
    "dc.publisher",
    "copyright",
)
#: what stands between the parts of a page's title
_PARTS = re.compile(r"\s+[|–—\-·•»«:/~]+\s+|\s*[|»«•]\s*|:\s+")
_LIKE_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)/?$")
#: what sites add to their names in these places
_TAIL = re.compile(r"\s+[|–—-]\s+.*$|\s*[®™©]+|\s*\((?:us|uk|au|in)\)$", re.I)


def publisher_of(
    meta: dict[str, list[str]], stated: Stated, url: str | None, title: str = ""
) -> tuple[str, str] | None:
    """Name the outlet of a page and say where the name was found (`meta`, `jsonld`, `title` or `url`).

    `title` is the page's own, in which a part that spells the domain is the outlet's name.
    """
    for text, source in ((meta.get("og:site_name", [""])[0], "meta"), (stated.publisher, "jsonld")):
        name = _clean(text)
        if name:
            return name, source
    domain = site(url) if url else None
    name = _clean(meta.get("application-name", [""])[0])
    if name:
        return name, "meta"
    label = key(domain.split(".", 1)[0]) if domain else ""
    for part in _PARTS.split(title[:500]):
        spelt = key(part).removeprefix("the")
        if len(spelt) > 3 and label.removeprefix("the").startswith(spelt) and len(spelt) > 0.6 * len(label):
            return normalise(part), "title"
    return (domain, "url") if domain else None


def _clean(text: str) -> str:
    name = _TAIL.sub("", normalise(text)).strip(" \t:|-–—")
    address = _LIKE_ADDRESS.match(name)
    if address and "/" in name:
        name = address[1]
    return name if 1 < len(name) <= 60 else ""


def site_names(meta: dict[str, list[str]], stated: Stated, url: str | None) -> tuple[str, ...]:
    """List what a site goes by, to tell its name from headlines and authors: stated names, and its domain."""
    names = [value for name in _SITE_METAS for value in meta.get(name, ())[:1]]
    names.append(stated.publisher)
    names += [value.lstrip("@") for value in meta.get("twitter:site", ())[:1]]
    domain = site(url) if url else None
    if domain:
        names += [domain, domain.split(".", 1)[0]]
    return tuple(dict.fromkeys(name for name in map(normalise, names) if 1 < len(name) <= 60))
