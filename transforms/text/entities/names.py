"""Whether two names of people can name one person."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from transforms.text.entities.given_names import everyday, romanised, same_given
from transforms.text.entities.honorifics import strip_titles
from transforms.text.entities.name_parts import PersonName, family_first, parse_name
from transforms.text.entities.spelling import LETTERS, alike, fold, less_a_vowel, sound


def same_surname(one: str, other: str, near: bool = False, foreign: bool = False) -> bool:
    """Tell whether two folded surnames are spellings of one.

    `foreign`, for names from another script, allows other vowels, as in Suleimani and Soleimani; `near` allows one
    slip of the pen in a long name.
    """
    if one == other or sound(one) == sound(other):
        return True
    if less_a_vowel(sound(one), sound(other), 6 if foreign else 8):
        return True
    if foreign and alike(sound(one), sound(other), LETTERS):
        return True
    if not near or min(len(one), len(other)) < 6 or one[0] != other[0]:
        return False
    return DamerauLevenshtein.distance(sound(one), sound(other)) <= 1


def _given_agree(one: tuple[str, ...], other: tuple[str, ...], near: bool) -> bool:
    """Tell whether two rows of given names can belong to one person."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    first, second = short[0], long[0]
    if len(first) == 1 or len(second) == 1:
        whole = near or (len(short) > 1 and len(long) > 1) or len(first) == len(second)
        if first[0] != second[0] or not whole:
            return False
    elif not same_given(first, second):
        joined = "".join(short) == "".join(long) or sound("".join(short)) == sound("".join(long))
        called = len(short) == 1 and any(same_given(first, middle) for middle in long[1:])
        return joined or (called and (near or (len(first) > 4 and not everyday(first))))
    for middle, with_middle in zip(short[1:], long[1:], strict=False):
        if middle[0] != with_middle[0] or (len(middle) > 1 < len(with_middle) and not same_given(middle, with_middle)):
            return False
    return True


def _whole(name: str) -> str:
    """Give a name's letters without its spaces: LePen is Le Pen."""
    return fold(" ".join(strip_titles(name.split())[1])).replace(" ", "")


def _tail(name: PersonName) -> str:
    """Give the sound of all that follows the first given name as one word: Ahmadi-Nejad is Ahmadinejad."""
    parts = (*name.given[1:], *name.before, name.surname)
    return sound("".join(parts)) if all(len(part) > 1 for part in parts) else " ".join(parts)


@lru_cache(maxsize=65536)
def same_person(one: str, other: str, near: bool = False) -> bool:
    """Tell whether two full names can be taken for one person's.

    The rule: the family names are equal, or spellings of one sound in the usual romanisations, or one is a part of a
    double name of the other; and the first given names are equal, spellings of one sound, or listed as variants
    (nickname,
    or one name in neighbouring languages); and no middle name, initial or suffix (Jr., III) contradicts. An initial
    for a
    given name is enough only where a middle name agrees too, or `near`: in one article or story, where one slip of
    the pen in a long family name is allowed as well. A surname alone is never enough: that is for the caller to
    decide, who
    sees whether it has one bearer.
    """
    a, b = parse_name(one), parse_name(other)
    if not a.surname or not b.surname:
        return False
    if not a.given or not b.given:
        return fold(one) == fold(other)
    if a.suffix != b.suffix:
        return False
    if _whole(one) == _whole(other) or (same_given(a.given[0], b.given[0]) and _tail(a) == _tail(b)):
        return True
    foreign = romanised(a.given[0]) and romanised(b.given[0])
    if same_surname(a.surname, b.surname, near, foreign):
        if not near and bool(a.before) != bool(b.before):
            return False
        if any(not same_surname(x, y, near, foreign) for x, y in zip(a.before, b.before, strict=False)):
            return False
        return _given_agree(a.given, b.given, near)
    # two family names against one of them, as Spanish and Portuguese names have it
    short, long = sorted((a, b), key=lambda name: len(name.given) + len(name.before))
    extra = long.given[1:] + long.before
    if (
        extra
        and len(extra) > len(short.given[1:] + short.before)
        and any(same_surname(short.surname, e) for e in extra)
    ):
        return len(extra[-1]) > 2 and near and same_given(short.given[0], long.given[0])
    # the family name first here, last there
    if len(a.given) == len(b.given) == 1 and (a.surname in family_first() or b.surname in family_first()):
        return a.surname == b.given[0] and b.surname == a.given[0]
    return False
