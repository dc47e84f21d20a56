"""Utterances: which quotes of different articles are the same words by the same speaker."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from schemas.annotation import Quote
from schemas.ids import make_id
from schemas.record import record
from transforms.text.entities.spelling import fold

#: words that make a cut version sure; fewer in a row are said by one person more than once
SURE_WORDS = 8
#: or the share of the longer version that a shorter cut must hold: most of it
SURE_SHARE = 0.6
#: the shortest cut that is compared at all
LEAST_WORDS = 4

#: words in a row that versions of a long and of a short utterance meet by
_LONG_KEY, _SHORT_KEY = 5, 3
_SHORT = int(SURE_WORDS / SURE_SHARE)
_WORDS = re.compile(r"[^\W_]+")

T = TypeVar("T")


@record
class Version:
    """The words of a quote, folded, with who said them."""

    #: the speaker's entity, or the name of a speaker who is no entity, or empty
    speaker: str
    #: the words with a space between them: one string travels faster than many
    said: str

    @property
    def words(self) -> list[str]:
        """The words one by one."""
        return self.said.split(" ")

    @property
    def version_id(self) -> str:
        """The utterance_id of a quote that is no cut of a longer one."""
        return make_id("utterance", self.speaker, *self.words)


@dataclass(frozen=True, slots=True, order=True)
class Fuller:
    """A longer version that a version is a cut of; the greater, the better."""

    length: int
    version_id: str


def version_of(quote: Quote) -> Version:
    """Take from a quote what it is compared by: case, accents, punctuation and quotation marks folded away."""
    speaker = quote.speaker_entity_id or (f"name {fold(quote.speaker)}" if quote.speaker else "")
    return Version(speaker, " ".join(_WORDS.findall(fold(quote.text.replace("-", " "))) or quote.text.split()))


def meeting_keys(version: Version) -> list[str]:
    """Give keys of which a version shares at least one with every version that it is a sure cut of.

    A long version gives, for each stretch of words that is long enough to be a sure cut, the run of words with the
    least hash (winnowing, Schleimer et al. 2003); a short one gives all its runs.
    """
    words, keys = version.words, set()
    if LEAST_WORDS <= len(words) <= _SHORT:
        keys |= {" ".join(run) for run in _runs(words, _SHORT_KEY)}
    if len(words) >= SURE_WORDS:
        runs = [(zlib.crc32(run.encode()), run) for run in map(" ".join, _runs(words, _LONG_KEY))]
        keys |= {min(stretch)[1] for stretch in _runs(runs, SURE_WORDS - _LONG_KEY + 1)}
    return sorted(f"{version.speaker} {run}" for run in keys)


def _runs(items: list[T], length: int) -> Iterator[list[T]]:
    return (items[at : at + length] for at in range(len(items) - length + 1))


def is_cut(short: Version, long: Version) -> bool:
    """Tell whether one version is surely a cut of another: its words stand there in a row, and are enough."""
    if short.speaker != long.speaker or f" {short.said} " not in f" {long.said} ":
        return False
    words, of = len(short.words), len(long.words)
    return LEAST_WORDS <= words < of and (words >= SURE_WORDS or words >= SURE_SHARE * of)


def cuts(versions: Iterable[Version]) -> Iterator[tuple[str, Fuller]]:
    """Find among versions that share a key the ids of the cuts, each with a longer version."""
    ordered = sorted(set(versions), key=lambda it: (len(it.words), it.said, it.speaker))
    for at, short in enumerate(ordered):
        for long in ordered[at + 1 :]:
            if is_cut(short, long):
                yield short.version_id, Fuller(len(long.words), long.version_id)
