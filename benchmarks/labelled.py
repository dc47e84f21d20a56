"""Articles in which people marked who said what: GOLD as `benchmarks/learn_quotes.py` reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from transforms.text.parse import Parse
from transforms.text.quotes.contents import Span


@dataclass(frozen=True)
class Attribution:
    """What annotators marked, in code points of the body: spans of content, source and cue."""

    content: list[Span]
    source: list[Span]
    cue: list[Span]


@dataclass(frozen=True)
class Labelled:
    """A parsed body and its attributions."""

    parse: Parse
    attributions: list[Attribution]

    def letters(self, spans: Iterable[Span]) -> set[int]:
        """Places of letters and digits in spans."""
        return {n for start, end in spans for n in range(start, end) if self.parse.text[n].isalnum()}

    def tokens(self, spans: Iterable[Span]) -> set[int]:
        """Numbers of the tokens in spans."""
        return {n for start, end in spans for n in range(self.parse.at(start), self.parse.at(end - 1) + 1)}


def read_body(article: dict[str, Any]) -> tuple[str, list[Attribution]]:
    """Give the paragraphs of an article without its headline, one blank line between, and its attributions."""
    pieces: list[str] = []
    places: dict[int, int] = {}
    length = 0
    for line in re.finditer(r"[^\n]+", article["text"][article["title_end"] :]):
        words = line[0].strip()
        if words:
            start = article["title_end"] + line.start() + line[0].index(words)
            places.update((start + n, length + n) for n in range(len(words)))
            pieces.append(words)
            length += len(words) + 2

    def moved(spans: list[Span]) -> list[Span]:
        inside = [[places[n] for n in range(start, end) if n in places] for start, end in spans]
        return [(found[0], found[-1] + 1) for found in inside if found]

    attributions = [
        Attribution(moved(item["content"]), moved(item["source"]), moved(item["cue"]))
        for item in article["attributions"]
        if item["content"][0][0] >= article["title_end"]
    ]
    return "\n\n".join(pieces), [item for item in attributions if item.content]
