"""Names of people in their parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.text.entities.given_names import has_variants
from transforms.text.entities.honorifics import is_title, strip_titles
from transforms.text.entities.lexicon import read_lexicon, read_words
from transforms.text.entities.spelling import fold

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
def family_first() -> frozenset[str]:
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
    if len(tokens) not in (2, 3) or tokens[0] not in family_first():
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
