"""Utterances: which quotes of different articles are the same words by the same speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


@record
class Version:
    """The words of a quote, folded, with who said them."""

    #: the speaker's entity, or the name of a speaker who is no entity, or empty
    speaker: str
    words: tuple[str, ...]

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
    return Version(speaker, tuple(_WORDS.findall(fold(quote.text.replace("-", " ")))) or (quote.text,))


def meeting_keys(version: Version) -> list[str]:
    """Give keys of which a version shares at least one with every version that it is a sure cut of.

    A long version gives, for each stretch of words that is long enough to be a sure cut, the run of words with the
    least
    hash (winnowing, Schleimer et al. 2003); a short one gives all its runs.
    """
    words, keys = version.words, set()
    if LEAST_WORDS <= len(words) <= _SHORT:
        keys |= {make_id(version.speaker, *words[at : at + _SHORT_KEY]) for at in range(len(words) - _SHORT_KEY + 1)}
    if len(words) >= SURE_WORDS:
        runs = [make_id(version.speaker, *words[at : at + _LONG_KEY]) for at in range(len(words) - _LONG_KEY + 1)]
        window = SURE_WORDS - _LONG_KEY + 1
        keys |= {min(runs[at : at + window]) for at in range(len(runs) - window + 1)}
    return sorted(keys)


def is_cut(short: Version, long: Version) -> bool:
    """Tell whether one version is a cut of another that leaves no doubt: its words stand there in a row, and are
    enough."""
    if short.speaker != long.speaker or not LEAST_WORDS <= len(short.words) < len(long.words):
        return False
    if len(short.words) < SURE_WORDS and len(short.words) < SURE_SHARE * len(long.words):
        return False
    return f" {' '.join(short.words)} " in f" {' '.join(long.words)} "


def cuts(versions: Iterable[Version]) -> Iterator[tuple[str, Fuller]]:
    """Find among versions that share a key the ids of the cuts, each with a longer version."""
    ordered = sorted(set(versions), key=lambda it: (len(it.words), it.words, it.speaker))
    for at, short in enumerate(ordered):
        for long in ordered[at + 1 :]:
            if is_cut(short, long):
                yield short.version_id, Fuller(len(long.words), long.version_id)
