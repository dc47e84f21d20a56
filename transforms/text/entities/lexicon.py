"""Word lists: the data files that the text core reads, once, at import or first use."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def read_words(name: str) -> list[list[str]]:
    """Read a data file of words, one group a line, `#` starting a comment."""
    text = (files("transforms.text") / "data" / name).read_text("utf-8")
    return [line.split("#")[0].split() for line in text.splitlines() if line.split("#")[0].strip()]


@cache
def read_lexicon(name: str) -> dict[str, frozenset[str]]:
    """Read a data file of `key: words` lines; lines of one key add up."""
    found: dict[str, set[str]] = {}
    for key, *words in read_words(name):
        found.setdefault(key.rstrip(":"), set()).update(words)
    return {key: frozenset(words) for key, words in found.items()}
