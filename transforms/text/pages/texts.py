"""From a plain text to an article's facts and blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from schemas import Block, Extraction, Outcome, Page, PageKind, Reason, Repair
from transforms.text.characters import normalise
from transforms.text.pages.articles import make_article, rejected
from transforms.text.pages.bylines import Byline
from transforms.text.pages.datelines import Dateline
from transforms.text.pages.dates import plausible
from transforms.text.pages.linked_data import Stated
from transforms.text.pages.markup import MAX_LINES, MAX_TEXT
from transforms.text.pages.metadata import Found, Metadata
from transforms.text.pages.plaintext import read_blocks
from transforms.text.pages.plaintext_head import read_head
from transforms.text.pages.publishers import publisher_of


def read_text(page: Page, text: str, repairs: tuple[Repair, ...], latest: datetime | None) -> Extraction | Outcome:
    """Read a plain text, decoded; its arguments are those of `extract`, and what was repaired so far."""
    if len(text) > MAX_TEXT or text.count("\n") > 4 * MAX_LINES:
        return rejected(
            page, Reason.TOO_LARGE, f"more than {MAX_TEXT} characters or {4 * MAX_LINES} lines: split the file"
        )
    blocks = read_blocks(text, page.kind is PageKind.MARKDOWN)
    if not blocks:
        return rejected(page, Reason.NO_CONTENT, "no line of text in it")
    head = read_head(blocks, bool(page.title))
    title, blocks = head.title, head.blocks
    dated = head.published_at
    if dated and not plausible(dated, latest or page.fetched_at):
        dated = None
    publisher = publisher_of({}, Stated(), page.url)
    facts = Metadata(
        Found(title, "text") if title else None,
        Byline(head.authors, "byline" if head.authors else None, head.written),
        Dateline(dated, "text" if dated else None),
        Found(*publisher) if publisher else None,
        None,
        None,
    )
    made = tuple(Block(normalise(b.text), b.kind, b.link_density) for b in blocks)
    article = make_article(page, facts, repairs, made, latest)
    return Extraction(replace(article, boilerplate=head.removed), made)
