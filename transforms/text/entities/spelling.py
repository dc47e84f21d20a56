"""Spelling: names folded for comparison, and made equal where romanisations of one name differ."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold a name to lower-case ASCII letters, digits and single spaces; possessive and dots go."""
    text = re.sub(r"['’]s?(?=\s|$)", "", text)
    text = anyascii(text.replace("ə", "a").replace("Ə", "A")).lower()
    text = re.sub(r"[.'`’\"]", "", text)
    return " ".join(re.findall(r"[a-z0-9&]+", text))


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
    """Give a folded name as it sounds, so that romanisations of one name are equal: `zelensk` for Zelenskyy,
    Zelensky."""
    for pattern, to in _SOUNDS:
        name = pattern.sub(to, name)
    return re.sub(r"([a-z])\1+", r"\1", name)


#: letters that one romanisation writes for another: unstressed and short vowels, g for h (Russian and Ukrainian) or
#: for k
#: (Arabic qaf), s for z (German)
VOWELS = frozenset(("ae", "ea", "ei", "ie", "ou", "uo"))
LETTERS = VOWELS | {"ao", "oa", "gh", "hg", "gk", "kg", "sz", "zs"}


def alike(one: str, other: str, pairs: frozenset[str]) -> bool:
    """Tell whether two words differ by nothing but letters that stand for one another."""
    return len(one) == len(other) and all(a == b or a + b in pairs for a, b in zip(one, other, strict=True))


def less_a_vowel(one: str, other: str, least: int) -> bool:
    """Tell whether two words of at least `least` letters differ by one vowel inside, as in Zawahiri and Zawahri."""
    short, long = sorted((one, other), key=len)
    if len(short) < least or len(long) != len(short) + 1:
        return False
    return any(long[at] in "aeiou" and long[:at] + long[at + 1 :] == short for at in range(1, len(long) - 1))
