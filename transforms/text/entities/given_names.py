"""Given names: which are one name in other spellings or short forms, and who bears them."""

from __future__ import annotations

from functools import cache

from transforms.text.entities.lexicon import read_lexicon, read_words
from transforms.text.entities.spelling import VOWELS, alike, fold, sound


@cache
def _first_everyday() -> int:
    """The number of the first group of variants that are nicknames; those before are spellings from other scripts."""
    return min(_variants()["robert"])


@cache
def _variants() -> dict[str, frozenset[int]]:
    """Map a given name to the numbers of the groups of variants that it belongs to."""
    groups: dict[str, set[int]] = {}
    lines = read_words("given_names.txt")
    # a line that starts with ~ holds names that have no listed variant, each a group of its own
    singles = [[word] for words in lines if words[0] == "~" for word in words[1:]]
    for number, words in enumerate([*singles, *(words for words in lines if words[0] != "~")]):
        for word in words:
            groups.setdefault(fold(word).replace(" ", ""), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def is_given_name(name: str) -> bool:
    """Tell whether a folded name is a given name of the tables."""
    return name in _variants() or name in _sexes()


def has_variants(name: str) -> bool:
    """Tell whether a folded given name is in the table of variants."""
    return name in _variants()


def sex_of(given: str) -> str | None:
    """Tell the sex of nearly all bearers of a folded given name, `f` or `m`; None where it is not known."""
    return _sexes().get(given)


@cache
def _sexes() -> dict[str, str | None]:
    sexes = read_lexicon("first_names.txt")
    return {word: sex if sex != "fm" else None for sex, words in sexes.items() for word in words}


def same_given(one: str, other: str) -> bool:
    """Tell whether two folded given names are one, a nickname or a spelling of the other."""
    if one == other or sound(one) == sound(other):
        return True
    if not _variants().get(one, frozenset()).isdisjoint(_variants().get(other, frozenset())):
        return True
    return min(len(one), len(other)) >= 5 and alike(sound(one), sound(other), VOWELS)


def everyday(given: str) -> bool:
    """Tell whether a given name is common in English."""
    numbers = _variants().get(given, frozenset())
    return bool(numbers) and max(numbers) >= _first_everyday()


def romanised(given: str) -> bool:
    """Tell whether a given name is one that is written in several ways, as it comes from another script."""
    numbers = _variants().get(given, frozenset())
    return bool(numbers) and max(numbers) < _first_everyday()


def given_keys(name: str) -> list[str]:
    """Give the keys of a folded given name: two names that `same_given` takes for one share at least one of them."""
    return [sound(name), *(str(number) for number in sorted(_variants().get(name, ())))]
