"""The article of a page, as far as its facts go: what its source stated, and what was found where it was silent."""

from __future__ import annotations

from datetime import datetime

from schemas import Article, Block, BlockKind, Outcome, Page, Reason, Repair
from transforms.text.characters import normalise
from transforms.text.pages.dates import plausible
from transforms.text.pages.language import detect_language
from transforms.text.pages.metadata import Metadata
from transforms.text.pages.origins import agency, origin_of
from transforms.text.pages.titles import LONGEST, shorten


def rejected(page: Page, reason: Reason, detail: str) -> Outcome:
    """Say why no article is made of a page."""
    return Outcome(page.input_uri, "rejected", "extract", reason, detail, url=page.url, feed_url=page.feed_url)


def make_article(
    page: Page,
    facts: Metadata,
    repairs: tuple[Repair, ...],
    blocks: tuple[Block, ...],
    latest: datetime | None,
) -> Article:
    """Put an article together, its text still to come; a date or a title that cannot be one is repaired."""
    bad = facts.dateline.bad
    given = page.published_at
    if given is not None and not plausible(given, latest or page.fetched_at):
        bad, given = (given.isoformat(), *bad), None
    repairs += tuple(
        Repair(Reason.BAD_DATE, f"nothing is published then, so it was left out: {text}") for text in bad[:1]
    )
    title = normalise(page.title) if page.title and page.title.strip() else facts.title.value if facts.title else None
    if title and len(title) > LONGEST:
        repairs += (Repair(Reason.LONG_TITLE, f"a title of {len(title)} characters was cut to {LONGEST}"),)
        title = shorten(title)
    # a wire is no person, whoever states it
    authors = tuple(name for name in page.authors if not agency(name))
    publisher = page.publisher or (facts.publisher.value if facts.publisher else None)
    words = " ".join(block.text for block in blocks[:12] if block.kind is not BlockKind.CAPTION)
    return Article(
        article_id="",
        source_uri=page.input_uri,
        source_kind=page.source_kind,
        text="",
        word_count=0,
        content_hash="",
        feed_url=page.feed_url,
        url=page.url,
        canonical_url=facts.canonical_url,
        publisher=publisher,
        publisher_source="given" if page.publisher else facts.publisher.source if facts.publisher else None,
        origin_publisher=page.origin_publisher
        or origin_of([block.text for block in blocks], (*page.authors, *facts.byline.written), publisher),
        title=title,
        title_source="given" if page.title else facts.title.source if facts.title else None,
        authors=authors or facts.byline.people,
        authors_source="given" if authors else facts.byline.source,
        published_at=given or facts.dateline.published,
        published_at_source=(page.published_at_source or "given") if given else facts.dateline.source,
        fetched_at=page.fetched_at,
        language=page.language or detect_language(title, words, facts.language),
        repairs=repairs,
    )
