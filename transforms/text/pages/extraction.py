"""From a page to an article's facts and blocks: trafilatura's result, put right by the page's own mark-up and data."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

import trafilatura
from lxml import html

from schemas import Article, Block, BlockKind, Extraction, Outcome, Page, PageKind, Reason, Repair
from transforms.text.characters import clean_characters, normalise
from transforms.text.decoding import decode, is_binary
from transforms.text.pages.dates import plausible
from transforms.text.pages.fronts import form_of, front_of
from transforms.text.pages.kinds import kinds_of
from transforms.text.pages.language import detect_language
from transforms.text.pages.linked_data import Stated, stated
from transforms.text.pages.markup import MAX_CHARACTERS, MAX_LINES, MAX_TEXT, Line, key, lines, parse
from transforms.text.pages.metadata import Found, Metadata, canonical_of, metas, read_metadata
from transforms.text.pages.origins import origin_of
from transforms.text.pages.paywalls import paywalled
from transforms.text.pages.plaintext import read_blocks
from transforms.text.pages.plaintext_head import read_head
from transforms.text.pages.publishers import publisher_of
from transforms.text.pages.scores import agreement
from transforms.text.pages.script_data import script_body
from transforms.text.pages.selection import select
from transforms.text.pages.titles import LONGEST, shorten

# it reports every page it can make nothing of; those are outcomes here
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

#: under so many characters a result is suspect whatever the page: a news brief has 300
_SHORT = 250
#: the page's own data are the article, where so much more stands in them than in its mark-up
_FULLER = 1.6

_NOTHING = "no article can be made out: a page that scripts fill in? give the page as a browser shows it"


def extract(page: Page, latest: datetime | None = None) -> Extraction | Outcome:
    """Read a page: its facts, what it states of itself, and the blocks that its text is made of.

    `latest` is when the run began: what claims a date a day after it, or after the page was fetched, has none.
    """
    text, repairs = _text(page)
    if isinstance(text, Outcome):
        return text
    if len(text) > MAX_CHARACTERS:
        return _rejected(page, Reason.TOO_LARGE, f"{len(text)} characters, more than {MAX_CHARACTERS}: split the file")
    if not text.strip():
        return _rejected(page, Reason.EMPTY, "nothing but white space: is the file complete?")
    if page.kind is PageKind.HTML:
        return _from_html(page, text, repairs, latest)
    return _from_text(page, text, repairs, latest)


def _rejected(page: Page, reason: Reason, detail: str) -> Outcome:
    return Outcome(page.input_uri, "rejected", "extract", reason, detail, url=page.url, feed_url=page.feed_url)


def _text(page: Page) -> tuple[str | Outcome, tuple[Repair, ...]]:
    if isinstance(page.content, str):
        if page.kind is PageKind.HTML:
            clean = page.content.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            broken = clean != page.content
            note = (Repair(Reason.BAD_CHARACTERS, "NULs or lone surrogates were taken out"),) if broken else ()
            return clean, page.repairs + note
        cleaned, more = clean_characters(page.content)
        return cleaned, page.repairs + more
    if len(page.content) > 2 * MAX_CHARACTERS:
        size = len(page.content)
        return _rejected(
            page, Reason.TOO_LARGE, f"{size} bytes, more than {2 * MAX_CHARACTERS}: give the article alone"
        ), ()
    if not page.content:
        return _rejected(page, Reason.EMPTY, "no bytes: is the file complete?"), ()
    if is_binary(page.content):
        return _rejected(
            page, Reason.BINARY, "not text in any charset: an image, an archive or a PDF under another name?"
        ), ()
    text, more = decode(page.content, page.charset, page.kind)
    return text, page.repairs + more


def _from_html(page: Page, text: str, repairs: tuple[Repair, ...], latest: datetime | None) -> Extraction | Outcome:
    tree = parse(text)
    if isinstance(tree, tuple):
        return _rejected(page, *tree)
    found = lines(tree)
    if isinstance(found, tuple):
        return _rejected(page, *found)
    data = stated(tree)
    if not data.body:
        data = replace(data, body=script_body(tree))
    chosen = _choose(tree, found, data)
    evidence = (found, chosen, data, metas(tree))
    if why := front_of(*evidence, (page.url, canonical_of(tree, evidence[-1], data))):
        return _rejected(page, Reason.NOT_AN_ARTICLE, why)
    if why := paywalled(*evidence):
        return _rejected(page, Reason.PAYWALL, why)
    form = form_of(*evidence)
    if form == "gallery" and sum(len(line.text) for line in chosen) < _SHORT:
        return _rejected(page, Reason.NOT_AN_ARTICLE, "looks like a gallery: pictures and captions without a text")
    if not chosen:
        return _rejected(page, Reason.NO_CONTENT, _NOTHING)
    if form:
        repairs += (Repair(Reason.NOT_AN_ARTICLE, f"a {form}, kept as one text"),)
    place = {id(line): i for i, line in enumerate(found)}
    first = next((line for line in chosen if len(line.key) > 80), chosen[0])
    body = place.get(id(first), min(len(found) - 1, 12))
    facts = read_metadata(tree, found, data, page, latest, body)
    blocks, more = _blocks(chosen)
    made = _article(page, facts, repairs + more, blocks, latest, data.authors)
    return Extraction(made, blocks, agreement(chosen, key(data.body)))


def _choose(tree: html.HtmlElement, found: list[Line], data: Stated) -> list[Line]:
    """The lines of the article; fast first, thorough where the fast result is suspect."""
    taken = _taken(tree, fast=True)
    said = key(data.body)
    chosen = select(found, taken, said)
    size = sum(len(line.key) for line in chosen)
    if size < _SHORT:
        again = select(found, _taken(tree, fast=False), said)
        if sum(len(line.key) for line in again) > size:
            chosen, size = again, sum(len(line.key) for line in again)
    if len(said) > _FULLER * size and len(said) > _SHORT:
        return _lines_of(data.body, found)
    return chosen


def _taken(tree: html.HtmlElement, fast: bool) -> str:
    """The text trafilatura takes for the article, as a key."""
    try:
        document = trafilatura.bare_extraction(tree, fast=fast, include_comments=False, with_metadata=False)
    except Exception:  # whatever a page does to it, the page's own mark-up is still there
        return ""
    return key(getattr(document, "text", None) or "")


def _lines_of(body: str, found: list[Line]) -> list[Line]:
    node = found[0].node if found else None
    if node is None:
        return []
    root = list(node.chain())[-1]
    return [Line(part, root, 0, key(part)) for part in body.split("\n\n") if part.strip()]


def _blocks(chosen: list[Line]) -> tuple[tuple[Block, ...], tuple[Repair, ...]]:
    repairs: tuple[Repair, ...] = ()
    blocks = []
    for line, kind in zip(chosen, kinds_of(chosen), strict=True):
        text, more = clean_characters(line.text)
        repairs = repairs or more
        if text := normalise(text):
            blocks.append(Block(text, kind, round(line.link_density, 3)))
    return tuple(blocks), repairs


def _from_text(page: Page, text: str, repairs: tuple[Repair, ...], latest: datetime | None) -> Extraction | Outcome:
    if len(text) > MAX_TEXT or text.count("\n") > 4 * MAX_LINES:
        return _rejected(
            page, Reason.TOO_LARGE, f"more than {MAX_TEXT} characters or {4 * MAX_LINES} lines: split the file"
        )
    blocks = read_blocks(text, page.kind is PageKind.MARKDOWN)
    if not blocks:
        return _rejected(page, Reason.NO_CONTENT, "no line of text in it")
    head = read_head(blocks, bool(page.title))
    title, blocks = head.title, head.blocks
    dated = head.published_at
    if dated and not plausible(dated, latest or page.fetched_at):
        dated = None
    publisher = publisher_of({}, Stated(), page.url)
    facts = Metadata(
        Found(title, "text") if title else None,
        head.authors,
        "byline" if head.authors else None,
        dated,
        "text" if dated else None,
        Found(*publisher) if publisher else None,
        None,
        None,
    )
    made = tuple(Block(normalise(b.text), b.kind, b.link_density) for b in blocks)
    article = _article(page, facts, repairs, made, latest)
    return Extraction(replace(article, boilerplate=head.removed), made)


def _article(
    page: Page,
    facts: Metadata,
    repairs: tuple[Repair, ...],
    blocks: tuple[Block, ...],
    latest: datetime | None,
    bylines: tuple[str, ...] = (),
) -> Article:
    """What the page's source stated, and what was found where it was silent."""
    bad = facts.bad_dates
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
        or origin_of([block.text for block in blocks], (*page.authors, *bylines), publisher),
        title=title,
        title_source="given" if page.title else facts.title.source if facts.title else None,
        authors=page.authors or facts.authors,
        authors_source="given" if page.authors else facts.authors_source,
        published_at=given or facts.published_at,
        published_at_source=(page.published_at_source or "given") if given else facts.published_at_source,
        fetched_at=page.fetched_at,
        language=page.language or detect_language(title, words, facts.language),
        repairs=repairs,
    )
