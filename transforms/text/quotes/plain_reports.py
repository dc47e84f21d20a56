"""What is said between marks, told without grammar: for languages with unknown cues and texts without a parse."""

from __future__ import annotations

from transforms.text.parse import Parse
from transforms.text.quotes.marked import Marked
from transforms.text.quotes.readings import OTHER
from transforms.text.quotes.reports import Report
from transforms.text.quotes.speakers import nearest_subject

#: in labelled English news 97 in 100 stretches of four words or more quote somebody, of shorter ones 7 in 10
_LEAST_WORDS = 4
_SURE = 0.9
#: how many tokens after the closing mark, or before the opening one, a cue may stand
_NEAR = 8
#: tags and parts of speech of which a name behind a cue is made
_NAMING = frozenset(("DET", "DT", "JJ", "ADJ", "NN", "NNP", "PRP"))


def find_plain_reports(parse: Parse, marked: Marked) -> list[Report]:
    """Take each longer stretch as said, with the nearest verb outside the marks of its sentence as the cue."""
    reports: list[Report] = []
    for stretch, (low, high) in zip(marked.stretches, marked.spans, strict=True):
        if len(parse.text[stretch.start : stretch.end].split()) < _LEAST_WORDS:
            continue
        past = reports[-1] if reports and reports[-1].end < stretch.start else None
        cue = _nearest_verb(parse, marked, low, high)
        between = parse.text[past.end : stretch.start] if past else "\n"
        goes_on = (
            past is not None and cue in (OTHER, past.cue) and len(between.split()) < 2 * _NEAR and "\n" not in between
        )
        if goes_on and past is not None:
            cue = past.cue
        reports.append(Report(stretch.start, stretch.end, "direct", cue, _SURE, past if goes_on else None))
    return reports


def find_plain_speaker(parse: Parse, marked: Marked, report: Report) -> int:
    """Give the token that heads the speaker's name: after the cue, else the nearest subject; -1 where there is none.

    Parsers take a subject that follows its verb for an object; a name right behind a cue is the speaker all the same.
    """
    if report.cue >= 0:
        behind = -1
        for token in range(report.cue + 1, min(report.cue + 5, len(parse.words))):
            if marked.inside[token] >= 0 or parse.tags[token] not in _NAMING:
                break
            if parse.tags[token] in ("NNP", "PRP"):
                return token
            behind = token if behind < 0 and parse.tags[token] == "NN" else behind
        subject = nearest_subject(parse, report.cue, marked.inside)
        return behind if subject < 0 else subject
    opening = parse.at(report.start)
    for token in range(opening - 1, max(opening - 2 * _NEAR, -1), -1):
        if parse.paragraph[token] != parse.paragraph[opening] or marked.inside[token] >= 0:
            break
        if parse.deps[token].startswith("nsubj"):
            return token
    return nearest_subject(parse, opening, marked.inside)


def _nearest_verb(parse: Parse, marked: Marked, low: int, high: int) -> int:
    home = parse.paragraph[low]
    after = range(high, min(high + _NEAR, len(parse.words)))
    before = range(low - 1, max(low - _NEAR, -1), -1)
    for tokens in (after, before):
        for token in tokens:
            if parse.paragraph[token] != home or parse.words[token] in (".", "?", "!"):
                break
            if marked.inside[token] < 0 and parse.tags[token].startswith("V"):
                return token
    return OTHER
