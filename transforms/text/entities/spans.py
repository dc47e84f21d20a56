"""The model's entity spans made clean: titles, articles and possessives outside, joined names split."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from transforms.text.entities.aliases import known
from transforms.text.entities.found import Found
from transforms.text.entities.honorifics import bare, is_title, strip_titles
from transforms.text.entities.labels import ontonotes
from transforms.text.entities.personal import names_a_thing, without_headline
from transforms.text.entities.spelling import fold, sound
from transforms.text.entities.titles import is_title_word, title_before
from transforms.text.parse import Parse

_POSSESSIVE = re.compile(r"(?:['’`]s|(?<=s)['’])$", re.IGNORECASE)
_EDGE = re.compile(r"^[\W_]+|[^\w.)]+$")
_LEADING = re.compile(r"^(?:the|a|an|this|that|these|those|his|her|their|its|our|my|your|all|both)\s+", re.IGNORECASE)
_JOINED = re.compile(
    r"\s*[–—/]\s*|(?<=\w)-(?=[A-Z])|\s*,\s+|\s*;\s*|\s*\n\s*|\s+(?:and|vs\.?|versus|with|v\.)\s+|(?<=\w)['’]s\s+"
)
#: a comma, "and" or a line's end may stand inside these
_WHOLE = frozenset({"WORK_OF_ART", "LAW", "EVENT"})


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the bounds of a span inwards over white space, punctuation, articles and a possessive."""
    low, high = _bounds(text[start:end])
    return start + low, start + high


@lru_cache(maxsize=1 << 14)
def _bounds(words: str) -> tuple[int, int]:
    start, end = 0, len(words)
    while start < end:
        piece = words[start:end]
        if (match := _EDGE.match(piece)) or (match := _LEADING.match(piece)):
            start += match.end()
        elif ((match := _POSSESSIVE.search(piece)) and match.start()) or (
            (match := _EDGE.search(piece)) and match.start()
        ):
            end = start + match.start()
        elif (piece.endswith(")") and "(" not in piece) or (
            piece.endswith(".") and not re.search(r"(?:^|[\s.])[^\W\d_]{1,4}\.$", piece)
        ):
            end -= 1
        else:
            break
    return start, end


def _pieces(text: str, start: int, end: int, label: str, seen: set[str]) -> Iterator[tuple[int, int]]:
    """Split a span at the joints of joined names, where each side can stand alone."""
    if label in _WHOLE:
        yield start, end
        return
    at = start
    for match in _JOINED.finditer(text, start, end):
        left, right = text[at : match.start()], text[match.end() : end]
        joint = match.group().strip()
        if not left or not right or not right[0].isupper():
            continue
        if joint == "-" and not all(known(part) or sound(fold(part)) in seen for part in (left, right.split("-")[0])):
            continue
        if joint in {",", "and"} and label == "ORG" and not (known(left) and known(re.split(r",| and ", right)[0])):
            continue
        if joint == "," and re.match(r"(?:Jr|Sr|Inc|Ltd|LLC|Co|Corp|I{2,3}|D\.?C)\b", right):
            continue
        yield at, match.start()
        at = match.end()
    yield at, end


_DEGREES = re.compile(r",?\s+(?:KC|QC|MPs?|MEP|MSP|OBE|MBE|CBE|Ph\.?D|M\.?D|Esq|RN)\.?$")


@lru_cache(maxsize=1 << 14)
def _reach(name: str) -> int:
    """Give the length of a person's name without the degrees, or the verb of a headline, that stand after it."""
    return len(without_headline(_DEGREES.sub("", name)))


@lru_cache(maxsize=1 << 14)
def _title_within(name: str) -> tuple[str, str]:
    """Give the title that a name begins with, and the first word after it."""
    titles, rest = strip_titles(name.split())
    return " ".join(titles), rest[0] if rest else ""


_ROLE = re.compile(r"\b([a-z]+) (?=[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){0,2}$)")


def _after_role(text: str, start: int, end: int) -> tuple[int, str]:
    """Cut what stands before a noun for a person out of a span: `Lagos writer Tunde Akinbola`."""
    match = _ROLE.search(text, start, end) if text.find(" ", start, end) >= 0 else None
    if match is None or not is_title(match.group(1)):
        return start, ""
    return match.end(), match.group(1)


_SUFFIX = re.compile(r",?\s(?:Jr\.?|Sr\.?|I{2,3})(?!\w)")


def _with_suffix(text: str, end: int) -> int:
    """Take a suffix that follows a name into it: `, Jr.`, `III`."""
    match = _SUFFIX.match(text, end)
    return match.end() if match else end


def _names_something(words: str) -> bool:
    """Tell whether a span can be a name: it has a capital or is in a script without, and is no bare suffix or
    fragment."""
    if not any(c.isalpha() and not c.islower() for c in words) or words[0] in "'’`":
        return False
    return len(words) > 1 and bare(words) not in {"jr", "sr", "ii", "iii"}


def clean_spans(parse: Parse) -> list[Found]:
    """Take the named spans of a parsed text, trimmed, split and with their titles, in order and without overlaps."""
    spans: list[Found] = []
    text = parse.text
    names = [(parse.starts[low], parse.ends[high - 1], label) for low, high, label in parse.names]
    words = (text[start:end] for start, end, _ in names)
    seen = {sound(fold(name).split(" ")[-1]) for name in words if "-" not in name}
    for first, last, told in names:
        label = ontonotes(told)
        if label is None:
            continue
        for start, end in _pieces(text, first, last, label, seen):
            start, end = _trim(text, start, end)
            end = _with_suffix(text, end) if label == "PERSON" else end
            if start >= end or not _names_something(text[start:end]):
                continue
            title = ""
            start, role = _after_role(text, start, end)
            if role:
                label, title = "PERSON", role
            if label == "PERSON":
                end = start + _reach(text[start:end])
                label = "ORG" if " " in text[start:end] and not role and names_a_thing(text[start:end]) else label
                held, rest = _title_within(text[start:end])
                if held and rest and not title:
                    start = text.index(rest, start + len(held) - 1)
                    start, end = _trim(text, start, end)
                    title = held.lower()
            if start >= end:
                continue
            if spans and start < spans[-1].end:
                continue
            title = title or title_before(parse, parse.at(start))
            spans.append(Found(start, end, text[start:end], label, title))
    return [span for span in spans if not is_title_word(parse, span)]
