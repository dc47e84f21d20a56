"""Utterances as a report shows them: the fullest version once, and how each article that carried it cut it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from transforms.text.entities.spelling import fold

_WORDS = re.compile(r"[^\W_]+")


def fold_quotes(quotes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Fold the quotes of all articles, which come in the order of time, into one row for each utterance.

    Column `carriers` holds for each quote `[article, cue, cut]`; `cut` is None for the full words, `[first, last, of]`
    for the stretch of words that was kept, or the words where they differ otherwise.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, utterance_id in enumerate(quotes["id"]):
        places[utterance_id].append(place)
    ordered = sorted(places.values(), key=lambda some: _rank(quotes, some))
    rows = [_utterance(quotes, some) for some in ordered]
    names = ("id", "text", "kind", "speaker", "entity", "confidence", "carriers")
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def _rank(quotes: dict[str, list[Any]], places: list[int]) -> tuple[int, int, int]:
    """Put first what most articles carried, then words in quotation marks, then what was said first."""
    kinds = [("direct", "mixed", "indirect").index(quotes["kind"][place]) for place in places]
    return -len({quotes["article"][place] for place in places}), min(kinds), places[0]


def _utterance(quotes: dict[str, list[Any]], places: list[int]) -> tuple[Any, ...]:
    fullest = max(places, key=lambda place: (len(quotes["text"][place]), -place))
    text = quotes["text"][fullest]
    named = next((place for place in (fullest, *places) if quotes["speaker"][place]), fullest)
    carriers = [[quotes["article"][place], quotes["cue"][place], cut(quotes["text"][place], text)] for place in places]
    return (
        quotes["id"][fullest],
        text,
        quotes["kind"][fullest],
        quotes["speaker"][named],
        quotes["entity"][named],
        quotes["confidence"][fullest],
        carriers,
    )


def cut(version: str, fullest: str) -> list[int] | str | None:
    """Tell how a version cuts the fullest one: None if not at all, `[first, last, of]` by words, or its own words."""
    if version == fullest:
        return None
    kept, whole = _WORDS.findall(fold(version)), _WORDS.findall(fold(fullest))
    if kept == whole:
        return None
    for start in range(len(whole) - len(kept) + 1):
        if kept and whole[start : start + len(kept)] == kept:
            return [start, start + len(kept), len(whole)]
    return version
