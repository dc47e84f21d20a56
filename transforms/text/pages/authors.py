"""The people who wrote an article, from bylines as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.text.characters import normalise
from transforms.text.pages.keys import key
from transforms.text.pages.origins import agency

#: how bylines begin
_BY = re.compile(
    r"^\W*(?:(?:written|posted|reported|published|story|words|review(?:ed)?|analysis|opinion|text|reporting|report|article|"
    r"column|edited|updated)\s+)?(?:by|von|par|por|di|af|av|door)\b\W*|^(?:authors?|written|reporters?)\s*:\s*",
    re.I,
)
#: what ends the names: dates, roles set apart, addresses
_END = re.compile(
    r"\s+[|•·–—-]\s+.*$|\s*\|.*$|\s*\(.*$|\s*•.*$|\s+(?:on|at|in|for|from|of|updated|published|posted|via|with)\s.*$|\s+@.*$|https?:.*$|"
    r"\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*$|"
    r"\s*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d.*$|\s*\d{1,4}[\s:/.,-].*$|"
    r"\s+(?:(?:senior|staff|chief|managing|contributing|associate|deputy|news|sports|political|opinion|freelance)\s+)*"
    r"(?:editor|writer|reporter|correspondent|contributor|columnist|author|journalist|producer)\b.*$",
    re.I,
)
#: the paper set in capitals behind a name that is not
_CAPITALS = re.compile(r"(?<=[a-z.])(?:\s+(?!I{2,3}$|IV$)[A-Z]{2,}(?=\s|$)){1,4}$")
_SPLIT = re.compile(r"\s*(?:;|/|\s&\s|\s+and\s+|\s+und\s+|\s+et\s+|\s+with\s+|\n)\s*|\s*,\s*(?:and\s+|&\s*)?", re.I)
#: words that stand in no person's name but in those of papers, agencies, desks and roles
_NOT_PEOPLE = re.compile(
    r"\b(?:staff|team|teams|editors?|editorial|newsroom|desk|bureau|admin|administrator|webmaster|guest|contributors?|"
    r"contributing|correspondents?|reporters?|writers?|journalists?|columnists?|producers?|photographers?|critics?|"
    r"associated press|press|reuters|afp|agence|agency|agencies|news|newspapers?|magazine|media|network|wire|services?|"
    r"online|digital|tv|radio|channel|inc|llc|ltd|gmbh|corp|company|foundation|institute|university|department|office|"
    r"council|commission|association|studios?|podcast|daily|weekly|times|tribune|gazette|herald|chronicle|observer|"
    r"today|official|sponsored|partner|brand|content|board|fact check|director|manager|chief|president|head|senior|"
    r"freelance|special to|unknown|anonymous|none|null|user|author|view|profile|bio|follow|more|read|posts|articles|"
    r"https?|www|com|org|net)\b|@|[<>{}=_#\\]|\.(?:com|org|net|co)\b",
    re.I,
)
#: letters after a name
_DEGREES = re.compile(
    r"(?:,\s*|\s+)(?:M[SDABE]|M\.[SDA]\.|MBA|MPH|RDN?|LDN?|RN|JD|DO|Ph\.?D\.?|Esq\.?|ph\.?\s?d\.?|m\.?\s?d\.?|m\.?s\.?c?\.?|m\.?a\.?|m\.?b\.?a\.?|r\.?d\.?n?\.?|l\.?d\.?n?\.?|r\.?n\.?|j\.?d\.?|"
    r"esq\.?|cpt|cfa|cfp|mph|dds|dvm|lcsw|psy\.?d\.?|ed\.?d\.?|cscs|faap|facp)\.?(?=$|[\s,])"
)
_NAME = re.compile(r"^[^\W\d_][^\d|]*$")
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "das",
        "do",
        "dos",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "zu",
        "zur",
        "bin",
        "ibn",
        "al",
        "el",
        "bint",
        "mac",
        "st",
        "y",
        "e",
        "i",
        "af",
        "av",
    ]
)


def people(names: Iterable[str], site_names: tuple[str, ...] = (), printed: bool = False) -> tuple[str, ...]:
    """Take the people out of names and bylines as written, each once, in order.

    `site_names` are what the site goes by, and never an author. `printed` lines are read more strictly than data: a
    single word is no name there.
    """
    known = {key(name).removeprefix("the") for name in site_names}
    found: dict[str, str] = {}
    for name in names:
        for one in _split(name):
            same = key(one)
            if same.removeprefix("the") in known or agency(one) or not _is_person(one, printed) or _of_site(one, known):
                continue
            found.setdefault(same, one)
    return tuple(found.values())


def _of_site(name: str, known: set[str]) -> bool:
    """Tell a name that carries the site's own ("Example Arts")."""
    return any(len(key(word)) > 2 and key(word) in known for word in name.split()[:1])


def _split(name: str) -> list[str]:
    name = _BY.sub("", normalise(name[:400]))
    name = _DEGREES.sub("", name)
    name = re.sub(r"\S+@\S+\.\w+", " ", name)
    parts: list[str] = []
    for part in _SPLIT.split(name):
        part = _DEGREES.sub("", " " + _CAPITALS.sub("", _END.sub("", part))).strip(' \t.,:;-–—|•·*"“”')
        part = _BY.sub("", part).strip()
        if re.fullmatch(r"(?:[jJ]r|[sS]r|I{2,3}|IV)", part) and parts:
            parts[-1] += f", {part}."
            continue
        parts.append(part)
    return [_case(part) for part in parts if part]


def _case(name: str) -> str:
    """Names in capitals throughout are set in mixed case, as elsewhere."""
    return name.title() if name.isupper() and " " in name and len(name) > 6 else name


def _is_person(name: str, printed: bool) -> bool:
    words = name.split()
    if not (1 <= len(words) <= 5) or len(name) > 50 or not _NAME.match(name) or _NOT_PEOPLE.search(name):
        return False
    if len(words) == 1:
        return not printed and len(name) > 3
    capitals = sum(
        word[:1].isupper() or not word[:1].isascii() or word.lower().strip("'’") in _PARTICLES for word in words
    )
    return capitals == len(words) if printed else capitals >= len(words) - 1 or name.islower()
