"""The line by a headline that says who wrote an article and when, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schemas import Block
from transforms.text.pages.dates import find_date, parse_numeric

#: characters of such lines, with room: a few names, two dates, and how long it takes to read
_LONGEST = 160
#: blocks after the first paragraph that still are the top of an article: that paragraph may be a standfirst
_AFTER_FIRST = 1
#: the line says itself that it is no place and day, as begin an agency's text: a time of day, or what was done then
_TELLING = re.compile(
    r"(?<![\d.:])\d{1,2}:\d\d(?![\d:])|\b\d{1,2}\s?[ap]\.?m\b|\d\s*min(?:ute)?s?\s+read\b|\b(?:published|updated|posted|modified)\b",
    re.I,
)
#: what stands in such a line beside names
_OF_TIME = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"(?:first|last|originally)?\s*(?:published|updated|posted|modified)|\d+\s*min(?:ute)?s?\s+read|"
    r"(?:an?|\d+)\s+(?:min(?:ute)?|hour|day|week|month)s?\s+ago|"
    r"\d+(?:st|nd|rd|th)?(?:\s?[ap]\.?m\b\.?)?|gmt|utc|[bcemp]s?t|[cemp]dt|c?est|(?:local\s+)?time|written|by|and|on|at)\b",
    re.I,
)
_OF_WORK = re.compile(
    r"\b(?:(?:senior|chief|political|business|sports?|local|foreign)\s+)*"
    r"(?:newsroom|newsdesk|desk|staff|reporters?|writers?|correspondents?|editors?|columnists?|journalists?)\b",
    re.I,
)
_WORD = re.compile(r"[^\W_][\w'’-]*")
#: words of the names an unsigned line may hold: two people, or an outlet and a town
_MOST_NAMES = 5


def stamps(blocks: tuple[Block, ...], first: int, names: Iterable[str]) -> list[int]:
    """Give the places of such lines; `names` are the article's authors, and `first` its first paragraph's place.

    A line with an author's name in it needs nothing more. One without is believed at the top, where it has a date, a
    time of day or a word for publishing, and besides only words with a capital.
    """
    known = sorted((name for name in names if len(name) > 3), key=len, reverse=True)
    signed = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.I) if known else None
    found = []
    for i, block in enumerate(blocks):
        if len(block.text) > _LONGEST:
            continue
        rest, signatures = signed.subn(" ", block.text) if signed else (block.text, 0)
        if (signatures and not _left(rest)) or (i <= first + _AFTER_FIRST and _is_unsigned(block.text)):
            found.append(i)
    return found


def _is_unsigned(text: str) -> bool:
    if not _TELLING.search(text) or not (find_date(text) or parse_numeric(text)):
        return False
    left = _left(text)
    return len(left) <= _MOST_NAMES and all(word[0].isupper() for word in left)


def _left(text: str) -> list[str]:
    """The words that tell neither a time nor a kind of work."""
    return _WORD.findall(_OF_WORK.sub(" ", _OF_TIME.sub(" ", text)))
