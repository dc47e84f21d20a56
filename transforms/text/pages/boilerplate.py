"""Furniture told from news, block by block, whatever the blocks were read from."""

from __future__ import annotations

import re
from dataclasses import replace

from schemas import Article, Block, BlockKind, Extraction, Outcome, Reason, Removed
from transforms.text.characters import normalise
from transforms.text.pages.article_ids import identify
from transforms.text.pages.endings import CLOSING, drop_ending, is_prose
from transforms.text.pages.furniture import RULES
from transforms.text.pages.keys import key
from transforms.text.pages.makers import notes_of_makers
from transforms.text.pages.scores import extraction_score
from transforms.text.pages.sentences import ends_sentence
from transforms.text.pages.stamps import stamps
from transforms.text.pages.wordings import Zone

_BAR = re.compile(r"\s\|\s|\S\|\s")
_WORD = re.compile(r"\w")
#: what somebody said is news, whatever the words
_SPOKEN = re.compile(
    r"^[\"“‘'«„].{40}|[,.!?][\"”’'»]\s+(?:[\w.'’-]+\s+){0,4}(?:said|says|told|added|wrote|tweeted)\b", re.S
)
#: kinds that are furniture whatever they say
_BY_KIND = {BlockKind.CAPTION: "caption", BlockKind.ASIDE: "repeated", BlockKind.TABLE: "table"}
#: reasons that hold for what is spoken as well
_EVEN_SPOKEN = frozenset(("credit", "caption", "legal", "date", "mark", "embed", "affiliate"))


def remove_boilerplate(extraction: Extraction) -> Article | Outcome:
    """Part an extraction into the article's text and its furniture, and give the article its identity."""
    article, blocks = extraction.article, extraction.blocks
    reasons = judge(blocks, article.title, article.authors, article.publisher)
    kept = [normalise(block.text) for block, reason in zip(blocks, reasons, strict=True) if reason is None]
    removed = tuple(
        Removed(normalise(block.text), reason)
        for block, reason in zip(blocks, reasons, strict=True)
        if reason is not None
    )
    text = "\n\n".join(kept)
    if not text:
        detail = (
            "nothing is left without furniture: the page holds no article, or hides it behind a script or a paywall"
        )
        return Outcome(
            article.source_uri,
            "rejected",
            "boilerplate",
            Reason.NO_TEXT,
            detail,
            url=article.url,
            feed_url=article.feed_url,
        )
    score = extraction_score(extraction, kept)
    return identify(replace(article, text=text, boilerplate=article.boilerplate + removed, extraction_score=score))


def judge(
    blocks: tuple[Block, ...], title: str | None, authors: tuple[str, ...] = (), publisher: str | None = None
) -> list[str | None]:
    """Give for each block the reason to take it out, or None for the article's own."""
    reasons: list[str | None] = [_alone(block) for block in blocks]
    body = [i for i, block in enumerate(blocks) if reasons[i] is None and is_prose(block)]
    first, last = (body[0], body[-1]) if body else (0, len(blocks) - 1)
    size = sum(len(block.text) for block in blocks)
    before = 0
    for i, block in enumerate(blocks):
        if reasons[i] is None:
            reasons[i] = _worded(block, i <= first, i >= last - 2 or before > 0.8 * size, i < first or i > last)
        before += len(block.text)
    _drop_title(blocks, reasons, title)
    for i in stamps(blocks, first, authors):
        reasons[i] = reasons[i] or "byline"
    for i, reason in notes_of_makers(blocks, authors, publisher).items():
        reasons[i] = reasons[i] or reason
    drop_ending(blocks, reasons)
    _drop_bare_headings(blocks, reasons)
    return reasons


def _alone(block: Block) -> str | None:
    """Judge by kind and characters only."""
    if block.kind in _BY_KIND:
        return _BY_KIND[block.kind]
    return None if _WORD.search(block.text) else "mark"


def _worded(block: Block, start: bool, end: bool, outside: bool) -> str | None:
    """Judge by wording; the longest of all rules bounds what is looked at."""
    text = normalise(block.text)
    low = text.lower()
    spoken = bool(_SPOKEN.search(text))
    for rule in RULES:
        if spoken and rule.reason not in _EVEN_SPOKEN:
            continue
        if (
            len(text) > rule.longest
            or (rule.zone is Zone.EDGES and not (start or outside))
            or (rule.zone is Zone.END and not end)
        ):
            continue
        if rule.found_in(text, low):
            return rule.reason
    if block.link_density > 0.6 and len(_BAR.findall(text)) >= 2:
        return "related"
    if (
        block.link_density > 0.9
        and not ends_sentence(text)
        and block.kind is not BlockKind.LIST_ITEM
        and len(text) > 25
    ):
        return "related"
    return None


def _drop_title(blocks: tuple[Block, ...], reasons: list[str | None], title: str | None) -> None:
    """A headline repeated above the text, with or without more of it, is no part of it."""
    same = key(title or "")
    if not same:
        return
    seen = 0
    for i, block in enumerate(blocks):
        if reasons[i] is not None:
            continue
        this = key(block.text)
        with_byline = this.startswith(same) and len(this) - len(same) < 90 and not ends_sentence(block.text)
        if this == same or (len(this) > 20 and (this in same or with_byline)):
            reasons[i] = "title"
            continue
        seen += 1
        if seen == 3:
            return


def _drop_bare_headings(blocks: tuple[Block, ...], reasons: list[str | None]) -> None:
    """A subheading under which nothing is left goes with what it headed."""
    below = removed = kept = False
    for i in range(len(blocks) - 1, -1, -1):
        if reasons[i] is not None:
            removed = removed or reasons[i] in CLOSING
        elif blocks[i].kind is BlockKind.HEADING:
            if not below and (removed or not kept):
                reasons[i] = "heading"
            below = removed = False
            kept = kept or reasons[i] is None
        else:
            below = kept = True
