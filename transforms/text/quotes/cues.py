"""The cues that may report a stretch: words near it or above it in the parse, labels before it, signatures after it."""

from __future__ import annotations

import re

from transforms.text.parse import Parse
from transforms.text.quotes.marked import Marked, verb_after
from transforms.text.quotes.quotation_marks import Stretch
from transforms.text.quotes.stems import stem

#: a dash between the closing mark and a name
_SIGNED = re.compile("[\"”’'»]{0,2}\\s?[-–—―]{1,2}\\s?(?=[A-Z])")

#: a signature that ends the paragraph: a dash and at most six words that start with a capital
_SIGNATURE = re.compile(
    "[.,!?\"”’'»]{0,3}\\s?([-–—―]{1,2})\\s?[A-ZÀ-Þ][\\w.'’-]*(?: [A-ZÀ-Þ][\\w.'’-]*,?){0,5}\\s*(?:\n|$)"
)


def find_cues(parse: Parse, marked: Marked, number: int) -> list[int]:
    """List the cues that may report a stretch: those of its paragraph near it, and those that announce it."""
    low, high = marked.spans[number]
    home = parse.paragraph[low]
    near = marked.cues.get(home, [])
    left = [cue for cue in near if cue < low]
    above = _above(parse, low, high)
    before = [cue for cue in left[:-6] if cue in above] + left[-6:]
    after = [cue for cue in near if cue >= high][:5]
    first = next((n for n in range(low, -1, -1) if parse.paragraph[n] != home), -1) + 1
    before += _labels(parse, marked, first, low)
    after += _signatures(parse, marked, marked.stretches[number])
    if not before and low - first <= 2 and home:
        earlier = [cue for cue in marked.cues.get(home - 1, []) if not any(marked.ends[cue : first - 2])]
        before = earlier[-3:]
    return before + after


def find_name_mark(parse: Parse, marked: Marked, number: int) -> int:
    """Give the token that gives a stretch to a name beyond doubt, -1 where there is none.

    That is the colon after a name in capitals at the stretch's start, the dash before a short name that ends its
    paragraph, or a verb of no known meaning between a comma inside the marks and a name: `,” sighed Ellen Marsh`.
    """
    stretch = marked.stretches[number]
    label = parse.text.rfind(":", max(stretch.start - 4, 0), stretch.start)
    if stretch.labelled and label >= 0:
        return parse.at(label)
    for later in range(number, len(marked.stretches)):
        if marked.stretches[later].paragraph != stretch.paragraph:
            break
        signed = _SIGNATURE.match(parse.text, marked.stretches[later].end)
        if signed:
            return parse.at(signed.start(1))
    verb = verb_after(parse, marked.spans[number][1])
    return verb if verb >= 0 and stem(parse.lower[verb]) not in marked.lexicon else -1


def _above(parse: Parse, low: int, high: int) -> set[int]:
    """The tokens that the words of a stretch hang on."""
    found: set[int] = set()
    for token in range(low, high):
        head = parse.heads[token]
        while not low <= head < high and head not in found:
            found.add(head)
            head = parse.heads[head]
    return found


def _labels(parse: Parse, marked: Marked, first: int, low: int) -> list[int]:
    """Give the colon after a name that labels a stretch, as in a transcript."""
    for token in range(low - 1, max(first, low - 40), -1):
        if parse.lower[token] == ":" and marked.inside[token] < 0:
            return [token] if parse.tags[token - 1][:1] == "N" or parse.lower[token - 1] == ")" else []
    return []


def _signatures(parse: Parse, marked: Marked, stretch: Stretch) -> list[int]:
    """Give the dash before a name that signs a stretch."""
    found = _SIGNED.match(parse.text, stretch.end)
    if found is None:
        return []
    token = parse.at(found.end() - 1 - parse.text[found.end() - 1].isspace())
    return [token] if marked.inside[token] < 0 or not parse.words[token][:1].isalnum() else []
