"""What extraction finds on a page, before furniture is told from news."""

from __future__ import annotations

from enum import StrEnum

from schemas.article import Article
from schemas.record import record


class BlockKind(StrEnum):
    """The part a block plays on its page, as far as its mark-up tells."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CAPTION = "caption"
    TABLE = "table"
    #: set apart to catch the eye: its words stand in the text as well
    ASIDE = "aside"


@record
class Block:
    """One run of text between two paragraph breaks."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    #: share of the block's characters that stand inside links, 0..1
    link_density: float = 0.0


@record
class Extraction:
    """An article without its text, and the blocks its text will be made of."""

    article: Article
    blocks: tuple[Block, ...]
    #: how far the body that the page's own data state is the same text: 0..1, None without one
    stated_agreement: float | None = None
    #: how far a second reading of the page is the same text: 0..1, None for a plain text
    extractor_agreement: float | None = None
    #: prose of the page that was not taken, by the amount that was: 0..1
    left_out: float = 0.0
