"""Names of people: their parts, and whether two of them can name one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

from transforms.text.honorifics import strip_titles

#: particles that belong to the family name but are left out as often as not
_PARTICLES = frozenset(
    "van von der den de del della di da do dos das du la le las los lo ten ter zu zur af av al el ul ad as ash an bin ibn bint "
    "ben abu abd mac st".split()
)
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv", "2nd": "ii",
             "3rd": "iii"}
_DEGREES = frozenset("phd md esq mp mep kc qc obe mbe cbe rn cpa".split())
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


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold a name to lower-case ASCII letters, digits and single spaces; possessive and dots go."""
    text = re.sub(r"['’]s?(?=\s|$)", "", text)
    text = anyascii(text.replace("ə", "a").replace("Ə", "A")).lower()
    text = re.sub(r"[.'`’\"]", "", text)
    return " ".join(re.findall(r"[a-z0-9&]+", text))


def _lines(name: str) -> list[list[str]]:
    """Read a data file of words, one group a line, `#` starting a comment."""
    text = (files("transforms.text") / "data" / name).read_text("utf-8")
    return [line.split("#")[0].split() for line in text.splitlines() if line.split("#")[0].strip()]


@cache
def _first_everyday() -> int:
    """The number of the first group of variants that are nicknames; those before are spellings from other scripts."""
    return min(_variants()["robert"])


@cache
def _variants() -> dict[str, frozenset[int]]:
    """Map a given name to the numbers of the groups of variants that it belongs to."""
    groups: dict[str, set[int]] = {}
    lines = _lines("given_names.txt")
    # a line that starts with ~ holds names that have no listed variant, each a group of its own
    singles = [[word] for words in lines if words[0] == "~" for word in words[1:]]
    for number, words in enumerate([*singles, *(words for words in lines if words[0] != "~")]):
        for word in words:
            groups.setdefault(fold(word).replace(" ", ""), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@cache
def _family_first() -> frozenset[str]:
    """Family names that stand before the given name in Chinese, Korean and Vietnamese usage."""
    return frozenset(word for words in _lines("family_first.txt") for word in words)


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
    return len(rest) > 2 and rest not in _variants() and _SYLLABLE.fullmatch(rest) is not None


@lru_cache(maxsize=65536)
def parse_name(name: str) -> PersonName:
    """Take a person's name apart; titles, degrees and quoted nicknames are left out.

    A single word is a surname without a given name. Nothing makes this fail: a name without letters has an empty surname.
    """
    name = re.sub(r"[\"“”(«][^\"“”)»]*[\"”)»]", " ", name.replace(",", " "))
    words = strip_titles(_WORD.findall(re.sub(r"['’]s?(?=\s|$)", "", name)))[1]
    tokens: list[str] = []
    family_tail: set[int] = set()
    for word in words:
        parts = fold(word.replace("-", " ").replace("’", " ") if "-" in word else word).split()
        if re.fullmatch(r"(?:[A-Z]\.){2,}|[A-Z]{2}(?=$)", word) and len(words) > 1 and word != words[-1]:
            parts = list(fold(word))
        if len(parts) > 1:
            family_tail.add(len(tokens))
        tokens += ["".join(parts)] if len(parts) > 1 and _joins(parts) else parts
    suffix = ""
    while len(tokens) > 1 and (tokens[-1] in _SUFFIXES or tokens[-1] in _DEGREES):
        suffix = _SUFFIXES.get(tokens[-1], suffix)
        tokens.pop()
    if not tokens:
        return PersonName((), "")
    if _family_name_first(tokens):
        return PersonName(("".join(tokens[1:]),), tokens[0], (), suffix)
    particle = next((at for at, token in enumerate(tokens) if at and token in _PARTICLES and at < len(tokens) - 1), None)
    if particle is not None:
        family = [token for token in tokens[particle:] if token not in _PARTICLES] or tokens[-1:]
        return PersonName(tuple(tokens[:particle]), family[-1], tuple(family[:-1]), suffix)
    if tokens[0] in _PARTICLES and len(tokens) == 2:
        return PersonName((), tokens[1], (), suffix)
    return PersonName(tuple(tokens[:-1]), tokens[-1], (), suffix)


def _joins(parts: list[str]) -> bool:
    """Tell whether a hyphenated word is one name: Jean-Claude and Jae-in are, al-Assad and Smith-Jones are not."""
    if parts[0] in _PARTICLES:
        return False
    return parts[0] in _variants() or _SYLLABLE.fullmatch("".join(parts)) is not None


#: spellings of one sound in the usual romanisations of Cyrillic, Arabic, Persian and Hebrew names and in plain-letter
#: German, each turned into one, in this order; own compilation after the BGN/PCGN, ALA-LC, Ukrainian 2010 and press
#: conventions
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"shch|schtsch|chtch|szcz", "sc"),
        (r"tsch|tch|cz", "ch"),
        (r"ph", "f"),
        (r"ck|q|kh|gh", "k"),
        (r"dh|dj", "d"),
        (r"dzh", "j"),
        (r"tz|ts", "c"),
        (r"sz", "s"),
        (r"x", "ks"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"ae", "a"),
        (r"(?<=[a-z])oe", "o"),
        (r"ue", "u"),
        # adjectives as surnames, man's and woman's alike: the given name tells them apart
        (r"sk(?:y+|i+|iy|yy|ij|yj|yi|ey|oi|oy|aya|aia|aja|a)$", "sk"),
        (r"(?:iyeh|iyah|ieh|iah|iyya)$", "ia"),
        (r"[ae]h$", "a"),
        (r"iy|yy|ij|yi|yj|ii", "i"),
        # soft consonants and glides, written or not: Medvedyev, Toqaev
        (r"(?<=[bcdfgklmnprstvz])[yij](?=[eou])", ""),
        (r"(?<=[aeou])[yij](?=[aeou])", ""),
        (r"(?:e|o)(?:[vw]|ff?)$", "v"),
        (r"[yj](?=[aeou])", "i"),
        (r"y", "i"),
        (r"w", "v"),
        (r"(?<=enk)[oa]$", "o"),
        (r"(?<=[aeiou])h(?=[bcdfgjklmnpqrstvz]|$)", ""),
    )
)


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """Give a folded name as it sounds, so that romanisations of one name are equal: `zelensk` for Zelenskyy, Zelensky."""
    for pattern, to in _SOUNDS:
        name = pattern.sub(to, name)
    return re.sub(r"([a-z])\1+", r"\1", name)


