"""How far an extraction can be trusted: the score of an article, from signs that need no labels."""

from __future__ import annotations

import math

from schemas import Extraction
from transforms.text.pages.keys import Reference, key
from transforms.text.pages.lines import Line
from transforms.text.pages.sentences import ends_sentence

#: weights of a logistic regression of the F1 of a text on its signs, as `python -m benchmarks.extraction_score` prints
#: them: over 251 news pages, 132 labelled ones of ours, and what reading each of them wrongly would give
_WEIGHTS = (-0.74, -0.83, 0.87, -0.79, -0.61, 2.34, 0.99, -0.91, -1.10)
#: without a second reading to compare with, pages agree about as well as most that have one
_UNKNOWN = 0.95
#: characters of an article that is no brief
_BRIEF = 1_200
#: characters of a line that says something, and of a paragraph
_LINE, _PARAGRAPH = 60, 100


def agreement(chosen: list[Line], other: Reference) -> float | None:
    """Measure how far the chosen lines and another reading of the page are the same text, as Dice's 0..1."""
    if not other:
        return None
    size = sum(len(line.key) for line in chosen)
    shared = sum(len(line.key) for line in chosen if line.key in other)
    return min(1.0, 2 * shared / max(1, size + len(other)))


def left_out(found: list[Line], chosen: list[Line]) -> float:
    """Measure the prose of a page that was not chosen, by what was: 0..1."""
    taken = {line.key for line in chosen}
    beside = sum(
        len(line.key)
        for line in found
        if len(line.key) >= _PARAGRAPH
        and line.key not in taken
        and line.link_density < 0.3
        and not line.node.hidden
        and ends_sentence(line.text)
    )
    return min(1.0, beside / max(1, sum(map(len, taken))))


def signs_of(extraction: Extraction, kept: list[str]) -> tuple[float, ...]:
    """Gather the signs of an extraction whose blocks `kept` are the article: the constant, then each 0..1.

    They are: how short the text is; the share of it in sentences; the share of its lines that are fragments; the
    share of links; the agreement with the extractor and with the page's data; the prose that was left out; the share
    of blocks that are links for the most part.
    """
    sizes = [len(key(text)) for text in kept]
    size = max(1, sum(sizes))
    whole = [ends_sentence(text) for text in kept]
    linked = sum(len(block.text) * block.link_density for block in extraction.blocks)
    second, stated = extraction.extractor_agreement, extraction.stated_agreement
    return (
        1.0,
        max(0.0, 1 - size / _BRIEF),
        sum(n for n, is_whole in zip(sizes, whole, strict=True) if is_whole) / size,
        sum(len(text) < _LINE and not is_whole for text, is_whole in zip(kept, whole, strict=True)) / max(1, len(kept)),
        linked / max(1, sum(len(block.text) for block in extraction.blocks)),
        _UNKNOWN if second is None else second,
        _UNKNOWN if stated is None else stated,
        extraction.left_out,
        sum(block.link_density > 0.5 for block in extraction.blocks) / max(1, len(extraction.blocks)),
    )


def extraction_score(extraction: Extraction, kept: list[str]) -> float:
    """Estimate the F1 of an article's text against what a careful reader would take for it."""
    total = sum(weight * sign for weight, sign in zip(_WEIGHTS, signs_of(extraction, kept), strict=True))
    return round(1 / (1 + math.exp(-total)), 3)
