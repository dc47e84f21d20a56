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
#: ends of sentences
_FINAL = frozenset(".?!…")
#: what stands before a single closing mark that no apostrophe could be
_BEFORE_CLOSING = frozenset('.,?!…—–”"')
#: double marks that a single-quoted text may hold
_PAIRED = frozenset('“"„«')
#: a single mark that closes no sooner was an apostrophe
_LONGEST_SINGLE = 1000
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
    paragraphs = find_paragraphs(text)
    for number, (start, end) in enumerate(paragraphs):
        after = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else end
        found += _pair(text, start, end, number, text.startswith("‘", after))
    return tuple(found)


def _pair(text: str, start: int, end: int, number: int, goes_on: bool) -> list[Stretch]:
    """Pair the marks of one paragraph; `goes_on` if the next one begins with a single opening mark."""
    found: list[Stretch] = []
    opening, inside = "", -1
    #: where the outer mark closes that holds marks of its own kind or of the other
    until = -1
    for mark in _MARK.finditer(text, start, end):
        glyph, at, after = mark[0], mark.start(), mark.end()
        if at < until:
            continue
        if _ELISION.match(text, at) and not opening and glyph in _SINGLE:
            continue
        if opening:
            if glyph in _CLOSERS[opening] and not _reopens(text, glyph, at, after, start, end, opening):
                if glyph not in _SINGLE or _closes_word(text, at, after, end):
                    _add(found, text, inside, at, number, opening, True)
                    opening = ""
            elif glyph == opening == "“" and (closing := _closes_nested(text, after, end)) > 0:
                until = closing
            elif (glyph == "“" and opening in '“"' and _opens(text, glyph, at, after, start, end)) or (
                glyph == opening == '"' and text[inside:at].rstrip()[-1:] in _FINAL
            ):
                _add(found, text, inside, at, number, opening, False)
                opening, inside = glyph, after
            elif opening in _SINGLE and glyph not in _SINGLE and _opens(text, glyph, at, after, start, end):
                opening, inside = glyph, after  # an apostrophe was taken for an opening mark
        elif glyph in _SINGLE:
            closing = _single_closes(text, glyph, after, end) if _opens(text, glyph, at, after, start, end) else -1
            if closing < 0 and goes_on and glyph == "‘" and text[after : after + 1].isupper():
                closing = end
            if closing > 0:
                opening, inside, until = glyph, after, closing
        elif _opens(text, glyph, at, after, start, end):
            opening, inside = glyph, after
        elif not found and glyph in "”\"''" and _starts_sentence(text, start, at):
            _add(found, text, start, at, number, "", True)
    if opening and (opening not in _SINGLE or until == end):
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


def _single_closes(text: str, glyph: str, after: int, end: int) -> int:
    """Give the place of a single mark's closing one in the paragraph, -1 where there is none.

    Double marks may stand before it in pairs, if what ends there is a sentence or the part of one before its cue.
    """
    inner = ""
    crossed = False
    for mark in _MARK.finditer(text, after, end):
        at = mark.start()
        if mark[0] not in _SINGLE:
            if inner and mark[0] in _CLOSERS[inner]:
                inner = ""
            elif inner or mark[0] not in _PAIRED:
                return -1
            else:
                inner, crossed = mark[0], True
        elif not inner and mark[0] in _CLOSERS[glyph] and _closes_word(text, at, mark.end(), end):
            if at - after >= _LONGEST_SINGLE:
                return -1
            if (not crossed and not _owns(text, at, mark.end(), end)) or text[at - 1] in _BEFORE_CLOSING:
                return at
    return -1


def _owns(text: str, at: int, after: int, end: int) -> bool:
    """Tell whether a mark after an s is the apostrophe of a plural: `the members’ choice`, if a later mark closes."""
    if text[at - 1] != "s" or not re.match(r" [a-z]", text[after:end]):
        return False
    later = re.search(r"[.,?!…—–][’']|‘", text[after:end])
    return later is not None and len(later[0]) == 2


def _closes_nested(text: str, after: int, end: int) -> int:
    """Give the place of the mark that closes a quotation inside one of the same marks, -1 where one of the two is open.

    Marks that are all there are as many to close as to open.
    """
    rest = text[after:end]
    if rest.count("“") + 2 != rest.count("”"):
        return -1
    depth = 1
    for mark in re.finditer("[“”]", rest):
        depth += 1 if mark[0] == "“" else -1
        if not depth:
            return after + mark.end()
    return -1


def _starts_sentence(text: str, start: int, at: int) -> bool:
    return text[start].isupper() and at - start > 15 and text[at - 1] in ",.!?…"
