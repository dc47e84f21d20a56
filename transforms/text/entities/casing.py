"""Capitals made readable for a model that learnt on normal writing."""

from __future__ import annotations

import re

#: three words in capitals or more; a lone acronym or a dateline's city is left alone
_SHOUTED = re.compile(r"\b[A-Z][A-Z'’-]*[A-Z](?:[ \t,:;]+(?:[A-Z][A-Z'’.-]*[A-Z.]?|&|\d+)(?![a-z])){2,}(?![a-z])")
_WORD = re.compile(r"[A-Z][A-Z'’]*")


def calm_capitals(text: str) -> str:
    """Write runs of words in capitals with capital initials only; every character keeps its place."""

    def calm(match: re.Match[str]) -> str:
        words = match.group()
        if sum(len(word) > 3 for word in _WORD.findall(words)) < 2:
            return words
        return _WORD.sub(lambda word: word.group()[0] + word.group()[1:].lower(), words)

    return _SHOUTED.sub(calm, text)
