"""The stretches between marks laid over the tokens of a parse, and the tokens outside them that may be cues."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import accumulate

from transforms.text.parse import Parse
from transforms.text.quotes.quotation_marks import Stretch
from transforms.text.quotes.stems import stem
from transforms.text.quotes.unclosed import BREAKS, cut_unclosed

#: first letters of the tags of nouns, verbs and adjectives; "according" is tagged as a verb or as a preposition
_OPEN_TAGS = frozenset("NVJ")
_ALWAYS = frozenset(("say", "accord"))
#: "SMITH:" or "Q:" at the start of a stretch, as in a transcript that is quoted
_LABEL = re.compile(r"(?:[A-Z][\w.'’-]*\s){0,3}[A-Z][A-Z.'’-]+:\s+(?=\S)")
_ENDS = frozenset((".", "?", "!", "…", "..."))


@dataclass(frozen=True, slots=True)
class Marked:
    """The stretches of an article laid over its tokens."""

    stretches: tuple[Stretch, ...]
    #: token span of each stretch
    spans: tuple[tuple[int, int], ...]
    #: for each token the number of the stretch it stands in, or -1
    inside: list[int]
    #: tokens outside that may be cues, by paragraph
    cues: dict[int, list[int]]
    #: for each stretch whether it begins its paragraph
    leads: list[bool]
    #: stems of the words that may be cues
    lexicon: Set[str]
    #: tokens that end a sentence outside the stretches, by number
    ends: list[bool]
    #: for each stretch the token that the largest part of it hangs on
    tops: list[int]
    #: for each token how many before it stand in a stretch, and one number more for the end
    before: list[int]

    def touches(self, low: int, high: int) -> bool:
        """Tell whether any of the tokens from `low` to `high` stands in a stretch."""
        return self.before[high] > self.before[low]

    def leaves(self, low: int, high: int) -> bool:
        """Tell whether any of the tokens from `low` to `high` stands outside the stretches."""
        return self.before[high] - self.before[low] < high - low


def lay_over(parse: Parse, stretches: Sequence[Stretch], lexicon: Set[str]) -> Marked:
    """Find the tokens of each stretch, and the tokens outside them that may be cues."""
    inside = [-1] * len(parse.words)
    spans = []
    stretches = [cut_unclosed(parse, _after_label(parse.text, stretch)) for stretch in stretches]
    for number, stretch in enumerate(stretches):
        low, high = parse.at(stretch.start), parse.at(stretch.end - 1) + 1
        spans.append((low, high))
        inside[low:high] = [number] * (high - low)
    beside = {verb_after(parse, high) for _, high in spans} if lexicon else set()
    cues: dict[int, list[int]] = {}
    known = {word for word in set(parse.lower) if stem(word) in lexicon}
    for token, word in enumerate(parse.lower):
        if inside[token] < 0 and ((word in known and is_cue(parse, token, lexicon)) or token in beside):
            cues.setdefault(parse.paragraph[token], []).append(token)
    tops = [_top(parse, low, high) for low, high in spans]
    before = [0, *accumulate(number >= 0 for number in inside)]
    ends = [inside[n] < 0 and word in _ENDS for n, word in enumerate(parse.lower)]
    leads = [
        not any(c.isalnum() for c in parse.text[parse.text.rfind("\n", 0, s.start) + 1 : s.start]) for s in stretches
    ]
    return Marked(tuple(stretches), tuple(spans), inside, cues, leads, lexicon, ends, tops, before)


def _top(parse: Parse, low: int, high: int) -> int:
    heads = parse.heads
    tops = [n for n in range(low, high) if not low <= heads[n] < high or heads[n] == n]
    tops = [n for n in tops if parse.deps[n] != "punct"] or tops
    return max(tops, key=lambda n: parse.right[n] - parse.left[n], default=-1)


def _after_label(text: str, stretch: Stretch) -> Stretch:
    """Take the label of who speaks off the start of a stretch."""
    found = _LABEL.match(text, stretch.start, stretch.end)
    return replace(stretch, start=found.end(), labelled=True) if found and found.end() < stretch.end else stretch


def verb_after(parse: Parse, high: int) -> int:
    """Give the verb that a comma between marks and a name make a cue, whatever it means: `,” sighed Ellen Marsh`.

    `high` is the token after the stretch, its closing mark if there is one; -1 where there is no such verb.
    """
    tags, verb = parse.tags, high + 1
    if (
        verb + 1 >= len(tags)
        or parse.words[high - 1] not in BREAKS
        or parse.paragraph[verb] != parse.paragraph[high - 1]
    ):
        return -1
    if parse.words[high][:1].isalnum():
        return -1
    if tags[verb] in ("VBD", "VBZ") and tags[verb + 1] == "NNP":
        return verb
    if parse.lower[verb] in ("he", "she") and tags[verb + 1] == "VBD" and parse.lower[verb + 2 : verb + 3] == ["."]:
        return verb + 1
    return -1


def is_cue(parse: Parse, token: int, lexicon: Set[str]) -> bool:
    """Whether a token may report what somebody says."""
    tag, key = parse.tags[token], stem(parse.lower[token])
    return key in lexicon and (key in _ALWAYS or (tag[:1] in _OPEN_TAGS and tag not in ("NNP", "NNPS")))
