"""The model's entity spans made clean: titles, articles and possessives outside, joined names split."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from transforms.text.entities.aliases import known
from transforms.text.entities.honorifics import bare, is_title, may_modify, strip_titles
from transforms.text.entities.labels import ontonotes
from transforms.text.entities.personal import names_a_thing, without_headline
from transforms.text.entities.spelling import fold, sound
from transforms.text.parse import Parse


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text: its place, its words and the label the model gave it."""

    start: int
    end: int
    text: str
    label: str
    #: lower-case words that stand before it as a title, or empty
    title: str = ""


def taken_by(text: str, spans: list[Found]) -> bytearray:
    """Mark the code points of a text that are part of a name."""
    taken = bytearray(len(text))
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    return taken


def apart(spans: list[Found]) -> list[Found]:
    """Leave out a span that stands inside a wider one."""
    kept: list[Found] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


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


def title_before(parse: Parse, start: int) -> str:
    """Read the title that stands directly before the token at `start`: lower case, empty if there is none."""
    words: list[str] = []
    has_title = False
    for at in range(start - 1, max(-1, start - 9), -1):
        word = parse.words[at]
        if is_title(word):
            has_title = True
        elif word in {"-", "of", "&"} and words:
            pass
        elif not word[:1].isalpha() or parse.labels[at] == "PERSON":
            break
        elif not (may_modify(word) or _belongs(parse, at, start)):
            if not (has_title and word[0].isupper() and parse.parts[at] in {"PROPN", "NOUN", "ADJ"}):
                break
        elif has_title and (found := known(word)) is not None and found.label != "NORP":
            break
        words.append(word)
    while words and words[-1].lower() in {"-", "of", "&"}:
        words.pop()
    has_title = has_title or (bool(words) and "of" in words and is_title(words[-1]))
    return " ".join(reversed(words)).lower() if has_title else ""


def _belongs(parse: Parse, at: int, start: int) -> bool:
    """Tell whether a word before a name is parsed as part of the noun phrase that ends in the name."""
    if parse.deps[at] not in {"compound", "amod", "nmod"} or parse.heads[at] < start - 3:
        return False
    return all(first != at for first, _, _ in parse.names) if parse.labels[at] else True


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
    return [span for span in spans if not _is_title_word(parse, span)]


def _is_title_word(parse: Parse, span: Found) -> bool:
    """Tell whether a span is but a word of a title, as `Defense` in Defense Minister, `State` in Secretary of State."""
    if span.label not in {"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC", "LAW"}:
        return False
    words = span.text.split()
    if not all(may_modify(word) for word in words):
        return False
    if len(words) == 1 and bare(words[0]) in {"house", "senate", "pentagon", "cabinet"}:
        return False
    low, high = parse.over(span.start, span.end)
    after = parse.words[high] if high < len(parse.words) else ""
    before = parse.lower[max(0, low - 2) : low]
    return is_title(after) or (before[-1:] == ["of"] and is_title(before[0])) or all(map(is_title, words))
