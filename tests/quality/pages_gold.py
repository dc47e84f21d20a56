"""The labelled pages and plain texts of this folder.

A page of `pages/html` begins with a comment `<!-- gold {...} -->` and carries its labels in attributes `data-gold`:
`body`, `furniture:REASON`, `title`, `byline`, `date` or `either` (keeping it is neither right nor wrong). A text of
`pages/texts` begins with a line `# {...}`, each other line with `+ ` (body), `- REASON: ` (furniture), `= ` (title)
or `? ` (either); two spaces continue the line above. What a reader of the page gets is the same without all these.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html

from schemas import Page, PageKind

PAGES_DIR = Path(__file__).parent / "pages"

_HEADER = re.compile(rb"\A<!-- gold (\{.*?\}) -->\n")
_LABEL = re.compile(rb'\s+data-gold="[^"]*"')
_LINE = re.compile(r"(?P<mark>[+=?] |- (?P<reason>[a-z-]+): )(?P<text>.*)")
_MARKS = {"+": "body", "=": "furniture", "?": "either", "-": "furniture"}


@dataclass(frozen=True, slots=True)
class GoldBlock:
    """One labelled stretch of a page."""

    text: str
    #: `body`, `furniture` or `either`
    part: str
    #: why it is furniture
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page as the project would get it, and what is true of it."""

    name: str
    page: Page
    #: `article`, `live`, `gallery`, `paywall`, `section` or `home`
    kind: str
    blocks: tuple[GoldBlock, ...]
    #: None where the page does not say
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    #: day of publication where it was published
    published: date | None
    language: str


@cache
def html_pages() -> tuple[GoldPage, ...]:
    """Read the labelled HTML pages, in order of their names."""
    return tuple(_html_page(path) for path in sorted((PAGES_DIR / "html").glob("*.html")))


@cache
def text_pages() -> tuple[GoldPage, ...]:
    """Read the labelled plain texts, in order of their names."""
    return tuple(_text_page(path) for path in sorted((PAGES_DIR / "texts").glob("*.txt")))


def _gold(name: str, facts: dict[str, Any], page: Page, blocks: list[GoldBlock]) -> GoldPage:
    return GoldPage(
        name=name,
        page=page,
        kind=facts.get("kind", "article"),
        blocks=tuple(blocks),
        title=facts["title"] or None,
        authors=tuple(facts["authors"]),
        publisher=facts.get("publisher"),
        published=date.fromisoformat(facts["published"]) if facts["published"] else None,
        language=facts["language"],
    )


def _html_page(path: Path) -> GoldPage:
    labelled = path.read_bytes()
    header = _HEADER.match(labelled)
    if header is None:
        raise ValueError(f"{path.name} has no comment `gold`")
    facts = json.loads(header[1])
    labelled = labelled[header.end() :]
    # a page that scripts fill in has no element to carry the label
    blocks = [GoldBlock(text, "body") for text in facts.get("body", ())]
    for element in html.document_fromstring(labelled).iter():
        label = element.get("data-gold") if isinstance(element.tag, str) else None
        if label:
            part, _, reason = label.partition(":")
            if part in ("title", "byline", "date"):
                part, reason = "furniture", part
            if part not in ("body", "furniture", "either"):
                raise ValueError(f"{path.name}: no such label: {label}")
            rows = _rows(element) if part == "body" else [" ".join(_words(element))]
            blocks += [GoldBlock(row, part, reason) for row in rows]
    page = Page(path.name, PageKind.HTML, _LABEL.sub(b"", labelled), url=facts["url"])
    return _gold(path.stem, facts, page, blocks)


def _rows(element: html.HtmlElement) -> list[str]:
    """The text of an element, cut at its line breaks."""
    rows = [(element.text or "").split()]
    for child in element:
        if child.tag == "br":
            rows.append([])
        elif isinstance(child.tag, str) and child.get("data-gold") is None:
            rows[-1] += _words(child)
        rows[-1] += (child.tail or "").split()
    return [" ".join(row) for row in rows if row]


def _words(element: html.HtmlElement) -> list[str]:
    """The words of an element, without those of scripts and of parts with a label of their own."""
    words = (element.text or "").split()
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("script", "style") and child.get("data-gold") is None:
            words += _words(child)
        words += (child.tail or "").split()
    return words


def _text_page(path: Path) -> GoldPage:
    head, _, rest = path.read_text(encoding="utf-8").partition("\n")
    facts = json.loads(head.removeprefix("# "))
    blocks: list[GoldBlock] = []
    plain = []
    for number, row in enumerate(rest.split("\n"), start=2):
        match = _LINE.fullmatch(row)
        if match:
            part = _MARKS[match["mark"][0]]
            reason = match["reason"] or ("title" if match["mark"] == "= " else "")
            blocks.append(GoldBlock(match["text"], part, reason))
            plain.append(match["text"])
        elif row.startswith("  ") and blocks:
            blocks[-1] = GoldBlock(f"{blocks[-1].text} {row[2:]}", blocks[-1].part, blocks[-1].reason)
            plain.append(row[2:])
        elif row:
            raise ValueError(f"{path.name}, line {number}: no label")
        else:
            plain.append("")
    return _gold(path.stem, facts, Page(path.name, PageKind.TEXT, "\n".join(plain)), blocks)
