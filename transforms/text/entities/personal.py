"""Signs in the words around a name that it is a person's, and what they say of that person."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category

from transforms.text.entities.given_names import is_given_name, sex_of
from transforms.text.entities.honorifics import HONORIFICS, OFFICES, bare
from transforms.text.entities.lexicon import read_lexicon
from transforms.text.entities.spelling import fold
from transforms.text.parse import Parse

_WORDS = read_lexicon("person_words.txt")
_WOMEN = _WORDS["women"]
_MEN = _WORDS["men"]
_YOUNG = _WORDS["young"]
_KIN = _WORDS["kin"]
_ROLES = _WORDS["roles"]
_HUMAN = OFFICES | HONORIFICS | _WOMEN | _MEN | _KIN | _ROLES
_PEOPLE_DO = _WORDS["deeds"]
_THINGS = _WORDS["things"]
_EITHER = _WORDS["either"]
_HEADLINE = _WORDS["headline"]


def names_a_thing(name: str) -> bool:
    """Tell whether the last word of a name shows that it is no person's."""
    return bare(name.split()[-1]) in _THINGS


def without_headline(name: str) -> str:
    """Cut the verb of a headline off a name: `Varga Says`."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _HEADLINE:
        words.pop()
    return name[: name.index(words[-1], len(" ".join(words[:-1]))) + len(words[-1])]


@lru_cache(maxsize=1 << 14)
def is_human(word: str) -> bool:
    """Tell whether a noun says what a person is."""
    folded = bare(word)
    return folded in _HUMAN or folded.removesuffix("s") in _HUMAN


def is_personal(parse: Parse, start: int, end: int) -> bool:
    """Tell whether the words around the tokens from `start` to `end` show that they name a person.

    The signs: a noun for a person before it, with a comma or without; an age or a `who` after it; a verb of what only
    people do; a listed given name to begin with.
    """
    words = parse.words[start:end]
    if bare(words[-1]) in _THINGS | _EITHER or not words[0][:1].isupper():
        return False
    before = parse.words[start - 1] if start else ""
    after = parse.words[end : end + 3]
    if before[:1].isalpha() and is_human(before):
        return True
    if (
        before == ","
        and _described(parse, start - 2)
        and (not after or after[0] in {",", ".", ";", "—", "–"} or len(words) > 1)
    ):
        return True
    if after[:1] == [","] and len(after) > 1:
        if after[1].lower() in {"who", "whose", "whom"}:
            return True
        if after[1].lower() in {"a", "an", "the", "his", "her", "their"} and _describes(parse, end + 2):
            return True
        if age_after(parse, end) is not None:
            return True
    if (after and after[0].lower() in _PEOPLE_DO) or before.lower() in _PEOPLE_DO:
        return True
    return 1 < len(words) < 4 and is_given_name(fold(words[0])) and all(word[:1].isupper() for word in words)


def _described(parse: Parse, at: int) -> bool:
    """Tell whether the noun phrase that ends at a token is headed by a noun for a person."""
    for place in range(at, max(-1, at - 6), -1):
        word = parse.words[place]
        if is_human(word) and not word[0].isupper():
            return True
        if _is_punctuation(word) or parse.parts[place] in {"VERB", "AUX", "PRON"}:
            return False
    return False


def _describes(parse: Parse, at: int) -> bool:
    """Tell whether the noun phrase that begins at a token is headed by a noun for a person."""
    for place in range(at, min(len(parse.words), at + 5)):
        word = parse.words[place]
        if is_human(word):
            return True
        if _is_punctuation(word) or parse.parts[place] in {"VERB", "AUX", "ADP"}:
            return False
    return False


def _is_punctuation(word: str) -> bool:
    return not any(char.isalnum() or char.isspace() or category(char)[0] != "P" for char in word)


def age_after(parse: Parse, end: int) -> int | None:
    """Read an age that stands between commas after a name."""
    after = parse.words[end : end + 3]
    if len(after) == 3 and after[0] == "," and after[1].isdigit() and after[2] in {",", ".", ";"}:
        return int(after[1]) if int(after[1]) < 110 else None
    return None


def sex_from(title: str, name: str) -> str | None:
    """Tell the sex of a person, `f` or `m`, from the title or else the given name; None if neither says."""
    words = {bare(word) for word in title.split()}
    if words & _WOMEN:
        return "f"
    if words & _MEN:
        return "m"
    parts = name.split()
    return sex_of(fold(parts[0])) if len(parts) > 1 else None


def kin_around(parse: Parse, start: int, end: int) -> str:
    """Give the words for kin beside a name, as titles are given: `his son, Miles` is `son`."""
    near = [word.lower() for word in (*parse.words[max(0, start - 3) : start], *parse.words[end : end + 4])]
    return " ".join(word for word in near if word in _WOMEN | _MEN and word not in HONORIFICS)


def is_young(words: str) -> bool:
    """Tell whether words for kin make a person the younger of two."""
    return bool(set(words.split()) & _YOUNG)
