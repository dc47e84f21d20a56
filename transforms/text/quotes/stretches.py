"""Who is quoted between marks: for each stretch the cue that reports it, or that it quotes nobody."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.text.parse import Parse
from transforms.text.quotes.cues import find_cues, find_name_mark
from transforms.text.quotes.marked import Marked
from transforms.text.quotes.ranking import Weights, probabilities, weigh
from transforms.text.quotes.readings import (
    CONTINUED,
    NOBODY,
    OTHER,
    describe_continued,
    describe_reading,
    describe_stretch,
)

#: least probability for which words between marks count as said; chosen for the best F1 with at least 95 % right
_LEAST_STRETCH = 0.5
#: a quotation over several paragraphs takes the cue that any of them has, if it is as likely as this
_LEAST_CHAINED = 0.2
#: how sure a label or a signature is
_OUTRIGHT = 0.95


@dataclass(frozen=True, slots=True)
class Reading:
    """The cue that reports a stretch (`OTHER` for one unknown), and the shares of its being said and by that cue."""

    cue: int
    said: float
    share: float
    #: whether the words go on with the stretch before
    goes_on: bool


def read_stretches(parse: Parse, marked: Marked, weights: Weights) -> list[Reading | None]:
    """Choose for each stretch the cue that reports it, or None if it quotes nobody."""
    readings: list[Reading | None] = []
    best_cues: list[tuple[float, int]] = []
    for number in range(len(marked.stretches)):
        outright = find_name_mark(parse, marked, number)
        if outright >= 0:
            readings.append(Reading(outright, _OUTRIGHT, _OUTRIGHT, False))
            best_cues.append((_OUTRIGHT, outright))
            continue
        cues = find_cues(parse, marked, number)
        before = readings[-1] if readings else None
        scores = [weigh(describe_reading(parse, marked, number, cue), weights) for cue in cues]
        scores.append(weigh(describe_continued(parse, marked, number, before is not None), weights))
        scores.append(weights.get("other", 0.0))
        scores.append(weights.get("nobody", 0.0) + weigh(describe_stretch(parse, marked, number), weights))
        shares = probabilities(scores)
        options = [*cues, CONTINUED, OTHER, NOBODY]
        best_cues.append(max(((share, cue) for share, cue in zip(shares, cues, strict=False)), default=(0.0, OTHER)))
        if 1 - shares[-1] < _LEAST_STRETCH:
            readings.append(None)
            continue
        best = max(range(len(options) - 1), key=lambda n: shares[n])
        cue, share = options[best], shares[best]
        goes_on = cue == CONTINUED and before is not None
        if before is not None and cue in (CONTINUED, before.cue):
            share = max(
                share, sum(s for s, option in zip(shares, options, strict=True) if option in (CONTINUED, before.cue))
            )
        if cue == CONTINUED:
            cue = before.cue if before is not None else OTHER
        readings.append(Reading(cue, 1 - shares[-1], share, goes_on))
    for chain in _chains(parse.text, marked):
        said = [reading for number in chain if (reading := readings[number])]
        share, cue = max(best_cues[number] for number in chain)
        if said and share >= _LEAST_CHAINED:
            sure = max(reading.said for reading in said)
            for number in chain:
                readings[number] = Reading(cue, sure, share, number > chain[0])
    return readings


def _chains(text: str, marked: Marked) -> list[list[int]]:
    """Group the stretches of quotations that run over paragraphs, each opened again and closed only at the last."""
    chains: list[list[int]] = []
    for number, stretch in enumerate(marked.stretches[1:], start=1):
        past = marked.stretches[number - 1]
        if past.closed or not stretch.opening or not marked.leads[number]:
            continue
        if stretch.paragraph == past.paragraph + 1 and not any(map(str.isalnum, text[past.end : stretch.start])):
            if chains and chains[-1][-1] == number - 1:
                chains[-1].append(number)
            else:
                chains.append([number - 1, number])
    return chains
