"""The article that a page carries as data for its scripts, where its mark-up shows the beginning only."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html

#: what editors' rich text is known by, before the cost of parsing it: public formats of content systems (trees of
#: nodes of a `type` or `nodeType` "paragraph", Draft.js's "unstyled" blocks, ANS's `content_elements`)
_RICH = re.compile(r'"paragraph"|"unstyled"|"content_elements"')
_LARGEST = 5_000_000
_DEEPEST = 60
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z][^<>]*>")


def script_body(tree: html.HtmlElement) -> str:
    """Read the fullest rich text in a page's scripts, its paragraphs by blank lines; empty where there is none."""
    best = ""
    for script in tree.iter("script"):
        if "json" not in (script.get("type") or ""):
            continue
        text = script.text or ""
        if len(text) > _LARGEST or not _RICH.search(text):
            continue
        try:
            bodies = list(_bodies(json.loads(text, strict=False), _DEEPEST))
        except (ValueError, RecursionError):
            continue
        best = max([best, *bodies], key=len)
    return best


def _bodies(value: Any, depth: int) -> Iterator[str]:
    """Yield the text of each list that holds paragraphs."""
    if depth == 0:
        return
    if isinstance(value, list):
        paragraphs = [text for text in map(_paragraph, value) if text]
        if len(paragraphs) > 1:
            yield "\n\n".join(paragraphs)
            return
    inner = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    for item in inner:
        yield from _bodies(item, depth - 1)


def _paragraph(node: Any) -> str:
    """The text of a node that is a paragraph or a heading; empty for any other."""
    if not isinstance(node, dict):
        return ""
    kind = node.get("type") or node.get("nodeType")
    if not isinstance(kind, str):
        return ""
    if kind in ("paragraph", "heading", "unstyled", "header-two", "header-three"):
        return _clean("".join(_words(node, 12)))
    if kind == "text" and isinstance(node.get("content"), str):
        return _clean(node["content"])
    return ""


def _words(node: Any, depth: int) -> Iterator[str]:
    """Yield the words of a node's leaves in order."""
    if depth == 0 or not isinstance(node, dict):
        return
    for name in ("text", "value"):
        if isinstance(node.get(name), str):
            yield node[name]
            return
    for name in ("content", "children"):
        inner = node.get(name)
        if isinstance(inner, str):
            yield inner
        elif isinstance(inner, list):
            for item in inner:
                yield from _words(item, depth - 1)


def _clean(text: str) -> str:
    return " ".join(_MARKUP.sub("", entities.unescape(text)).split())
