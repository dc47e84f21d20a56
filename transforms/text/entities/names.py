"""Names of people: their parts, and whether two of them can name one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from transforms.text.entities.given_names import everyday, has_variants, romanised, same_given
from transforms.text.entities.honorifics import is_title, strip_titles
from transforms.text.entities.lexicon import read_lexicon, read_words
from transforms.text.entities.spelling import LETTERS, alike, fold, less_a_vowel, sound

_WORDS = read_lexicon("person_words.txt")
_PARTICLES = _WORDS["particles"]
_SUFFIXES = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
    "2nd": "ii",
    "3rd": "iii",
}
_DEGREES = _WORDS["degrees"]
_WORD = re.compile(r"[^\W_]+(?:[.'’ʼ`-][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name of a person in its parts, all folded to lower-case ASCII."""

    #: given and middle names in order; initials are single letters
    given: tuple[str, ...]
    #: the last part of the family name, by which a person is called when the given name is left out
    surname: str
    #: parts of the family name before that, particles left out: `garcia` in García Márquez
    before: tuple[str, ...] = ()
    #: `jr`, `sr`, `ii` ..., or empty
    suffix: str = ""


@cache
def _family_first() -> frozenset[str]:
    """Family names that stand before the given name in Chinese, Korean and Vietnamese usage."""
    return frozenset(word for words in read_words("family_first.txt") for word in words)


#: one syllable of Mandarin (pinyin) or of Korean as English-language papers write it
_SYLLABLE = re.compile(
    r"(?:(?:zh|ch|sh|kk|tt|pp|ss|jj|[bpmfdtnlgkhjqxrzcsywv])?"
    r"(?:iang|iong|uang|yeon|yeong|yung|young|hyun|eong|yang|iao|ian|uai|uan|ang|eng|ing|ong|eon|eok|eul|eun|eum|eop|"
    r"yeo|yuk|yul|yun|yoo|woo|won|wan|wook|hwan|hoon|hoo|ook|oon|ung|yo|ya|ye|yu|ai|ei|ao|ou|an|en|in|un|on|ia|ie|iu|ua|uo|"
    r"ui|ue|ae|eo|eu|oe|oo|ee|ok|ak|ik|uk|im|am|om|um|il|al|ol|ul|er|a|o|e|i|u))+"
)


def _family_name_first(tokens: list[str]) -> bool:
    """Tell whether the first word is the family name: Xi Jinping, Kim Jong Un, Nguyen Phu Trong."""
    if len(tokens) not in (2, 3) or tokens[0] not in _family_first():
        return False
    rest = "".join(tokens[1:])
    return len(rest) > 2 and not has_variants(rest) and _SYLLABLE.fullmatch(rest) is not None


@lru_cache(maxsize=65536)
def parse_name(name: str) -> PersonName:
    """Take a person's name apart; titles, degrees and quoted nicknames are left out.

    A single word is a surname without a given name. Nothing makes this fail: a name without letters has an empty
    surname.
    """
    name = re.sub(r"[\"“”(«][^\"“”)»]*[\"”)»]", " ", name.replace(",", " "))
    words = strip_titles(_WORD.findall(re.sub(r"['’]s?(?=\s|$)", "", name)))[1]
    if len(words) == 2 and is_title(words[0]):
        words = words[1:]
    tokens: list[str] = []
    for word in words:
        parts = fold(word.replace("-", " ").replace("’", " ") if "-" in word else word).split()
        if re.fullmatch(r"(?:[A-Z]\.){2,}|[A-Z]{2}(?=$)", word) and len(words) > 1 and word != words[-1]:
            parts = list(fold(word))
        letters = "".join(parts) == fold(word) and all(len(part) == 1 for part in parts)
        whole = len(parts) > 1 and not letters and (_joins(parts) or "-" not in word)
        double = len(parts) > 1 and not (whole or letters) and word == words[-1] and parts[0] not in _PARTICLES
        tokens += ["".join(parts)] if whole else ["-".join(parts)] if double else parts
    suffix = ""
    while len(tokens) > 1 and (tokens[-1] in _SUFFIXES or tokens[-1] in _DEGREES):
        suffix = _SUFFIXES.get(tokens[-1], suffix)
        tokens.pop()
    if not tokens:
        return PersonName((), "")
    if _family_name_first(tokens) and not (len(tokens) == 2 and tokens[0] in _PARTICLES):
        return PersonName(("".join(tokens[1:]),), tokens[0], (), suffix)
    *tokens, last = tokens
    *halves, last = last.split("-")
    if halves:
        return PersonName(tuple(it for it in tokens if it not in _PARTICLES), last, tuple(halves), suffix)
    tokens.append(last)
    if tokens[0] in _PARTICLES and len(tokens) > 1 and all(token in _PARTICLES for token in tokens[:-1]):
        return PersonName((), tokens[-1], (), suffix)
    particle = next(
        (at for at, token in enumerate(tokens) if at and token in _PARTICLES and at < len(tokens) - 1), None
    )
    if particle is not None:
        family = [token for token in tokens[particle:] if token not in _PARTICLES] or tokens[-1:]
        return PersonName(tuple(tokens[:particle]), family[-1], tuple(family[:-1]), suffix)
    return PersonName(tuple(tokens[:-1]), tokens[-1], (), suffix)


def _joins(parts: list[str]) -> bool:
    """Tell whether a hyphenated word is one name: Jean-Claude and Jae-in are, al-Assad and Smith-Jones are not."""
    if parts[0] in _PARTICLES:
        return False
    return has_variants(parts[0]) or _SYLLABLE.fullmatch("".join(parts)) is not None


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
    if len(a.given) == len(b.given) == 1 and (a.surname in _family_first() or b.surname in _family_first()):
        return a.surname == b.given[0] and b.surname == a.given[0]
    return False
