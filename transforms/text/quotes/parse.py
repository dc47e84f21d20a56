"""A parsed document as plain lists, which are cheaper to ask than tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SUFFIXES = (("ies", "y"), ("ied", "y"), ("ying", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
#: forms whose stem no rule finds
_IRREGULAR = {
    form: stem
    for stem, forms in {
        "say": "says said saying",
        "tell": "told",
        "think": "thought",
        "know": "knew known",
        "see": "saw seen",
        "write": "wrote written writing writes",
        "speak": "spoke spoken",
        "hold": "held",
        "mean": "meant",
        "feel": "felt",
        "find": "found",
        "show": "shown",
        "make": "made making makes",
        "give": "gave given giving gives",
        "go": "went gone",
        "take": "took taken taking takes",
        "swear": "swore sworn",
        "forget": "forgot forgotten",
        "seek": "sought",
        "teach": "taught",
        "hear": "heard",
        "read": "reads",
        "lay": "laid",
        "pay": "paid",
        "be": "is was were are been am",
        "have": "has had having",
        "do": "did does done",
        "put": "puts",
        "set": "sets",
        "bring": "brought",
        "lie": "lying",
        "come": "came coming comes",
        "get": "got gotten",
        "leave": "left",
        "lead": "led",
        "fight": "fought",
        "deny": "denial",
        "choose": "chose chosen",
        "understand": "understood",
        "foresee": "foresaw",
        "bet": "bets",
        "retort": "retorts",
    }.items()
    for form in [stem, *forms.split()]
}

#: Penn tags for the universal parts of speech that are asked for in every language
_PENN = {"VERB": "VB", "NOUN": "NN", "PROPN": "NNP", "PRON": "PRP"}

#: "said" run together with the word after it, as careless pages have it; the tagger cannot know it
_GLUED = re.compile("said[a-z]{2,}$")


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Strip a lower-case English word of its inflection, well enough to count its forms together."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if _GLUED.match(word):
        return "say"
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: len(word) - len(suffix)] + instead
            if suffix in ("ed", "ing") and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            return word
    return word


@dataclass(frozen=True, slots=True)
class Parse:
    """The words of a document with their places, tags and heads; all lists have one item a token."""

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    children: list[list[int]]
    #: first token of the token's subtree, and the one after the last
    left: list[int]
    right: list[int]
    #: number of the paragraph; blank tokens have that of the paragraph before
    paragraph: list[int]
    #: first token of the token's sentence (a paragraph's end ends it), and the one after the last
    sentence: list[tuple[int, int]]

    def at(self, place: int) -> int:
        """Number of the first token that ends after a code point."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= place:
                low = middle + 1
            else:
                high = middle
        return low


def read_parse(doc: Doc) -> Parse:
    """Copy out of a Doc what the search for quotes asks; a Doc without a parse gives words that are all roots."""
    count, text = len(doc), doc.text
    starts, lengths = doc.to_array("IDX").tolist(), doc.to_array("LENGTH").tolist()
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    parsed = doc.has_annotation("DEP")
    heads = [place + head for place, head in enumerate(_signed(doc, "HEAD"))] if parsed else list(range(count))
    children: list[list[int]] = [[] for _ in words]
    for number, head in enumerate(heads):
        if head != number:
            children[head].append(number)
    paragraph, current = [], 0
    for word in words:
        paragraph.append(current)
        current += "\n" in word
    opens = [start == 1 for start in _signed(doc, "SENT_START")] if parsed else [False] * count
    tags, parts = _strings(doc, "TAG"), _strings(doc, "POS")
    left, right = _edges(heads)
    return Parse(
        text=text,
        words=words,
        lower=[word.lower().replace("’", "'") for word in words],
        starts=starts,
        ends=ends,
        tags=["VBD" if _GLUED.match(word) else _tag(*it) for word, *it in zip(words, tags, parts, strict=True)],
        deps=_strings(doc, "DEP") if parsed else [""] * count,
        heads=heads,
        children=children,
        left=left,
        right=right,
        paragraph=paragraph,
        sentence=_sentences(words, opens, paragraph),
    )


def _signed(doc: Doc, attribute: str) -> list[int]:
    """Return an attribute of all tokens at once; spaCy gives signed numbers as unsigned ones."""
    numbers: list[int] = doc.to_array(attribute).astype("int64").tolist()
    return numbers


def _strings(doc: Doc, attribute: str) -> list[str]:
    numbers = doc.to_array(attribute).tolist()
    told = {number: doc.vocab.strings[number] for number in set(numbers)}
    return [told[number] for number in numbers]


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """Find the first token of each subtree, and the one after its last; each ancestor is set once, so it is linear."""
    left, right = list(range(len(heads))), list(range(1, len(heads) + 1))
    for place in range(len(heads)):
        head = heads[place]
        while left[head] > place:
            left[head] = place
            head = heads[head]
    for place in range(len(heads) - 1, -1, -1):
        head = heads[place]
        while right[head] < place + 1:
            right[head] = place + 1
            head = heads[head]
    return left, right


def _tag(tag: str, part: str) -> str:
    """Give a token's Penn tag, or the nearest one where the model has only universal parts of speech."""
    return tag if tag not in ("", part) else _PENN.get(part, part)


def _sentences(words: list[str], opens: list[bool], paragraph: list[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for number in range(1, len(words) + 1):
        if number == len(words) or opens[number] or paragraph[number] != paragraph[number - 1]:
            spans += [(start, number)] * (number - start)
            start = number
    return spans
