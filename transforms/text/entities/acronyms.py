"""Short names that a text explains: International Monetary Fund (IMF), Harbour Energy and Harbour."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from transforms.text.entities.aliases import known
from transforms.text.entities.personal import names_a_thing

_BRACKETED = re.compile(r"\(\s*[\"“']?([A-Z][A-Za-z.&-]{1,9})[\"”']?\s*\)")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "et", "von", "der"))


def _initials(name: str) -> tuple[str, str]:
    """First letters of a name's words, without and with the small words."""
    words = re.findall(r"[^\W_]+", name)
    return (
        "".join(word[0] for word in words if word.lower() not in _SMALL).upper(),
        "".join(word[0] for word in words).upper(),
    )


def acronyms(text: str, names: Iterable[str]) -> dict[str, str]:
    """Map acronyms to the full name they stand for: in brackets after it, or a name in capitals with its very
    initials."""
    found: dict[str, str] = {}
    names = list(dict.fromkeys(names))
    full = [name for name in names if len(name.split()) > 1 and not name.isupper()]
    brackets = [match for match in _BRACKETED.finditer(text) if text[match.start() - 1 : match.start()] == " "]
    for name in full if brackets else ():
        for match in brackets:
            short = match.group(1).replace(".", "").upper()
            if text.endswith(name, 0, match.start() - 1) and short in _initials(name):
                found.setdefault(match.group(1), name)
                break
    short = [name for name in names if name.isupper() and 3 <= len(name.replace(".", "")) <= 8 and " " not in name]
    initials = [(other, _initials(other)) for other in full] if short else []
    for name in short:
        letters = name.replace(".", "").replace("-", "")
        fits = [other for other, letters_of in initials if letters in letters_of]
        if len(fits) == 1:
            found.setdefault(name, fits[0])
    return found


def first_words(names: Iterable[str]) -> dict[str, str]:
    """Map the first word of a company's or institution's name to the name, where only one begins with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words = name.split()
        if len(words) > 1 and len(words[0]) > 2 and names_a_thing(name) and known(words[0]) is None:
            found[words[0]].add(name)
    return {word: next(iter(full)) for word, full in found.items() if len(full) == 1}
