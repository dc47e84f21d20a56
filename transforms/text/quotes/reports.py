"""Reports: the spans of words that somebody is reported to have said, each with its cue."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.text.parse import Parse
from transforms.text.quotes.clauses import describe_content, describe_cue
from transforms.text.quotes.contents import Content, find_contents, offers_contents
from transforms.text.quotes.extents import describe_extent, find_extents
from transforms.text.quotes.marked import Marked
from transforms.text.quotes.quotation_marks import Stretch
from transforms.text.quotes.ranking import Weights, probabilities, weigh
from transforms.text.quotes.stretches import Reading, read_stretches

#: least probability for which a clause counts as said; chosen for the best F1
_LEAST_CLAUSE = 0.4
#: a cue that weighs no more than this never reached that on the development texts: its readings are not weighed, which
#: spares a quarter of them
_HOPELESS = -2.75
#: the same for a clause with words between marks that, taken alone, quote nobody
_LEAST_MARKED_CLAUSE = 0.6

Clauses = dict[int, list[tuple[float, Content]]]


@dataclass(slots=True)
class Report:
    """One span that somebody is reported to have said: code points, kind, and the cue's token (`OTHER` for none)."""

    start: int
    end: int
    kind: str
    cue: int
    #: estimated probability that these words are reported by this cue
    share: float
    #: the report that this one goes on with, where the cue or a paragraph's end interrupts it
    after: Report | None = None


def find_reports(parse: Parse, marked: Marked, tables: dict[str, Weights]) -> list[Report]:
    """Find what is reported between marks and in clauses, in the order of the text; no two reports overlap."""
    clauses = _read_clauses(parse, marked, tables["clauses"])
    readings = read_stretches(parse, marked, tables["stretches"])
    reports = _between_marks(parse, marked, readings, clauses, tables["extents"])
    reports += _in_clauses(parse, marked, clauses, reports)
    return sorted(reports, key=lambda report: (report.start, report.end))


def _read_clauses(parse: Parse, marked: Marked, weights: Weights) -> Clauses:
    """Weigh the contents of every cue outside the marks: probability and content, best first."""
    read: Clauses = {}
    for cues in marked.cues.values():
        for cue in cues:
            shared = weigh(describe_cue(parse, cue), weights) if offers_contents(parse, cue) else _HOPELESS
            contents = _outside(parse, marked, cue) if shared > _HOPELESS else []
            if not contents:
                continue
            scores = [shared + weigh(describe_content(parse, content, marked), weights) for content in contents]
            shares = probabilities([*scores, weights.get("null", 0.0)])
            order = sorted(range(len(contents)), key=lambda n: -shares[n])
            read[cue] = [(shares[n], contents[n]) for n in order]
    return read


def _outside(parse: Parse, marked: Marked, cue: int) -> list[Content]:
    """List the readings of a cue that are not all between marks."""
    found = find_contents(parse, cue)
    return [content for content in found if any(marked.leaves(low, high) for low, high in content.spans)]


def _between_marks(
    parse: Parse, marked: Marked, readings: list[Reading | None], clauses: Clauses, weights: Weights
) -> list[Report]:
    reports: list[Report] = []
    last: tuple[int, Report] | None = None
    for number, (stretch, reading) in enumerate(zip(marked.stretches, readings, strict=True)):
        if reading is None:
            continue
        whole = next((r for r in reports if r.start <= stretch.start and stretch.end <= r.end), None)
        if whole is None:
            start, end, kind = stretch.start, stretch.end, "direct"
            if reading.cue >= 0 and not reading.goes_on:
                start, end, kind = _reach(parse, marked, stretch, reading.cue, clauses, weights)
                crossed = [r for r in reports if r.start < end and start < r.end]
                if any(r.cue != reading.cue or r.kind == "direct" for r in crossed):
                    start, end, kind = stretch.start, stretch.end, "direct"
                elif crossed:
                    whole = crossed[0]
                    whole.start, whole.end = min(start, whole.start), max(end, crossed[-1].end)
                    reports = [r for r in reports if r is whole or r not in crossed]
        if whole is None:
            after = last[1] if last and last[0] == number - 1 and _same(readings[number - 1], reading) else None
            if after is not None and not after.kind == kind == "direct":
                after = None
            # a doubled apostrophe is no quotation mark, though it is used as one: what it holds is an attributed clause
            kind = "indirect" if stretch.opening == "''" else kind
            whole = Report(start, end, kind, reading.cue, reading.share, after)
            reports.append(whole)
        last = (number, whole)
    return reports


def _same(before: Reading | None, reading: Reading) -> bool:
    return before is not None and (reading.goes_on or reading.cue == before.cue >= 0)


def _reach(
    parse: Parse, marked: Marked, stretch: Stretch, cue: int, clauses: Clauses, weights: Weights
) -> tuple[int, int, str]:
    """Choose how far the words reported reach round a stretch: start, end and kind."""
    contents = [content for _, content in clauses[cue]] if cue in clauses else _outside(parse, marked, cue)
    extents = find_extents(parse, stretch, contents)
    best = max(extents, key=lambda extent: weigh(describe_extent(parse, stretch, extent, cue), weights))
    return best.start, best.end, "mixed" if best.content else "direct"


def _in_clauses(parse: Parse, marked: Marked, clauses: Clauses, taken: list[Report]) -> list[Report]:
    busy = [False] * len(parse.words)
    for report in taken:
        for token in range(parse.at(report.start), min(parse.at(report.end - 1) + 1, len(busy))):
            busy[token] = True
    ranked = sorted(
        ((sum(share for share, _ in read), read[0][1]) for read in clauses.values()),
        key=lambda pair: (-pair[0], pair[1].cue),
    )
    reports: list[Report] = []
    for said, content in ranked:
        if said < _LEAST_CLAUSE:
            break
        tokens = [token for low, high in content.spans for token in range(low, high)]
        if any(busy[token] for token in tokens):
            continue
        if said < _LEAST_MARKED_CLAUSE and any(_is_marked(marked, token) for token in tokens):
            continue
        before = None
        for low, high in content.spans:
            busy[low:high] = [True] * (high - low)
            kind = "mixed" if any(_is_marked(marked, token) for token in range(low, high)) else "indirect"
            before = Report(parse.starts[low], parse.ends[high - 1], kind, content.cue, said, before)
            reports.append(before)
    return reports


def _is_marked(marked: Marked, token: int) -> bool:
    number = marked.inside[token]
    return number >= 0 and marked.stretches[number].opening != "''"
