"""Quotation marks, paired into the stretches of words they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: closing marks by opening mark, for marks that only open in some language's typography
_CLOSERS = {
    "“": '”“"„‟',
    "‟": '”"',
    "„": '“”"‟',
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': '"”“',
    "''": "''",
    "‘": "’'",
    "’": "’'",
    "'": "'’",
    "”": '”"“',
}
_MARK = re.compile("''|[\"“”„‟«»‹›「」『』‘’']")
_SINGLE = frozenset("‘’'‹›")
#: an apostrophe that opens a word cut short, not a quotation
_ELISION = re.compile(r"['‘’](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n['’]?(?=\W)|round\b)", re.IGNORECASE)
_BEFORE_OPENING = frozenset("([{—–-/…:")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words of one paragraph between two quotation marks, `text[start:end]` without them."""

    start: int
    end: int
    #: number of the paragraph it stands in
    paragraph: int
    #: the opening mark; empty where it is missing
    opening: str = '"'
    #: whether its closing mark is there
    closed: bool = True
    #: whether a label before its first word says who speaks
    labelled: bool = False


def find_paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of the lines of `text` that are not blank."""
    return tuple((found.start(), found.end()) for found in re.finditer(r"[^\n]*\S[^\n]*", text))


def find_stretches(text: str) -> tuple[Stretch, ...]:
    """Pair the marks of each paragraph; a quotation inside a quotation is part of the outer one.

    An opening mark without its closing one holds to the end of the paragraph; a closing mark without its opening one
    holds from the paragraph's start if a sentence starts there, and is passed over anywhere else.
    """
    found: list[Stretch] = []
    for number, (start, end) in enumerate(find_paragraphs(text)):
        found += _pair(text, start, end, number)
    return tuple(found)


def _pair(text: str, start: int, end: int, number: int) -> list[Stretch]:
    found: list[Stretch] = []
    opening, inside = "", -1
    for mark in _MARK.finditer(text, start, end):
        glyph, at, after = mark[0], mark.start(), mark.end()
        if _ELISION.match(text, at) and not opening and glyph in _SINGLE:
            continue
        if opening:
            if glyph in _CLOSERS[opening] and not _reopens(text, glyph, at, after, start, end, opening):
                if glyph not in _SINGLE or _closes_word(text, at, after, end):
                    _add(found, text, inside, at, number, opening, True)
                    opening = ""
            elif glyph == "“" and opening in '“"' and _opens(text, glyph, at, after, start, end):
                _add(found, text, inside, at, number, opening, False)
                opening, inside = glyph, after
            elif opening in _SINGLE and glyph not in _SINGLE and _opens(text, glyph, at, after, start, end):
                opening, inside = glyph, after  # an apostrophe was taken for an opening mark
        elif glyph in _SINGLE:
            if _opens(text, glyph, at, after, start, end) and _single_closes(text, glyph, after, end):
                opening, inside = glyph, after
        elif _opens(text, glyph, at, after, start, end):
            opening, inside = glyph, after
        elif not found and glyph in "”\"''" and _starts_sentence(text, start, at):
            _add(found, text, start, at, number, "", True)
    if opening and opening not in _SINGLE:
        _add(found, text, inside, end, number, opening, False)
    return found


def _add(found: list[Stretch], text: str, start: int, end: int, number: int, opening: str, closed: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(char.isalnum() for char in text[start:end]):
        found.append(Stretch(start, end, number, opening, closed))


def _opens(text: str, glyph: str, at: int, after: int, start: int, end: int) -> bool:
    """Whether the mark stands where an opening mark stands: free to the left, a word to the right."""
    free = at == start or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENING
    follows = text[after : after + 1] if after < end else ""
    word = bool(follows) and not follows.isspace() and follows not in _AFTER_CLOSING
    if glyph in "“„‟«「『":
        return True
    if glyph == "»":
        return free and word and "«" not in text[start:at]
    if glyph in _SINGLE:
        return (at == start or text[at - 1].isspace() or text[at - 1] in "([{—–") and follows.isalnum()
    if glyph == "”":
        return free and word
    return (free or word) and bool(follows) and not follows.isspace()


def _reopens(text: str, glyph: str, at: int, after: int, start: int, end: int, opening: str) -> bool:
    """Whether a mark that could close starts another quotation instead, because the one before was never closed."""
    if glyph in _SINGLE or glyph in "»«›」』" or (glyph == "“" and opening == "„"):
        return False
    free = at == start or text[at - 1].isspace()
    follows = text[after : after + 1] if after < end else ""
    return free and bool(follows) and follows.isalnum() and glyph != "”"


def _closes_word(text: str, at: int, after: int, end: int) -> bool:
    """Whether a single mark ends a word, as an apostrophe inside one does not."""
    return at > 0 and not text[at - 1].isspace() and (after >= end or not text[after].isalnum())


def _single_closes(text: str, glyph: str, after: int, end: int) -> bool:
    """Whether a single mark has its closing one in the paragraph, where no double mark comes first."""
    for mark in _MARK.finditer(text, after, end):
        if mark[0] not in _SINGLE:
            return False
        if mark[0] in _CLOSERS[glyph] and _closes_word(text, mark.start(), mark.end(), end):
            return mark.start() - after < 1000
    return False


def _starts_sentence(text: str, start: int, at: int) -> bool:
    return text[start].isupper() and at - start > 15 and text[at - 1] in ",.!?…"
