"""Furniture told from news, block by block, whatever the blocks were read from."""

from __future__ import annotations

import re
from dataclasses import replace

from schemas import Article, Block, BlockKind, Extraction, Outcome, Reason, Removed
from transforms.text.characters import normalise
from transforms.text.pages.article_ids import identify
from transforms.text.pages.furniture import RULES, SECTION
from transforms.text.pages.markup import key
from transforms.text.pages.scores import extraction_score
from transforms.text.pages.wordings import Zone

_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*$")
_BAR = re.compile(r"\s\|\s|\S\|\s")
_WORD = re.compile(r"\w")
#: a legal notice in full, as stands at the foot of a page, and not the rights in one picture
_NOTICE = re.compile(
    r"\brights\b.{0,80}\breserved\b|permission|prohibited|may not be|without\b.{0,60}\b(?:consent|contract)",
    re.I | re.S,
)
#: what somebody said is news, whatever the words
_SPOKEN = re.compile(
    r"^[\"“‘'«„].{40}|[,.!?][\"”’'»]\s+(?:[\w.'’-]+\s+){0,4}(?:said|says|told|added|wrote|tweeted)\b", re.S
)
#: what follows the name of an author, or of the outlet, where the line is about them
_IS_AUTHOR = re.compile(
    r"(?:,[^,]{2,80},)?\s+(?:(?:is|was|has|have|writes|covers|reports|edits|joined|lives|works|teaches|studies|holds|"
    r"serves|specialises|specializes)\b|can\s+be)"
)
_IS_PUBLISHER = re.compile(
    r"[’']s?\s+mission\b|\s+is\s+(?:an?|the|part\s+of|owned|published|your)\b|\s+may\s+(?:earn|receive)\b"
)
#: characters of such lines, with room: those seen have up to 250
_LONGEST_NOTE = 600
#: kinds that are furniture whatever they say
_BY_KIND = {BlockKind.CAPTION: "caption", BlockKind.ASIDE: "repeated", BlockKind.TABLE: "table"}
#: reasons that hold for what is spoken as well
_EVEN_SPOKEN = frozenset(("credit", "caption", "legal", "date", "mark", "embed", "affiliate"))
#: reasons after which, near the end, an article goes on only with full sentences
_CLOSING = frozenset(("legal", "support", "newsletter", "related", "comments", "author", "affiliate", "follow", "app"))
#: of these, what also stands between paragraphs, so that a short last sentence after it may be the article's
_PASSING = frozenset(("newsletter", "related", "app"))


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
    body = [i for i, block in enumerate(blocks) if reasons[i] is None and _is_prose(block)]
    first, last = (body[0], body[-1]) if body else (0, len(blocks) - 1)
    size = sum(len(block.text) for block in blocks)
    before = 0
    for i, block in enumerate(blocks):
        if reasons[i] is None:
            reasons[i] = _worded(block, i <= first, i >= last - 2 or before > 0.8 * size, i < first or i > last)
        before += len(block.text)
    _drop_title(blocks, reasons, title)
    _drop_makers(blocks, reasons, authors, publisher)
    _drop_tail(blocks, reasons)
    _drop_bare_headings(blocks, reasons)
    return reasons


def _is_prose(block: Block) -> bool:
    return len(block.text) >= 80 and block.kind is not BlockKind.CAPTION and block.link_density < 0.6


def _alone(block: Block) -> str | None:
    """Judge by kind and characters only."""
    if block.kind in _BY_KIND:
        return _BY_KIND[block.kind]
    return None if _WORD.search(block.text) else "mark"


def _worded(block: Block, start: bool, end: bool, outside: bool) -> str | None:
    """Judge by wording; the longest of all rules bounds what is looked at."""
    text = normalise(block.text)
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
        if rule.pattern.search(text):
            return rule.reason
    if block.link_density > 0.6 and len(_BAR.findall(text)) >= 2:
        return "related"
    if (
        block.link_density > 0.9
        and not _SENTENCE.search(text)
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
        with_byline = this.startswith(same) and len(this) - len(same) < 90 and not _SENTENCE.search(block.text)
        if this == same or (len(this) > 20 and (this in same or with_byline)):
            reasons[i] = "title"
            continue
        seen += 1
        if seen == 3:
            return


def _drop_makers(
    blocks: tuple[Block, ...], reasons: list[str | None], authors: tuple[str, ...], publisher: str | None
) -> None:
    """The name of an author alone, and at the end what author or publisher say of themselves, are no part of it."""
    names = {key(name) for name in authors}
    size = sum(len(block.text) for block in blocks)
    before = 0
    for i, block in enumerate(blocks):
        end = i >= len(blocks) - 3 or before > 0.8 * size
        before += len(block.text)
        if reasons[i] is not None or len(block.text) > _LONGEST_NOTE:
            continue
        if key(block.text) in names:
            reasons[i] = "byline"
        elif end and any(_of_author(block.text, name) for name in authors):
            reasons[i] = "author"
        elif end and publisher and _of_publisher(block.text, publisher):
            reasons[i] = "publisher"


def _of_author(text: str, name: str) -> bool:
    return " " in name and text.startswith(name) and bool(_IS_AUTHOR.match(text[len(name) :]))


def _of_publisher(text: str, name: str) -> bool:
    text = text.removeprefix("About ")
    return len(name) > 3 and text.startswith(name) and bool(_IS_PUBLISHER.match(text[len(name) :]))


def _drop_tail(blocks: tuple[Block, ...], reasons: list[str | None]) -> None:
    """After a legal notice nothing of the article comes; after other closing furniture only full sentences do."""
    size = sum(len(block.text) for block in blocks)
    last = max((i for i, block in enumerate(blocks) if reasons[i] is None and _is_prose(block)), default=-1)
    before = 0
    closing: str | None = None
    for i, block in enumerate(blocks):
        late = before > 0.5 * size
        before += len(block.text)
        if reasons[i] is not None:
            if late and reasons[i] == "legal" and _NOTICE.search(block.text) and _rest_is_short(blocks, i, size):
                closing = "legal"
            elif closing is None and late and reasons[i] in _CLOSING:
                closing = reasons[i]
            continue
        if late and closing is None and len(block.text) < 60 and _heads_section(block) and before > 0.7 * size:
            closing = "section"
            reasons[i] = "related"
            continue
        if closing == "legal":
            reasons[i] = "after the end"
        elif closing is not None:
            if _SENTENCE.search(block.text) and len(block.text) > 100 and block.link_density < 0.5:
                closing = None
            elif i > last and not (closing in _PASSING and _SENTENCE.search(block.text) and block.link_density < 0.3):
                reasons[i] = "after the end"


def _heads_section(block: Block) -> bool:
    return bool(SECTION.match(block.text)) and not (block.kind is BlockKind.PARAGRAPH and block.text.endswith("."))


def _rest_is_short(blocks: tuple[Block, ...], i: int, size: int) -> bool:
    return sum(len(block.text) for block in blocks[i + 1 :]) < 0.3 * size


def _drop_bare_headings(blocks: tuple[Block, ...], reasons: list[str | None]) -> None:
    """A subheading under which nothing is left goes with what it headed."""
    below = removed = kept = False
    for i in range(len(blocks) - 1, -1, -1):
        if reasons[i] is not None:
            removed = removed or reasons[i] in _CLOSING
        elif blocks[i].kind is BlockKind.HEADING:
            if not below and (removed or not kept):
                reasons[i] = "heading"
            below = removed = False
            kept = kept or reasons[i] is None
        else:
            below = kept = True
