"""The blocks of text that a reader of a page would see, in reading order, each with its place in the mark-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from schemas import BlockKind, Reason
from transforms.text.pages.keys import key
from transforms.text.pages.markup import MAX_DEPTH, MAX_LINES, MAX_TEXT
from transforms.text.pages.tags import INLINE, KINDS, SEAMS, UNSEEN

#: where a name in camel case has its next word
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: attributes that name what an element is for
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component")
_NONE: dict[str, str] = {}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True, eq=False)
class Node:
    """An element that begins a line, as far as blocks need it; the tree above a block is a chain of these."""

    tag: str
    #: class, id, role and such, lower case, as one string
    names: str
    parent: Node | None
    index: int
    kind: BlockKind
    hidden: bool = False
    #: filled by those who judge: characters of evident article text below
    weight: int = 0

    def chain(self) -> Iterator[Node]:
        """Yield this node and those above it, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True, eq=False)
class Line:
    """One block of a page in reading order, with its place in the mark-up."""

    text: str
    node: Node
    #: characters that stand inside links
    linked: int
    #: letters and digits only, lower case: by which it is recognised elsewhere
    key: str = ""
    #: the texts of its links
    links: tuple[str, ...] = ()

    @property
    def kind(self) -> BlockKind:
        """The part it plays, from the nearest element that says so."""
        return self.node.kind

    @property
    def link_density(self) -> float:
        """Share of its characters inside links."""
        return min(1.0, self.linked / max(1, len(self.text)))


def lines(tree: html.HtmlElement) -> list[Line] | tuple[Reason, str]:
    """Cut a page into its blocks, in reading order; what is never seen (scripts, forms' fields) is left out."""
    reader = _Reader()
    body = tree.find(".//body")
    if not reader.read(tree if body is None else body):
        return Reason.TOO_DEEP, f"elements nested more than {MAX_DEPTH} deep: the mark-up is broken or hostile"
    if len(reader.lines) > MAX_LINES or sum(len(line.text) for line in reader.lines) > MAX_TEXT:
        return Reason.TOO_LARGE, f"more than {MAX_LINES} lines or {MAX_TEXT} characters of text: give the article alone"
    return reader.lines


class _Reader:
    """Walks the elements once, gathering text until a line ends."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._linked = 0
        self._links: list[str] = []
        self._count = 0
        self._node: Node = Node("body", "", None, 0, BlockKind.PARAGRAPH)
        self._link = self._breaks = 0
        self._seam = False

    def read(self, root: html.HtmlElement) -> bool:
        """Gather the lines; False for a tree that is too deep for what comes after."""
        skip: etree._Element | None = None
        depth = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                return False
            if skip is not None:
                if event == "end" and element is skip:
                    skip = None
                    self._text(element.tail)
                continue
            if event == "start":
                if not isinstance(tag, str) or tag in UNSEEN:
                    skip = element
                    continue
                self._start(tag, element)
                self._text(element.text)
            else:
                self._end(tag)
                if element is not root:
                    self._text(element.tail)
        self._flush()
        return True

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag == "br":
            self._breaks += 1
            self._words.append("\n")
        elif tag in INLINE:
            self._seam = self._seam or tag in SEAMS
            if tag == "a":
                self._link += 1
                self._links.append("")
        else:
            self._flush()
            attributes = element.attrib
            # the items, as broken pages have names that no element can be asked for
            given = dict(attributes.items()) if attributes else _NONE
            names = " ".join([given[name] for name in _NAMING if name in given])
            names = _HUMP.sub("-", names).lower()
            hidden = self._node.hidden or "hidden" in given or bool(_HIDDEN.search(given.get("style", "")))
            self._count += 1
            kind = KINDS.get(tag, self._node.kind)
            if tag in ("td", "th") or (self._node.kind is BlockKind.TABLE and tag in ("p", "div")):
                kind = BlockKind.TABLE
            self._node = Node(tag, names, self._node, self._count, kind, hidden)

    def _end(self, tag: str) -> None:
        if tag == "br":
            return
        if tag in INLINE:
            self._seam = self._seam or tag in SEAMS
            self._link -= tag == "a"
        else:
            self._flush()
            if self._node.parent is not None:
                self._node = self._node.parent

    def _text(self, text: str | None) -> None:
        if not text:
            return
        size = len(text.strip())
        if size:
            if self._breaks > 1:  # two line breaks end a paragraph as </p> does
                self._flush()
            self._breaks = 0
            if self._link:
                self._linked += size
                if self._links:
                    self._links[-1] += text
            before = self._words[-1][-1] if self._seam and self._words else ""
            if before.islower() and (text[0].isupper() or text[0].isdigit()):
                self._words.append(" ")
        self._seam = False
        self._words.append(text)

    def _flush(self) -> None:
        self._breaks = 0
        if self._words:
            text = " ".join("".join(self._words).split())
            if text:
                self.lines.append(Line(text, self._node, self._linked, key(text), tuple(self._links)))
            self._words.clear()
        self._linked = 0
        self._links.clear()
        self._seam = False
