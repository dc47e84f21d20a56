"""Quotations whose closing mark is missing: where they end."""

from __future__ import annotations

from dataclasses import replace

from transforms.text.entities.personal import is_human
from transforms.text.parse import Parse
from transforms.text.quotes.quotation_marks import Stretch
from transforms.text.quotes.stems import stem

#: marks before a cue, the verbs that follow a quotation, and what may follow those where the clause ends with them
BREAKS = frozenset((",", "?", "!"))
_TELLING = frozenset(("say", "add", "ask", "tell", "reply", "explain", "recall", "complain", "warn"))
_INNER_MARKS = frozenset("'’")
_AFTER_CUE = frozenset((".", ",", ":", "in", "on", "at", "after", "as", "during", "when", "while"))
#: pronouns that are part of what is said
_OBJECTS = frozenset(("i", "we", "you", "it", "us", "me", "them", "him"))


def cut_unclosed(parse: Parse, stretch: Stretch) -> Stretch:
    """Cut a stretch whose closing mark is missing before the cue that follows it, a fragment at its sentence's end.

    Without a parse, or where neither is found, it stays as it is.
    """
    if stretch.closed or not stretch.opening:
        return stretch
    low, high = parse.at(stretch.start), parse.at(stretch.end - 1) + 1
    for token in range(low + 1, high - 2):
        after = token + 1 + (parse.words[token + 1] in _INNER_MARKS)
        if parse.words[token] in BREAKS and _cue_follows(parse, after, high):
            return replace(stretch, end=parse.ends[token])
    end = parse.ends[parse.sentence[low][1] - 1]
    if parse.text[stretch.start].islower() and stretch.start < end < stretch.end:
        return replace(stretch, end=end)
    return stretch


def _cue_follows(parse: Parse, token: int, high: int) -> bool:
    """Tell whether `he said`, `said Ellen Marsh` and the like start at a token, and a clause ends with them."""
    tags, lower = parse.tags, parse.lower
    if stem(lower[token]) in _TELLING and tags[token] in ("VBD", "VBZ"):
        after = token + 1 + (tags[token + 1] == "NN" or is_human(lower[token + 1]))
        return tags[after] in ("NNP", "DT", "PRP") and lower[after] not in _OBJECTS
    at = token
    while at < high and at < token + 5 and tags[at] in ("NNP", "NNPS", "PRP", "DT", "NN") and lower[at] not in _OBJECTS:
        at += 1
    if at == token or at >= high or stem(lower[at]) not in _TELLING or tags[at] not in ("VBD", "VBZ"):
        return False
    return lower[at] in ("told", "tells") or at + 1 == high or lower[at + 1] in _AFTER_CUE
