"""What a page's JSON-LD states about its article (schema.org), however untidily it is written."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import html

#: schema.org types that are articles; the others on a page describe the site, its people, the trail to the page
_ARTICLE = re.compile(r"article|posting|report|review|recipe|howto|analysis|webpage|creativework$", re.I)
_PLAIN = re.compile(r"article|posting|report", re.I)
#: schema.org types that are pages of links
_LISTING = re.compile(r"\b(?:collectionpage|searchresultspage|profilepage|itemlist|website)\b", re.I)
#: schema.org types that name the outlet
_SITE = re.compile(r"^(?:website|newsmediaorganization|radiostation|televisionstation)$", re.I)
_DEEPEST = 6
_LARGEST = 2_000_000
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z][^<>]*>")
_BREAKS = re.compile(r"<\s*/?\s*(?:p|br|div|li|h\d|blockquote)\b[^<>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Stated:
    """The article as its page's data state it; empty where they are silent."""

    type: str = ""
    title: str = ""
    #: names as written, people and others
    authors: tuple[str, ...] = ()
    #: the agency or office it is from, where stated
    sources: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    #: articleBody, paragraphs by blank lines where it says so
    body: str = ""
    description: str = ""
    #: `isAccessibleForFree`, where stated
    free: bool | None = None
    #: the data describe a list of pages, and no article
    listing: bool = False


def stated(tree: html.HtmlElement) -> Stated:
    """Read the node that describes the page's article, the fullest where there are several."""
    nodes: list[dict[str, Any]] = []
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        nodes.extend(_nodes(_load(script.text or ""), _DEEPEST))
    names = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and ("name" in n or "headline" in n)}
    articles = [node for node in nodes if _ARTICLE.search(_type(node))]
    best = max(articles, key=_fullness, default=None)
    listing = any(_LISTING.search(_type(node)) for node in nodes)
    if best is None:
        return Stated(listing=listing, publisher=_site(nodes))
    read = _read(best, names)
    return replace(read, listing=listing and not _PLAIN.search(read.type), publisher=read.publisher or _site(nodes))


def _site(nodes: list[dict[str, Any]]) -> str:
    """The name of the site's own node, for pages whose article names no publisher."""
    return next(
        (_text(node.get("name")) for node in nodes if _SITE.search(_type(node)) and _text(node.get("name"))), ""
    )


def _type(node: dict[str, Any]) -> str:
    kinds = node.get("@type")
    return " ".join(str(kind) for kind in kinds) if isinstance(kinds, list) else str(kinds or "")


def _fullness(node: dict[str, Any]) -> tuple[int, int, int]:
    fields = sum(bool(node.get(name)) for name in ("headline", "author", "datePublished", "articleBody", "publisher"))
    return bool(_PLAIN.search(_type(node))), fields, len(str(node.get("articleBody") or ""))


def _load(text: str) -> Any:
    """Read JSON as sites write it: raw line breaks, HTML comments, a stray comma; None if that does not help."""
    if len(text) > _LARGEST:
        return None
    text = (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", text).strip().rstrip(";")
    )
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text), entities.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "author", "publisher", "hasPart"):
            if isinstance(value.get(name), (list, dict)):
                yield from _nodes(value[name], depth - 1)


def _read(node: dict[str, Any], names: dict[str, dict[str, Any]]) -> Stated:
    main = node.get("mainEntityOfPage")
    return Stated(
        type=_type(node),
        title=_text(node.get("headline")) or _text(node.get("name")),
        authors=tuple(_names(node.get("author") or node.get("creator"), names)),
        sources=tuple(_names(node.get("sourceOrganization"), names)),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")) or _text(node.get("uploadDate")),
        modified=_text(node.get("dateModified")),
        publisher=next(iter(_names(node.get("publisher"), names)), ""),
        url=_text(node.get("url")) or _text(main) or (_text(main.get("@id")) if isinstance(main, dict) else ""),
        language=_text(node.get("inLanguage")),
        body=_body(node.get("articleBody")),
        description=_text(node.get("description")),
        free=_flag(node.get("isAccessibleForFree")),
    )


def _text(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    if not isinstance(value, str):
        return ""
    return " ".join(_MARKUP.sub(" ", entities.unescape(entities.unescape(value))).split())


def _names(value: Any, names: dict[str, dict[str, Any]]) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield _text(item)
        elif isinstance(item, dict):
            known = names.get(str(item.get("@id")), {})
            name = item.get("name") or known.get("name")
            for one in name if isinstance(name, list) else [name]:
                if _text(one):
                    yield _text(one)


def _body(value: Any) -> str:
    """The body as paragraphs; mark-up in it, escaped or not, is read as mark-up."""
    if isinstance(value, list):
        value = "\n\n".join(item for item in value if isinstance(item, str))
    if not isinstance(value, str):
        return ""
    text = entities.unescape(entities.unescape(value))
    if _MARKUP.search(text):
        text = _MARKUP.sub("", _BREAKS.sub("\n\n", text))
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n|\r?\n", text) if part.strip())


def _flag(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(str(value).strip().lower())