def is_given_name(name: str) -> bool:
    """Tell whether a folded name is a given name of the table."""
    return name in _variants()


def same_given(one: str, other: str) -> bool:
    """Tell whether two folded given names are one, a nickname or a spelling of the other."""
    if one == other or sound(one) == sound(other):
        return True
    if not _variants().get(one, frozenset()).isdisjoint(_variants().get(other, frozenset())):
        return True
    return min(len(one), len(other)) >= 5 and _alike(sound(one), sound(other), _VOWELS)


#: letters that one romanisation writes for another: unstressed and short vowels, g for h (Russian and Ukrainian) or for k
#: (Arabic qaf), s for z (German)
_VOWELS = frozenset(("ae", "ea", "ei", "ie", "ou", "uo"))
_LETTERS = _VOWELS | {"ao", "oa", "gh", "hg", "gk", "kg", "sz", "zs"}


def _alike(one: str, other: str, pairs: frozenset[str]) -> bool:
    """Tell whether two words differ by nothing but letters that stand for one another."""
    return len(one) == len(other) and all(a == b or a + b in pairs for a, b in zip(one, other, strict=True))


def _less_a_vowel(one: str, other: str, least: int) -> bool:
    """Tell whether two words of at least `least` letters differ by one vowel inside, as in Zawahiri and Zawahri."""
    short, long = sorted((one, other), key=len)
    if len(short) < least or len(long) != len(short) + 1:
        return False
    return any(long[at] in "aeiou" and long[:at] + long[at + 1 :] == short for at in range(1, len(long) - 1))


def _everyday(given: str) -> bool:
    """Tell whether a given name is common in English."""
    numbers = _variants().get(given, frozenset())
    return bool(numbers) and max(numbers) >= _first_everyday()


def _romanised(given: str) -> bool:
    """Tell whether a given name is one that is written in several ways, as it comes from another script."""
    numbers = _variants().get(given, frozenset())
    return bool(numbers) and max(numbers) < _first_everyday()


def given_keys(name: str) -> list[str]:
    """Give the keys of a folded given name: two names that `same_given` takes for one share at least one of them."""
    return [sound(name), *(str(number) for number in sorted(_variants().get(name, ())))]


def same_surname(one: str, other: str, near: bool = False, romanised: bool = False) -> bool:
    """Tell whether two folded surnames are spellings of one.

    `romanised` allows other vowels, as in Suleimani and Soleimani; `near` allows one slip of the pen in a long name.
    """
    if one == other or sound(one) == sound(other):
        return True
    if _less_a_vowel(sound(one), sound(other), 6 if romanised else 8):
        return True
    if romanised and _alike(sound(one), sound(other), _LETTERS):
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
        return joined or (called and (near or (len(first) > 4 and not _everyday(first))))
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
    double name of the other; and the first given names are equal, spellings of one sound, or listed as variants (nickname,
    or one name in neighbouring languages); and no middle name, initial or suffix (Jr., III) contradicts. An initial for a
    given name is enough only where a middle name agrees too, or `near`: in one article or story, where one slip of
    the pen in a long family name is allowed as well. A surname alone is never enough: that is for the caller to decide, who
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
    romanised = _romanised(a.given[0]) and _romanised(b.given[0])
    if same_surname(a.surname, b.surname, near, romanised):
        return _given_agree(a.given, b.given, near)
    # two family names against one of them, as Spanish and Portuguese names have it
    short, long = sorted((a, b), key=lambda name: len(name.given) + len(name.before))
    extra = long.given[1:] + long.before
    if extra and len(extra) > len(short.given[1:] + short.before) and any(same_surname(short.surname, e) for e in extra):
        return len(extra[-1]) > 2 and near and same_given(short.given[0], long.given[0])
    # the family name first here, last there
    if len(a.given) == len(b.given) == 1 and (a.surname in _family_first() or b.surname in _family_first()):
        return a.surname == b.given[0] and b.surname == a.given[0]
    return False
