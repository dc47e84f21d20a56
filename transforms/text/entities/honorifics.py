"""Titles: the words before a name that say what a person is."""

from __future__ import annotations

from functools import lru_cache

from transforms.text.entities.lexicon import read_lexicon

_WORDS = read_lexicon("person_words.txt")
HONORIFICS = _WORDS["honorifics"]
OFFICES = _WORDS["offices"]
MODIFIERS = _WORDS["modifiers"]
REGNAL = _WORDS["regnal"]


def bare(word: str) -> str:
    """Fold a word of a title for look-up: lower case, no dots at the end."""
    return word.lower().rstrip(".")


@lru_cache(maxsize=1 << 14)
def is_title(word: str) -> bool:
    """Tell whether a word by itself can stand before a name as a title."""
    folded = bare(word)
    return folded in HONORIFICS or folded in OFFICES or folded.removesuffix("s") in OFFICES


@lru_cache(maxsize=1 << 14)
def may_modify(word: str) -> bool:
    """Tell whether a word can stand inside a title."""
    return bare(word) in MODIFIERS or is_title(word)


def strip_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Split the words of a name into its leading titles and the name itself, which keeps at least one word.

    A regnal title stays with a single name: `Pope Francis`, `King Charles III`.
    """
    start = 0
    while start < len(words) - 1 and (is_title(words[start]) or (start and may_modify(words[start]))):
        start += 1
    while start == 0 and len(words) > 2 and may_modify(words[0]) and any(map(is_title, words[1:-1])):
        start = 1 + max(at for at, word in enumerate(words[1:-1]) if is_title(word)) + 1
    rest = [word for word in words[start:] if not set(word) <= set("IVX.")]
    if start and len(rest) == 1 and bare(words[start - 1]) in REGNAL:
        start -= 1
    return words[:start], words[start:]
