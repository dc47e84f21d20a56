"""The fingerprint of a text: what is kept of it so that its copies are known again without the text.

MinHash is Broder's (1997) over runs of five words, multiply-shift hashes standing in for random permutations. The few
lines are our own because the digests of the known libraries changed between their releases, while a stored
fingerprint has to hold for years: any change here needs a new `SCHEME`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from schemas.record import record

#: the recipe; fingerprints of different recipes are not compared
SCHEME = "words5-minhash32x2-sketch256/1"
SHINGLE = 5
BANDS = 32
ROWS = 2
#: bytes of a signature
SIGNATURE = BANDS * ROWS * 4
#: a text of fewer words cannot be told from a stock phrase
MIN_WORDS = 10

#: shingles kept of a text; of a text 32 times as long, its lowest eighth
_SKETCH = 256
_SKETCH_SHARE = 8
_FACTS = 64
_ALL = 0xFFFFFFFF
#: the bit of a packed sketch's count of facts that tells that `delivered` stands at its end
_DELIVERED = 1 << 31
#: A word that follows a word or a comma, hence is not the first of a sentence, and the word before it. Where the second
#: begins with a small letter, or the match would begin within a word, it is passed over at once.
_NEIGHBOURS = re.compile(r"(?<![^\W\d_])([^\W\d_][\w'’\-]*+)(?=,? [‘'(]?([^\W\d_a-zà-öø-ÿ][\w'’\-]*+))")
_APOSTROPHES = re.compile(r"['’ʼ＇`´]")
#: of scripts written without spaces each sign is a word
_WORD = re.compile(r"[぀-ヿ㐀-䶿一-鿿豈-﫿]|[^\W_]+")
_U64 = np.uint64
_POWERS = np.array([pow(0x9E3779B97F4A7C15, k, 1 << 64) for k in range(SHINGLE)], dtype=_U64)


def _digest(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")


#: odd factors taken from digests, so that no generator's stream has to stay the same
_FACTORS = np.array([_digest(b"minhash %d" % i) | 1 for i in range(BANDS * ROWS)], dtype=_U64)


@lru_cache(maxsize=8)  # fingerprint and terms are taken of one text after the other
def fold_words(text: str, case: bool = True) -> Sequence[str]:
    """Split a text into words, with width, punctuation, white space and, unless told otherwise, case folded away."""
    plain = unicodedata.normalize("NFKC", text)
    return _WORD.findall(_APOSTROPHES.sub("", plain.casefold() if case else plain))


@lru_cache(maxsize=8)
def capitalised(text: str) -> Sequence[str]:
    """Return the words written with a capital within sentences, or at the start with another such word next: names."""
    pairs = _NEIGHBOURS.findall(text)
    within = [word for _, word in pairs if word[0].isupper()]
    return within + [first for first, word in pairs if first[0].isupper() and word[0].isupper()]


@lru_cache(maxsize=1 << 18)
def word_hash(word: str) -> int:
    """Hash one word to 64 bits, the same in every process."""
    return _digest(word.encode("utf-8", "surrogatepass"))


def shingle_hashes(words: Sequence[str]) -> NDArray[np.uint64]:
    """Hash every run of `SHINGLE` words, in the order of the text; a shorter text is one run, an empty one none."""
    if not words:
        return np.zeros(0, dtype=_U64)
    hashes = np.fromiter(map(word_hash, words), dtype=_U64, count=len(words))
    if len(hashes) < SHINGLE:
        hashes = np.pad(hashes, (0, SHINGLE - len(hashes)))
    runs = np.lib.stride_tricks.sliding_window_view(hashes, SHINGLE)
    return _mix((runs * _POWERS).sum(axis=1, dtype=_U64))


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Let every bit of the input reach every bit of the result (the finaliser of SplitMix64)."""
    values = (values ^ (values >> _U64(30))) * _U64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> _U64(27))) * _U64(0x94D049BB133111EB)
    result: NDArray[np.uint64] = values ^ (values >> _U64(31))
    return result


