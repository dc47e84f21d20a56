"""Where an article is over: after which furniture nothing of it comes, or full sentences only."""

from __future__ import annotations

import re

from schemas import Block, BlockKind
from transforms.text.pages.furniture import SECTION
from transforms.text.pages.sentences import ends_sentence

#: a legal notice in full, as stands at the foot of a page, and not the rights in one picture
_NOTICE = re.compile(
    r"\brights\b.{0,80}\breserved\b|permission|prohibited|may not be|without\b.{0,60}\b(?:consent|contract)",
    re.I | re.S,
)
#: reasons after which, near the end, an article goes on only with full sentences
CLOSING = frozenset(("legal", "support", "newsletter", "related", "comments", "author", "affiliate", "follow", "app"))
#: of these, what also stands between paragraphs, so that a short last sentence after it may be the article's
_PASSING = frozenset(("newsletter", "related", "app"))


def is_prose(block: Block) -> bool:
    """Tell a paragraph that says something, by its length."""
    return len(block.text) >= 80 and block.kind is not BlockKind.CAPTION and block.link_density < 0.6


def drop_ending(blocks: tuple[Block, ...], reasons: list[str | None]) -> None:
    """Give reasons to what comes when the article is over.

    After a legal notice nothing of the article comes; after other closing furniture only full sentences do.
    """
    size = sum(len(block.text) for block in blocks)
    last = max((i for i, block in enumerate(blocks) if reasons[i] is None and is_prose(block)), default=-1)
    before = 0
    closing: str | None = None
    for i, block in enumerate(blocks):
        late = before > 0.5 * size
        before += len(block.text)
        if reasons[i] is not None:
            if late and reasons[i] == "legal" and _NOTICE.search(block.text) and _rest_is_short(blocks, i, size):
                closing = "legal"
            elif closing is None and late and reasons[i] in CLOSING:
                closing = reasons[i]
            continue
        if late and closing is None and len(block.text) < 60 and _heads_section(block) and before > 0.7 * size:
            closing = "section"
            reasons[i] = "related"
            continue
        if closing == "legal":
            reasons[i] = "after the end"
        elif closing is not None:
            if ends_sentence(block.text) and len(block.text) > 100 and block.link_density < 0.5:
                closing = None
            elif i > last and not (closing in _PASSING and ends_sentence(block.text) and block.link_density < 0.3):
                reasons[i] = "after the end"


def _heads_section(block: Block) -> bool:
    return bool(SECTION.match(block.text)) and not (block.kind is BlockKind.PARAGRAPH and block.text.endswith("."))


def _rest_is_short(blocks: tuple[Block, ...], i: int, size: int) -> bool:
    return sum(len(block.text) for block in blocks[i + 1 :]) < 0.3 * size
