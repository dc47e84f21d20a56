"""Spans of quoted or attributed words, and which found one is which labelled one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Protocol

from tests.quality.marked import Span

#: what may close a quotation, by the mark that opened it
CLOSERS = {"“": '”"', "„": "“”", "«": "»", '"': '"”', "‘": "’", "'": "'"}
SINGLE = "‘'"
#: overlaps of letters (Jaccard) from which a found span is the labelled one, roughly or closely
LENIENT, STRICT = 0.3, 0.8


class Words(Protocol):
    """Anything with a kind and a span."""

    @property
    def kind(self) -> str:
        """`direct`, `indirect` or `mixed`."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """Code point after the last."""


class Letters:
    """The letters and digits of a text, by which spans are compared: marks, commas and white space do not count."""

    def __init__(self, text: str) -> None:
        self._before = [0, *accumulate(map(str.isalnum, text))]

    def count(self, start: int, end: int) -> int:
        """Count the letters of a span."""
        return self._before[end] - self._before[start] if end > start else 0

    def jaccard(self, one: Span, other: Span) -> float:
        """Divide the letters that two spans share by those that either has."""
        both = self.count(max(one[0], other[0]), min(one[1], other[1]))
        either = self.count(*one) + self.count(*other) - both
        return both / either if either else 0.0


def quoted_stretches(text: str, start: int, end: int) -> list[Span]:
    """Find what stands between quotation marks in a span of one line; a mark never closed quotes to its end."""
    stretches: list[Span] = []
    opened: int | None = None
    closers = ""
    for at in range(start, end):
        mark = text[at]
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if opened is not None:
            if mark in closers and not (mark in "’'" and after.isalnum()):
                stretches.append((opened, at))
                opened = None
        elif mark in CLOSERS and not (mark in SINGLE + '"' and before.isalnum()):
            opened, closers = at + 1, CLOSERS[mark]
    return [*stretches, (opened, end)] if opened is not None else stretches


def units(text: str, rows: Sequence[Words], quoted_only: bool) -> list[tuple[int, Span]]:
    """Cut rows at line ends; with `quoted_only`, keep direct rows and what is within marks of the others."""
    cut: list[tuple[int, Span]] = []
    for index, row in enumerate(rows):
        start = row.start
        for line in text[row.start : row.end].split("\n"):
            span = (start, start + len(line))
            inner = [span] if row.kind == "direct" or not quoted_only else quoted_stretches(text, *span)
            cut += [(index, each) for each in inner if any(map(str.isalnum, text[slice(*each)]))]
            start += len(line) + 1
    return cut


def pair_up(letters: Letters, gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[float, int, int]]:
    """Pair labelled with found spans one to one, the greatest overlap first; pairs below `LENIENT` are left out."""
    overlaps = [(letters.jaccard(one, other), g, f) for g, one in enumerate(gold) for f, other in enumerate(found)]
    pairs: list[tuple[float, int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for overlap, g, f in sorted(overlaps, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if overlap < LENIENT:
            break
        if g not in taken_gold and f not in taken_found:
            pairs.append((overlap, g, f))
            taken_gold.add(g)
            taken_found.add(f)
    return pairs


def overlaps(span: Span | None, spans: Iterable[Span]) -> bool:
    """Tell whether a span shares a code point with any of the others."""
    return span is not None and any(span[0] < end and start < span[1] for start, end in spans)
