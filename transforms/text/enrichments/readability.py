"""How easy an English text is to read."""

from __future__ import annotations

import re

from schemas import Article

#: words below which the score says more about single words than about the text
LEAST_WORDS = 100

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|\n\n")
_VOWELS = re.compile(r"[aeiouy]+")
#: an e that ends a word after a consonant, but not in -le; and that of -ed where it is not spoken
_SILENT = re.compile(r"[^aeioulyd]e$|[aeiou]le$|[aeiouylr]de$|[^aeiouydt]ed$")


def readability(article: Article) -> float | None:
    """Give the Flesch reading ease of an English text of 100 words or more: 30 is hard, 60 plain, 90 easy.

    The formula is Flesch's (A new readability yardstick, Journal of Applied Psychology 32, 1948).
    """
    words = _WORD.findall(article.text.lower())
    if article.language != "en" or len(words) < LEAST_WORDS:
        return None
    sentences = sum(1 for part in _SENTENCE_END.split(article.text) if _WORD.search(part))
    syllables = sum(map(count_syllables, words))
    return round(206.835 - 1.015 * len(words) / sentences - 84.6 * syllables / len(words), 1)


def count_syllables(word: str) -> int:
    """Count the syllables of an English word, in lower case, by its groups of vowels; a silent e at the end is none."""
    groups = len(_VOWELS.findall(word))
    return max(1, groups - 1 if _SILENT.search(word) else groups)
