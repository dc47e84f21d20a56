"""A parsed document as plain lists, which are cheaper to ask than tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

K = TypeVar("K", int, str)

#: Penn tags for the universal parts of speech that are asked for in every language
_PENN = {"VERB": "VB", "NOUN": "NN", "PROPN": "NNP", "PRON": "PRP"}

#: "said" run together with the word after it, as careless pages have it; the tagger cannot know it
GLUED = re.compile("said[a-z]{2,}$")


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """The words of a document with their places, tags and heads; all lists have one item a token."""

    text: str
    #: language of the model
    language: str
    words: list[str]
    #: the words in lower case, with straight apostrophes
    lower: list[str]
    starts: list[int]
    ends: list[int]
    #: Penn tags, or the nearest ones
    tags: list[str]
    #: universal parts of speech
    parts: list[str]
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
    #: the model's entities: first token, the one after the last, label
    names: list[tuple[int, int, str]]
    #: label of the model's entity that the token stands in, or empty
    labels: list[str]

    def at(self, place: int) -> int:
        """Number of the first token that ends after a code point."""
        return bisect_right(self.ends, place)

    def over(self, start: int, end: int) -> tuple[int, int]:
        """Span of the tokens that have a code point of `text[start:end]`."""
        return bisect_right(self.ends, start), bisect_right(self.ends, end - 1) + 1


def read_parse(doc: Doc) -> Parse:
    """Copy out of a Doc what the search for names and quotes asks; without a parse every word is a root."""
    count, strings = len(doc), doc.vocab.strings
    table = doc.to_array(["ORTH", "SPACY", "IDX", "LENGTH", "TAG", "POS", "DEP"]).reshape(count, 7).T.tolist()
    orths, spaces, starts, lengths, tags, parts, deps = table
    words = _told(orths, {orth: strings[orth] for orth in set(orths)})
    parsed = doc.has_annotation("DEP")
    heads = [place + head for place, head in enumerate(_signed(doc, "HEAD"))] if parsed else list(range(count))
    children: list[list[int]] = [[] for _ in words]
    for number, head in enumerate(heads):
        if head != number:
            children[head].append(number)
    paragraph = _paragraphs(words)
    left, right = _edges(heads)
    names = [(name.start, name.end, name.label_) for name in doc.ents]
    labels = [""] * count
    for start, end, label in names:
        labels[start:end] = [label] * (end - start)
    return Parse(
        text="".join([word + " " if space else word for word, space in zip(words, spaces, strict=True)]),
        language=doc.lang_,
        words=words,
        lower=_told(words, {word: word.lower().replace("’", "'") for word in set(words)}),
        starts=starts,
        ends=[start + length for start, length in zip(starts, lengths, strict=True)],
        tags=_penn(words, tags, parts, strings),
        parts=_told(parts, {part: strings[part] for part in set(parts)}),
        deps=_told(deps, {dep: strings[dep] for dep in set(deps)}) if parsed else [""] * count,
        heads=heads,
        children=children,
        left=left,
        right=right,
        paragraph=paragraph,
        sentence=_sentences(_signed(doc, "SENT_START") if parsed else [0] * count, paragraph),
        names=names,
        labels=labels,
    )


def _told(keys: list[K], table: dict[K, str]) -> list[str]:
    return [table[key] for key in keys]


def _signed(doc: Doc, attribute: str) -> list[int]:
    """Return an attribute of all tokens at once; spaCy gives signed numbers as unsigned ones."""
    numbers: list[int] = doc.to_array(attribute).astype("int64").tolist()
    return numbers


def _penn(words: list[str], tags: list[int], parts: list[int], strings: StringStore) -> list[str]:
    """Give each token's Penn tag, or the nearest one where the model has only universal parts of speech."""
    table = {}
    for tag, part in set(zip(tags, parts, strict=True)):
        name, universal = strings[tag], strings[part]
        table[tag, part] = name if name not in ("", universal) else _PENN.get(universal, universal)
    found = [table[both] for both in zip(tags, parts, strict=True)]
    glued = {word for word in set(words) if word.startswith("said") and GLUED.match(word)}
    return ["VBD" if word in glued else tag for word, tag in zip(words, found, strict=True)] if glued else found


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


def _paragraphs(words: list[str]) -> list[int]:
    numbers: list[int] = []
    ends = [place + 1 for place, word in enumerate(words) if "\n" in word]
    for number, end in enumerate([*ends, len(words)]):
        numbers += [number] * (end - len(numbers))
    return numbers


def _sentences(starts: list[int], paragraph: list[int]) -> list[tuple[int, int]]:
    """Give each token the span of its sentence; `starts` is 1 where the model begins one."""
    spans: list[tuple[int, int]] = []
    ends = [at for at, start in enumerate(starts) if start == 1 or (at and paragraph[at] != paragraph[at - 1])]
    for end in [*ends, len(starts)]:
        spans += [(len(spans), end)] * (end - len(spans))
    return spans
