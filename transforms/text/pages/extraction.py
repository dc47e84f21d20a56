"""From a page to an article's facts and blocks: trafilatura's result, put right by the page's own mark-up and data."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime

import trafilatura
from lxml import html

from schemas import Block, BlockKind, Extraction, Outcome, Page, PageKind, Reason, Repair
from transforms.text.characters import clean_characters, normalise
from transforms.text.pages.articles import make_article, rejected
from transforms.text.pages.contents import read_content
from transforms.text.pages.fronts import form_of, front_of
from transforms.text.pages.keys import Reference, key
from transforms.text.pages.kinds import kinds_of
from transforms.text.pages.lines import Line, Node, lines
from transforms.text.pages.linked_data import Stated, stated
from transforms.text.pages.markup import MAX_CHARACTERS, parse
from transforms.text.pages.metadata import read_metadata
from transforms.text.pages.metas import canonical_of, metas
from transforms.text.pages.paywalls import paywalled
from transforms.text.pages.scores import agreement, left_out
from transforms.text.pages.script_data import script_body
from transforms.text.pages.selection import select
from transforms.text.pages.texts import read_text

# it reports every page it can make nothing of; those are outcomes here
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

#: under so many characters a result is suspect whatever the page: a news brief has 300
_SHORT = 250
#: the page's own data are the article, where so much more stands in them than in its mark-up
_FULLER = 1.6

_NOTHING = "no article can be made out: a page that scripts fill in? give the page as a browser shows it"


@dataclass(frozen=True, slots=True)
class Reading:
    """A page's lines, those that are its article, and what else says what its article is."""

    found: list[Line]
    chosen: list[Line]
    data: Stated
    #: the text an extractor takes for the article
    taken: Reference
    #: the body that the page's data state
    said: Reference


def extract(page: Page, latest: datetime | None = None) -> Extraction | Outcome:
    """Read a page: its facts, what it states of itself, and the blocks that its text is made of.

    `latest` is when the run began: what claims a date a day after it, or after the page was fetched, has none.
    """
    text, repairs = read_content(page)
    if isinstance(text, Outcome):
        return text
    if len(text) > MAX_CHARACTERS:
        return rejected(page, Reason.TOO_LARGE, f"{len(text)} characters, more than {MAX_CHARACTERS}: split the file")
    if not text.strip():
        return rejected(page, Reason.EMPTY, "nothing but white space: is the file complete?")
    if page.kind is PageKind.HTML:
        return _from_html(page, text, repairs, latest)
    return read_text(page, text, repairs, latest)


def _from_html(page: Page, text: str, repairs: tuple[Repair, ...], latest: datetime | None) -> Extraction | Outcome:
    tree = parse(text)
    if isinstance(tree, tuple):
        return rejected(page, *tree)
    read = read_lines(tree)
    if isinstance(read, tuple):
        return rejected(page, *read)
    found, chosen, data = read.found, read.chosen, read.data
    meta = metas(tree)
    evidence, canonical = (found, chosen, data, meta), canonical_of(tree, meta, data)
    if why := front_of(*evidence, (page.url, canonical)):
        return rejected(page, Reason.NOT_AN_ARTICLE, why)
    if why := paywalled(*evidence):
        return rejected(page, Reason.PAYWALL, why)
    form = form_of(*evidence)
    if form == "gallery" and sum(len(line.text) for line in chosen) < _SHORT:
        return rejected(page, Reason.NOT_AN_ARTICLE, "looks like a gallery: pictures and captions without a text")
    if not chosen:
        return rejected(page, Reason.NO_CONTENT, _NOTHING)
    if form:
        repairs += (Repair(Reason.NOT_AN_ARTICLE, f"a {form}, kept as one text"),)
    place = {id(line): i for i, line in enumerate(found)}
    first = next((line for line in chosen if len(line.key) > 80), chosen[0])
    body = place.get(id(first), min(max(len(found) - 1, 0), 12))
    facts = read_metadata(tree, meta, canonical, found, data, page, latest, body)
    blocks, more = _blocks(chosen)
    made = make_article(page, facts, repairs + more, blocks, latest)
    return Extraction(made, blocks, *signs_of_reading(read, chosen))


def read_lines(tree: html.HtmlElement) -> Reading | tuple[Reason, str]:
    """Read a page's lines, and choose those of its article; gives a reason and its detail instead."""
    found = lines(tree)
    if isinstance(found, tuple):
        return found
    data = stated(tree)
    if not data.body:
        data = replace(data, body=script_body(tree))
    taken, said = _taken(tree, fast=True), Reference(data.body)
    return Reading(found, _choose(tree, found, data, taken, said), data, taken, said)


def signs_of_reading(read: Reading, chosen: list[Line]) -> tuple[float | None, float, float]:
    """Measure how far chosen lines agree with the page's data and with the extractor, and the prose they leave out."""
    stated_agreement = agreement(chosen, read.said) if len(read.said) > _SHORT else None
    return stated_agreement, agreement(chosen, read.taken) or 0.0, left_out(read.found, chosen)


def _choose(tree: html.HtmlElement, found: list[Line], data: Stated, taken: Reference, said: Reference) -> list[Line]:
    """The lines of the article; `taken` is the fast result, and the thorough one is asked where that is suspect."""
    chosen = select(found, taken, said)
    size = sum(len(line.key) for line in chosen)
    if size < _SHORT:
        again = select(found, _taken(tree, fast=False), said)
        if sum(len(line.key) for line in again) > size:
            chosen, size = again, sum(len(line.key) for line in again)
    if len(said) > _FULLER * size and len(said) > _SHORT:
        return _lines_of(data.body, found)
    return chosen


def _taken(tree: html.HtmlElement, fast: bool) -> Reference:
    """The text trafilatura takes for the article."""
    try:
        document = trafilatura.bare_extraction(tree, fast=fast, include_comments=False, with_metadata=False)
    except Exception:  # whatever a page does to it, the page's own mark-up is still there
        return Reference("")
    return Reference(getattr(document, "text", None) or "")


def _lines_of(body: str, found: list[Line]) -> list[Line]:
    root = list(found[0].node.chain())[-1] if found else Node("body", "", None, 0, BlockKind.PARAGRAPH)
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
