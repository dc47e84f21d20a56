"""Articles of this project's own with their quotes and people marked in the text.

A file has a line `# tags: ...`, a title line, a blank line, the body and, after a line `---`, who speaks:

    # tags: trailing cue
    Bridge to close

    {d1|“It is not safe,”} {V,s1|Jonas Varga} {c1|said}.
    ---
    V: Jonas Varga = 1
    the council = 2 3
    null = 4

`{keys|words}` marks words and may hold further marks; keys are joined by commas:
`d1` `i1` `m1` are the words of quote 1, direct, indirect or mixed, and `d1+` a later part of it; `s1` are the words
that name its speaker, `c1` its cue; a key of capitals is a person of the footer; `o` is a stretch where finding a quote
is neither right nor wrong. Outer quotation marks of a direct quote may stand inside its braces and are left out of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

QUOTES_DIR = Path(__file__).parent / "quotes"
KINDS = {"d": "direct", "i": "indirect", "m": "mixed"}
OUTER_MARKS = "\"'“”„‟‘’‚«»‹›"

_MARK = re.compile(r"\{([A-Za-z0-9+,]+)\||\}")
_KEY = re.compile(r"(?P<role>[dimsc])(?P<number>\d+)(?P<later>\+?)|(?P<person>[A-Z]+)|(?P<ignored>o)")
_SPEAKER = re.compile(r"(?:(?P<key>[A-Z]+):)?\s*(?P<name>[^=]+?)\s*(?:=(?P<numbers>[\d\s]+))?")

Span = tuple[int, int]


class MarkError(ValueError):
    """A labelled file breaks the form above."""


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One quote, or one part of it, as labelled; spans are half-open code points of the body."""

    number: int
    kind: str
    start: int
    end: int
    #: which part of the quote it is: above 0 it continues the part before
    part: int
    #: full name of a person, description of anyone else, None where nobody is named
    speaker: str | None
    speaker_spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One name of a person."""

    person: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article without its marks, and what they said."""

    name: str
    tags: tuple[str, ...]
    title: str
    text: str
    quotes: tuple[GoldQuote, ...]
    people: tuple[GoldMention, ...]
    #: full names of all people of the footer
    persons: tuple[str, ...]
    ignored: tuple[Span, ...]


def read_labelled(folder: Path = QUOTES_DIR) -> list[LabelledArticle]:
    """Read all labelled articles, in the order of their file names."""
    return [parse_marked(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("*.txt"))]


def parse_marked(source: str, name: str) -> LabelledArticle:
    """Take the marks out of one labelled article.

    Raises:
        MarkError: the file breaks the form; the message names the file and the place.
    """
    head, rule, foot = source.rpartition("\n---\n")
    lines = head.split("\n", 3)
    if not rule or len(lines) < 4 or not lines[0].startswith("# tags:") or lines[2]:
        raise MarkError(f"{name}: expected `# tags:`, title, blank line, body, `---`, speakers")
    persons, speakers = _speakers(foot, name)
    text, marks = _unmarked(lines[3].strip(), name)
    spans: dict[tuple[str, int], list[Span]] = {}
    contents: list[tuple[int, str, bool, Span]] = []
    people: list[GoldMention] = []
    ignored: list[Span] = []
    for key, span in marks:
        match = _KEY.fullmatch(key)
        if match is None or (match["person"] and key not in persons):
            raise MarkError(f"{name}: unknown key {key!r} at {text[slice(*span)]!r}")
        if match["person"]:
            people.append(GoldMention(persons[key], *span))
        elif match["ignored"]:
            ignored.append(span)
        elif match["role"] in KINDS:
            contents.append((int(match["number"]), match["role"], bool(match["later"]), span))
        else:
            spans.setdefault((match["role"], int(match["number"])), []).append(span)
    numbers = {number for number, *_ in contents}
    if loose := sorted(({number for _, number in spans} | set(speakers)) ^ numbers | (numbers - set(speakers))):
        raise MarkError(f"{name}: quotes {loose} lack words or a speaker in the footer")
    quotes: list[GoldQuote] = []
    parts: dict[int, int] = {}
    for number, role, later, (start, end) in contents:
        if later != (number in parts):
            raise MarkError(f"{name}: quote {number}: the first part is `{role}{number}`, later ones `{role}{number}+`")
        parts[number] = parts.get(number, -1) + 1
        start, end = _without_marks(text, start, end) if role == "d" else (start, end)
        found = (tuple(spans.get(("s", number), ())), tuple(spans.get(("c", number), ())))
        quotes.append(GoldQuote(number, KINDS[role], start, end, parts[number], speakers[number], *found))
    tags = tuple(tag.strip() for tag in lines[0].removeprefix("# tags:").split(",") if tag.strip())
    names = tuple(persons.values())
    return LabelledArticle(name, tags, lines[1], text, tuple(quotes), tuple(people), names, tuple(ignored))


def _speakers(foot: str, name: str) -> tuple[dict[str, str], dict[int, str | None]]:
    """Read the footer: people by key, speakers by number of the quote."""
    persons: dict[str, str] = {}
    speakers: dict[int, str | None] = {}
    for line in filter(None, map(str.strip, foot.splitlines())):
        match = _SPEAKER.fullmatch(line)
        if match is None:
            raise MarkError(f"{name}: footer line {line!r} is not `KEY: name = numbers`")
        if match["key"]:
            if match["key"] in persons:
                raise MarkError(f"{name}: key {match['key']} stands twice in the footer")
            persons[match["key"]] = match["name"]
        for number in map(int, (match["numbers"] or "").split()):
            if number in speakers:
                raise MarkError(f"{name}: quote {number} has two speakers")
            speakers[number] = None if match["name"] == "null" else match["name"]
    return persons, speakers


def _unmarked(source: str, name: str) -> tuple[str, list[tuple[str, Span]]]:
    """Take the braces out; return the text and each key with its span, by start, outer first."""
    pieces: list[str] = []
    open_marks: list[tuple[str, int]] = []
    marks: list[tuple[str, Span]] = []
    length = at = 0
    for match in _MARK.finditer(source):
        pieces.append(source[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[1]:
            open_marks.append((match[1], length))
        elif open_marks:
            keys, start = open_marks.pop()
            marks += [(key, (start, length)) for key in keys.split(",")]
        else:
            before = source[max(0, match.start() - 40) : match.end()]
            raise MarkError(f"{name}: a brace closes nothing after {before!r}")
    text = "".join([*pieces, source[at:]])
    if open_marks or "{" in text or "|" in text:
        raise MarkError(f"{name}: a mark is not closed or has a wrong key: {open_marks or text!r:.200}")
    return text, sorted(marks, key=lambda mark: (mark[1][0], -mark[1][1]))


def _without_marks(text: str, start: int, end: int) -> Span:
    """Leave out one outer quotation mark at each end, and the white space within it."""
    words = text[start:end]
    inner = words[words[0] in OUTER_MARKS : len(words) - (words[-1] in OUTER_MARKS)]
    start += words.index(inner.strip()) if inner.strip() else 0
    return start, start + len(inner.strip())