@record
class Sketch:
    """A sample of a text's shingles that is the same sample in all texts, hence good for containment."""

    #: digest of all words in order: equal for texts of the same words
    words: int
    #: hashes up to this value are kept, all of them
    limit: int
    #: hashes of the first distinct numbers and names, which tell one event from another of its kind
    facts: NDArray[np.uint32]
    #: kept shingle hashes in the order of the text
    shingles: NDArray[np.uint32]
    #: digest of all words of text and boilerplate in any order; 0 where it was not taken, as in sketches of long ago
    delivered: int = 0

    def pack(self) -> bytes:
        """Write the sketch as bytes."""
        head = self.words.to_bytes(8, "little") + self.limit.to_bytes(4, "little")
        facts, shingles = self.facts.astype("<u4"), self.shingles.astype("<u4")
        count = (len(facts) | _DELIVERED * bool(self.delivered)).to_bytes(4, "little")
        tail = self.delivered.to_bytes(8, "little") if self.delivered else b""
        return head + count + facts.tobytes() + shingles.tobytes() + tail

    @classmethod
    def unpack(cls, data: bytes) -> Sketch:
        """Read a sketch that `pack` wrote."""
        words, limit, count = (int.from_bytes(data[a:b], "little") for a, b in ((0, 8), (8, 12), (12, 16)))
        told = 8 if count & _DELIVERED else 0
        values = np.frombuffer(data, dtype="<u4", offset=16, count=(len(data) - 16 - told) // 4)
        count &= ~_DELIVERED
        delivered = int.from_bytes(data[len(data) - told :], "little")
        return cls(words, limit, values[:count], values[count:], delivered)


@record
class Fingerprint:
    """What is kept of one text."""

    #: bands of minima; two texts share one with the probability of their Jaccard similarity to the power of `ROWS`
    signature: bytes
    #: a packed `Sketch`
    sketch: bytes


def fingerprint(text: str, boilerplate: Iterable[str] = ()) -> Fingerprint | None:
    """Take the fingerprint of a text, from which boilerplate was taken; None if it has fewer than `MIN_WORDS` words."""
    words = fold_words(text)
    if len(words) < MIN_WORDS:
        words = list("".join(text.split()))
        if len(words) < 20 * MIN_WORDS:
            return None
    shingles = shingle_hashes(words)
    minima = (np.unique(shingles) * _FACTORS[:, None] >> _U64(32)).min(axis=1).astype("<u4")
    kept = (shingles >> _U64(32)).astype(np.uint32)
    size, limit = max(_SKETCH, len(kept) // _SKETCH_SHARE), _ALL
    if len(kept) > size:
        limit = int(np.partition(kept, size - 1)[size - 1])
        kept = kept[kept <= limit]
    names = set(fold_words(" ".join(capitalised(text))))
    facts = dict.fromkeys(word_hash(word) >> 32 for word in words if word[0].isdigit() or word in names)
    every = [word_hash(word) for part in (text, *boilerplate) for word in fold_words(part)]
    sketch = Sketch(
        _digest("\n".join(words).encode("utf-8", "surrogatepass")),
        limit,
        np.array(list(facts)[:_FACTS], dtype=np.uint32),
        kept,
        sum(every) & (1 << 64) - 1,
    )
    return Fingerprint(minima.tobytes(), sketch.pack())


def band_keys(signatures: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return the keys under which copies meet, a row for each signature: one for each band, and one for all of them.

    Texts of the very same words have all bands in common, and meet apart from texts that share some.
    """
    bands = np.ascontiguousarray(signatures).view("<u8").astype(_U64)
    numbered = bands + np.arange(1, BANDS + 1, dtype=_U64) * _POWERS[1]
    every = _mix(numbered).sum(axis=1, dtype=_U64, keepdims=True)
    keys: NDArray[np.int64] = (_mix(np.hstack((numbered, every))) >> _U64(1)).astype(np.int64)
    return keys
