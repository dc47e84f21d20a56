"""Articles given as plain text or markdown: a title line if there is one, then the body, cut into blocks."""

from __future__ import annotations

import re

from schemas import Block, BlockKind

_RULE = re.compile(r"^\W*$")
_FENCE = re.compile(r"^\W{0,3}(?:```|~~~|[“\"'‘]`|`{1,3})\w*\W{0,2}$")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
_BOLD_LINE = re.compile(r"^(\*\*|__)(?=\S)(.+?)(?<=\S)\1:?$")
_ITEM = re.compile(r"^(?:[-*+•‣▪◦·]|\(?\d{1,2}[.)])\s+(?=\S)")
_QUOTED = re.compile(r"^>\s?")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.S)
_INLINE = (
    (re.compile(r"!\[[^\[\]]{0,300}\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)"), ""),
    (re.compile(r"\[([^\[\]]{0,300})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)"), r"\1"),
    (re.compile(r"\*\*(?=\S)([^*\n]*?)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<!\w)__(?=\S)([^_\n]*?)(?<=\S)__(?!\w)"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"\*\*+"), ""),
)
_EMPHASIS = (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), re.compile(r"(?<!`)`([^`\n]+)`(?!`)"))
#: a headline is one line of at most so many characters: the longest of 2,000 news headlines has 180
_LONGEST_TITLE = 200
#: text is wrapped at a margin where its lines are all about as long as this
_MARGINS = range(50, 120)


def read_blocks(text: str, markdown: bool = False) -> list[Block]:
    """Cut a plain text into its blocks; lines wrapped at a margin are joined, marks of markdown taken off."""
    text = _FRONT_MATTER.sub("", text) if markdown else text
    parts = [part for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    wrapped = _is_wrapped(parts)
    blocks: list[Block] = []
    for part in parts:
        rows = [row.strip() for row in part.split("\n") if row.strip()]
        for row in _joined(rows) if wrapped or markdown else rows:
            block = _block(row, markdown)
            if block is not None:
                blocks.append(block)
    return blocks


def _is_wrapped(parts: list[str]) -> bool:
    """Tell text with a margin: paragraphs of several lines, all but the last of nearly one length."""
    inner = [len(row.rstrip()) for part in parts for row in part.split("\n")[:-1]]
    if len(inner) < 4 or max(inner) not in _MARGINS:
        return False
    return sum(length > 0.75 * max(inner) for length in inner) > 0.85 * len(inner)


def _joined(rows: list[str]) -> list[str]:
    """Join the lines of one paragraph; headings, list items and fences keep lines of their own."""
    joined: list[str] = []
    for row in rows:
        alone = _HEADING.match(row) or _BOLD_LINE.match(row) or _ITEM.match(row) or _FENCE.match(row)
        after = bool(joined) and bool(
            _HEADING.match(joined[-1]) or _BOLD_LINE.match(joined[-1]) or _FENCE.match(joined[-1])
        )
        if joined and not alone and not after:
            joined[-1] += " " + _QUOTED.sub("", row)
        else:
            joined.append(row)
    return joined


def _block(row: str, markdown: bool) -> Block | None:
    kind = BlockKind.PARAGRAPH
    if _RULE.match(row) and len(row) > 1:
        return Block(row, kind)
    if match := _HEADING.match(row):
        row, kind = match[1], BlockKind.HEADING
    elif match := _BOLD_LINE.match(row):
        row, kind = match[2], BlockKind.HEADING
    elif markdown and _QUOTED.match(row):
        row, kind = _QUOTED.sub("", row), BlockKind.QUOTE
    elif match := _ITEM.match(row):
        bare = row[match.end() :]
        if match[0].strip()[0] in "-*+•‣▪◦·" or markdown:
            row = bare
        kind = BlockKind.LIST_ITEM
    row, linked = strip_marks(row, markdown)
    return Block(row, kind, linked) if row else None


def strip_marks(row: str, markdown: bool = False) -> tuple[str, float]:
    """Take the marks of markdown off a line; gives the share of it that was a link as well."""
    size = sum(len(m[1]) for m in _INLINE[1][0].finditer(row))
    for pattern, to in _INLINE:
        row = pattern.sub(to, row)
    if markdown:
        for pattern in _EMPHASIS:
            row = pattern.sub(r"\1", row)
    row = " ".join(row.split())
    return row, min(1.0, size / max(1, len(row)))


def split_title(blocks: list[Block]) -> tuple[str | None, list[Block]]:
    """Take the headline off the top of a plain text, if the first line is one.

    It is one if it stands alone and is short beside what follows; a first sentence that runs on is none.
    """
    if len(blocks) < 2:
        return None, blocks
    first, rest = blocks[0], blocks[1:]
    longest = max(len(block.text) for block in rest[:12])
    short = len(first.text) <= _LONGEST_TITLE and longest > 1.2 * len(first.text)
    open_end = first.text[-1:] in ",:" or first.text[:1].islower()
    if (
        first.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and short
        and not open_end
        and any(map(str.isalpha, first.text))
    ):
        return first.text.rstrip("; "), rest
    return None, blocks
