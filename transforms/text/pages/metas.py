"""What stands in the head of a page: its `<meta>` and the address it gives itself."""

from __future__ import annotations

import re

from lxml import html

from transforms.text.pages.linked_data import Stated

Metas = dict[str, list[str]]


def metas(tree: html.HtmlElement) -> Metas:
    """Gather the page's <meta> by lower-case name or property."""
    found: Metas = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content[:5_000])
    return found


def first_of(meta: Metas, *names: str) -> str:
    """Give the first value of the first name that is there; empty without one."""
    return next((meta[name][0] for name in names if name in meta), "")


def canonical_of(tree: html.HtmlElement, meta: Metas, stated: Stated) -> str | None:
    """Name the address a page states for itself; None if it states none."""
    links = [e.get("href", "") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    for address in (*links[:1], first_of(meta, "og:url"), stated.url):
        if re.match(r"https?://", address.strip()):
            return address.strip()
    return None
