"""The top of a plain text: which line is the headline, and what the byline and the date line below it say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from schemas import Block, BlockKind, Removed
from transforms.text.pages.authors import people
from transforms.text.pages.dates import find_date, parse_numeric
from transforms.text.pages.furniture import RULES
from transforms.text.pages.plaintext import split_title
from transforms.text.pages.sentences import ends_sentence

_WORD = re.compile(r"[^\W_]+")
#: the trail of sections above a headline
_TRAIL = re.compile(r"^\W*[^\W\d_][\w\s&'’-]{0,24}(?:\s*[/>»|·›]\s*[^\W\d_][\w\s&'’-]{0,24}){1,3}\W*$")
_NOT_TITLES = frozenset(("share", "byline", "date", "section", "advertisement", "embed", "newsletter", "tags"))
#: lines of a head: headline, standfirst, byline, date, share row, and a label or two
_LONGEST_HEAD = 10


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of a text says, and the blocks that are left of it."""

    title: str | None
    authors: tuple[str, ...]
    published_at: datetime | None
    blocks: list[Block]
    removed: tuple[Removed, ...] = ()
    #: the byline as written
    written: tuple[str, ...] = ()


def read_head(blocks: list[Block], titled: bool) -> Head:
    """Read the top of a text; `titled` where its title is known from elsewhere and no line is taken for it."""
    removed: list[Removed] = []
    rest = list(blocks)
    while not titled and len(rest) > 2 and _is_label(rest[0]) and _is_headline(rest[1]):
        removed.append(Removed(rest.pop(0).text, "section"))
    title, rest = (None, rest) if titled else split_title(rest)
    head: list[str] = []
    for block in rest[:_LONGEST_HEAD]:
        if len(block.text) >= 80:
            break
        head.append(block.text)
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    written = tuple(text for text in head if _reason(text) == "byline")
    for text in head:
        reason = _reason(text)
        if not authors and reason == "byline":
            authors = people([text], (), printed=True)
        if published is None and reason == "date":
            published = find_date(text) or parse_numeric(text)
    return Head(title, authors, published, rest, tuple(removed), written)


def _reason(text: str) -> str | None:
    low = text.lower()
    return next((rule.reason for rule in RULES if len(text) <= rule.longest and rule.found_in(text, low)), None)


def _is_label(block: Block) -> bool:
    """Tell a section's name, a trail of sections or a label like EXCLUSIVE."""
    text = block.text
    few = len(_WORD.findall(text)) <= 2 and not ends_sentence(text)
    return len(text) < 60 and (bool(_TRAIL.match(text)) or few or _reason(text) in _NOT_TITLES)


def _is_headline(block: Block) -> bool:
    text = block.text
    words = len(_WORD.findall(text))
    return (
        block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and words >= 3
        and len(text) < 200
        and text[-1:] not in ".,;:"
        and _reason(text) not in _NOT_TITLES
    )
