"""People whom the model missed, as the words around their names show: a title, a verb, a nickname."""

from __future__ import annotations

import re

from transforms.text.entities.aliases import known
from transforms.text.entities.found import Found, apart, taken_by
from transforms.text.entities.given_names import is_given_name
from transforms.text.entities.personal import is_human, is_personal, names_a_thing
from transforms.text.entities.spelling import fold
from transforms.text.entities.titles import title_before
from transforms.text.parse import Parse

#: words with a capital that begin sentences and are no names
_OPENERS = frozenset(
    ("the", "a", "an", "in", "on", "at", "for", "and", "but", "or", "if", "when", "while", "after", "before", "this")
)

#: labels that the model gives to surnames it does not know
_SURNAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "PRODUCT"))

_NICKNAMED = re.compile(r"\b[A-Z][\w’'-]+ [“\"‘'](?:[Tt]he )?[A-Z][\w ’'-]{1,20}[”\"’'] [A-Z][\w’'-]+\b")


def find_nicknamed(text: str, spans: list[Found]) -> list[Found]:
    """Find names with a nickname in quotation marks in the middle, whole."""
    whole = [Found(m.start(), m.end(), m.group(), "PERSON") for m in _NICKNAMED.finditer(text)]
    whole = [
        span for span in whole if any(s.start < span.end and span.start < s.end and s.label == "PERSON" for s in spans)
    ]
    return apart([*whole, *spans]) if whole else spans


def join_given(parse: Parse, spans: list[Found]) -> list[Found]:
    """Join a given name that the model took for something else, or by itself, to the surname after it: `Corinna` GPE,
    `Drew` PERSON.
    """
    joined: list[Found] = []
    taken = taken_by(parse.text, spans)
    for span in spans:
        before = joined[-1] if joined else None
        if before and span.start < before.end:
            continue
        beside = before is not None and parse.text[before.end : span.start] == " " and not span.title
        if before and beside and span.label == "PERSON" and " " not in span.text and _is_given(before):
            joined[-1] = _as_person(parse, before, span.end)
            continue
        joined.append(span)
        if _is_given(span) and (end := _surname_after(parse, span, taken)):
            joined[-1] = _as_person(parse, span, end)
    return joined


def _is_given(span: Found) -> bool:
    """Tell whether a span is a single listed given name, and no known name of something else."""
    return span.text.isalpha() and span.text.istitle() and is_given_name(fold(span.text)) and known(span.text) is None


def _as_person(parse: Parse, span: Found, end: int) -> Found:
    return Found(span.start, end, parse.text[span.start : end], "PERSON", title_before(parse, parse.at(span.start)))


def _surname_after(parse: Parse, span: Found, taken: bytearray) -> int:
    """Give the end of the surname right after a given name, with what a hyphen joins to it; 0 where there is none."""
    at = parse.at(span.end)
    if at >= len(parse.words) or parse.starts[at] != span.end + 1 or taken[parse.starts[at]]:
        return 0
    if not _may_go_on(parse, at) or is_human(parse.words[at]) or known(parse.words[at]) is not None:
        return 0
    if names_a_thing(parse.words[at]) or not parse.words[at][-1].isalpha():
        return 0
    joins = parse.words[at + 1 : at + 2] == ["-"] and parse.ends[at] == parse.starts[at + 1]
    if joins and at + 2 < len(parse.words) and parse.starts[at + 2] == parse.ends[at + 1]:
        return parse.ends[at + 2] if _may_go_on(parse, at + 2) else 0
    return parse.ends[at]


def find_titled(parse: Parse, spans: list[Found]) -> list[Found]:
    """Find the people whom the model missed and whom the words around show to be people."""
    words, starts, parts = parse.words, parse.starts, parse.parts
    taken = taken_by(parse.text, spans)
    alone = _acting_alone(parse, spans)
    found: list[Found] = []
    done = 0
    for at, part in enumerate(parts):
        if part != "PROPN" or at < done or not words[at][0].isupper() or taken[starts[at]]:
            continue
        if parse.labels[at] or parse.lower[at] in _OPENERS:
            continue
        end = at + 1
        while end < min(len(words), at + 4) and _may_go_on(parse, end) and not taken[starts[end]]:
            end += 1
        if end < len(words) and taken[starts[end]] and parts[end] == "PROPN":
            # the rest of a name that the model has in part: it is widened later
            done = end
            continue
        start = at
        while start < end - 1 and is_human(words[start]):
            start += 1
        if not is_human(words[start]) and not _is_known(parse, start, end):
            title = title_before(parse, start)
            full = end - start > 1 and (is_personal(parse, start, end) or (end - start < 4 and words[end - 1] in alone))
            if title or full:
                text = parse.text[starts[start] : parse.ends[end - 1]]
                found.append(Found(starts[start], parse.ends[end - 1], text, "PERSON", title))
        done = end
    return sorted([*spans, *found], key=lambda span: span.start)


def _acting_alone(parse: Parse, spans: list[Found]) -> set[str]:
    """The single words that do something without an article before them, as surnames do: `Arrizabal said`."""
    alone: set[str] = set()
    for span in spans:
        if span.text.isalpha() and span.text.istitle() and known(span.text) is None and span.label in _SURNAMES:
            low, high = parse.over(span.start, span.end)
            if high - low == 1 and parse.deps[low] == "nsubj" and (not low or parse.parts[low - 1] != "DET"):
                alone.add(span.text)
    return alone


def _is_known(parse: Parse, start: int, end: int) -> bool:
    """Tell whether tokens are a known name of something else than a person, or hold one."""
    if known(parse.text[parse.starts[start] : parse.ends[end - 1]]) is not None:
        return True
    return any(known(word) is not None for word in parse.words[start:end])


def _may_go_on(parse: Parse, at: int) -> bool:
    return parse.parts[at] == "PROPN" and parse.words[at][0].isupper() and not parse.labels[at]
