"""The terms of an article: the words that tell what it is about, by which stories are found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from transforms.text.stories.fingerprint import capitalised, fold_words, word_hash
from transforms.text.stories.frequencies import background
from transforms.text.stories.term_weights import text_weights

#: terms kept of one article, those that tell most
MAX_TERMS = 200
#: words of the text that are its lead
LEAD_WORDS = 100
#: words of a text without a title that stand in for it
HEAD_WORDS = 20

_SIGN = re.compile(r"[぀-ヿ㐀-䶿一-鿿豈-﫿]")
_COUNT, _LEAD = 15, 3


def split_terms(text: str) -> list[str]:
    """Split a text into folded words without common English endings; scripts without spaces give pairs of signs."""
    words = fold_words(text)
    if not _SIGN.search(text):
        return [fold_ending(word) for word in words]
    nexts = [*words, ""][1:]
    return [
        word + after if _SIGN.match(word) and _SIGN.match(after) else fold_ending(word)
        for word, after in zip(words, nexts, strict=True)
    ]


@lru_cache(maxsize=1 << 16)
def fold_ending(word: str) -> str:
    """Take off the commonest English endings, so that `strikes`, `striking` and the like meet."""
    if len(word) < 5 or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 6:
        return word[:-3]
    if word.endswith(("ed", "es")) and len(word) > 5:
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one article, the most telling first."""

    hashes: NDArray[np.uint32]
    #: how often each stands in the text, at most 15
    counts: NDArray[np.uint8]
    #: how often in the lead, at most 3
    leads: NDArray[np.uint8]
    #: 1 if it stands in the title
    titles: NDArray[np.uint8]
    #: 1 if it is a name or a number, which tell one event from another of its kind
    facts: NDArray[np.uint8]

    def pack(self) -> bytes:
        """Write the terms as bytes, five for each."""
        codes = self.counts | self.leads << 4 | self.titles << 6 | self.facts << 7
        return self.hashes.astype("<u4").tobytes() + codes.astype(np.uint8).tobytes()

    @classmethod
    def unpack(cls, data: bytes) -> Terms:
        """Read terms that `pack` wrote."""
        return cls.join([data])[0]

    @classmethod
    def join(cls, packed: Sequence[bytes]) -> tuple[Terms, list[int]]:
        """Read the terms of several articles, one behind the other; yields also how many each has."""
        sizes = [len(data) // 5 for data in packed]
        pairs = list(zip(packed, sizes, strict=True))
        hashes = np.frombuffer(b"".join(data[: 4 * size] for data, size in pairs), dtype="<u4")
        codes = np.frombuffer(b"".join(data[4 * size : 5 * size] for data, size in pairs), dtype=np.uint8)
        parts = (codes & _COUNT, codes >> 4 & _LEAD, codes >> 6 & 1, codes >> 7)
        return cls(hashes, *(part.astype(np.uint8) for part in parts)), sizes


def spell_terms(hashes: Sequence[int], title: str | None, text: str) -> dict[int, str]:
    """Return the words of an article behind some hashes of its terms, each as it first stands there."""
    wanted, spelled = set(hashes), dict[int, str]()
    for part in (title or "", text):
        terms = split_terms(part)
        words = fold_words(part, case=False)
        if len(words) != len(terms):
            words = terms
        for term, word in zip(terms, words, strict=True):
            hashed = word_hash(term) >> 32
            if hashed in wanted:
                spelled.setdefault(hashed, term if _SIGN.match(term) else word)
    return spelled


def take_terms(title: str | None, text: str) -> Terms:
    """Take the most telling terms of an article, by what they weigh against news at large.

    The choice does not depend on the other articles of a run, so that it can be kept for later runs.
    """
    words = split_terms(text)
    # without a title the first words stand in for it
    heads = split_terms(title or "") or words[:HEAD_WORDS]
    counts, leads, titles = Counter(words), Counter(words[:LEAD_WORDS]), set(heads)
    facts = fact_terms(text, counts)
    # of two terms with one hash the last counts
    found = {word_hash(term) >> 32: term for term in sorted(counts.keys() | titles)}
    each = found.values()
    terms = Terms(
        np.fromiter(found, dtype=np.uint32, count=len(found)),
        np.minimum([counts[term] for term in each], _COUNT).astype(np.uint8),
        np.minimum([leads[term] for term in each], _LEAD).astype(np.uint8),
        np.fromiter((term in titles for term in each), dtype=np.uint8, count=len(found)),
        np.fromiter((term in facts for term in each), dtype=np.uint8, count=len(found)),
    )
    order = np.lexsort((terms.hashes, -text_weights(terms, background().idf(terms.hashes))))[:MAX_TERMS]
    return Terms(*(getattr(terms, part)[order] for part in Terms.__slots__))


def fact_terms(text: str, counts: Counter[str]) -> set[str]:
    """Return the terms that are numbers, or are mostly written with a capital within sentences."""
    names = Counter(split_terms(" ".join(capitalised(text))))
    return {term for term in counts if term[0].isdigit() or 2 * names[term] >= counts[term]}
