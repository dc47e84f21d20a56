"""Dates of publication, in the many ways pages write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from transforms.text.pages.months import month_of

#: before the first newspaper online nothing was published that a page can state
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
#: without a time to compare with, what lies beyond this is a mistake
LATEST = datetime(2100, 1, 1, tzinfo=UTC)

_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"  # noqa: E501
_TIME = (
    r"(?:[\s,|•·@]*(?:at\s+|-\s*|–\s*)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"\s*(?P<zone>\(?(?:e[sd]?t|c[sd]?t|m[sd]?t|p[sd]?t|gmt|utc|bst|ist|cet|cest|aest|aedt|jst|z)\b\)?|[+-]\d{2}:?\d{2})?)?"
)
_WRITTEN = (
    re.compile(
        rf"(?:\b|(?<=[a-z])){_MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d){_TIME}", re.I
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+(?P<year>(?:19|20)\d\d)\b{_TIME}", re.I
    ),
    re.compile(rf"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})\b{_TIME}"),
)
#: other languages' dates: the month is looked up by its name ("3. März 2024 um 18:05", "1er août 2023", "3 de marzo de
#: 2024", "Dez 22, 2023"), or all are numbers, the year first ("2024年3月3日", "2024. 3. 3.")
_HOUR = (
    r"(?:[\s,|•·-]*(?:(?:à|às|um|a\s+las|alle(?:\s+ore)?|kl\.?|om|ore)\s+)?"
    r"(?P<hour>\d{1,2})\s?[:.h]\s?(?P<minute>\d{2})\b)?"
)
_ELSEWHERE = (
    re.compile(
        r"(?<![\d.])(?P<day>\d{1,2})(?:\.|er|º|°)?[\s-]+(?:de\s+|di\s+|d['’])?(?P<month>[^\W\d_]{3,12})\.?,?[\s-]+"
        rf"(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)\b{_HOUR}",
        re.I,
    ),
    re.compile(r"\b(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>(?:19|20)\d\d)\b"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[年.]\s?(?P<month>\d{1,2})\s?[月.]\s?(?P<day>\d{1,2})(?=\s?[日.])"),
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ISO = re.compile(
    r"^\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?|[a-z]{3,4})?(?:\s*\[?[a-z]+(?:/[a-z_]+)?\]?)?)?\s*$",
    re.I,
)
_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)(?!\d)")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)[/\-_]?(0[1-9]|1[0-2])[/\-_]?(0[1-9]|[12]\d|3[01])(?!\d)")
#: hours from UTC of the zones that news pages name; the bare letters (ET) are read as standard time
_ZONES = {
    "est": -5,
    "edt": -4,
    "et": -5,
    "cst": -6,
    "cdt": -5,
    "ct": -6,
    "mst": -7,
    "mdt": -6,
    "mt": -7,
    "pst": -8,
    "pdt": -7,
    "pt": -8,
    "gmt": 0,
    "utc": 0,
    "z": 0,
    "bst": 1,
    "ist": 5.5,
    "cet": 1,
    "cest": 2,
    "aest": 10,
    "aedt": 11,
    "jst": 9,
}


def plausible(moment: datetime, latest: datetime | None = None) -> bool:
    """Tell whether something can have been published then; `latest` is when it was fetched or taken in."""
    bound = latest + timedelta(days=1) if latest and latest < LATEST else LATEST
    return EARLIEST <= moment <= bound


def parse_date(text: str) -> datetime | None:
    """Read a date as machines or editors write it, in UTC; a time without a zone is taken for UTC, a day for its start.

    Gives None for what is no date, however strange.
    """
    text = text.strip()[:80]
    try:
        if match := _ISO.match(text):
            year, month, day, hour, minute, second = (int(group or 0) for group in match.groups()[:6])
            moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(match[7]))
            return moment.astimezone(UTC)
        if _EPOCH.match(text):
            return datetime.fromtimestamp(int(text[:10]), UTC)
        if found := find_date(text):
            return found
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def mislabelled(text: str, other: str) -> bool:
    """Tell whether two stamps give one clock time in two zones: one of them put its zone behind a time of another."""
    clock, same = _CLOCK.match(text.strip()), _CLOCK.match(other.strip())
    return bool(clock and same and clock[1] == same[1] and parse_date(text) != parse_date(other))


def find_date(text: str) -> datetime | None:
    """Find the first date written out in a line of text ("March 3, 2024 7:05 pm EST", "3 March 2024", "2024-03-03")."""
    if not _YEAR.search(text):
        return None
    first = min((m for m in (p.search(text) for p in _WRITTEN) if m), key=lambda m: m.start(), default=None)
    if first is not None:
        return _moment(first)
    return next((found for p in _ELSEWHERE for m in p.finditer(text) if (found := _moment(m))), None)


def _moment(match: re.Match[str]) -> datetime | None:
    part = match.groupdict()
    hour, minute = int(part.get("hour") or 0), int(part.get("minute") or 0)
    half = (part.get("half") or "").lower()[:1]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    month = int(part["month"]) if part["month"].isdecimal() else month_of(part["month"])
    if month is None:
        return None
    try:
        moment = datetime(int(part["year"]), month, int(part["day"]), hour, minute, tzinfo=_zone(part.get("zone")))
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def parse_numeric(text: str, month_first: bool = False) -> datetime | None:
    """Read a day of numbers alone ("03.09.2026", "3/9/2026"), day first unless that cannot be.

    With `month_first`, numbers between slashes are read as Americans write them, unless that cannot be.
    """
    match = _NUMERIC.search(text)
    if match is None:
        return None
    first, second, year = (int(group) for group in match.groups())
    american = second > 12 or (month_first and first <= 12 and "/" in match[0])
    day, month = (second, first) if american else (first, second)
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _zone(name: str | None) -> timezone:
    name = (name or "").strip("() ").lower()
    if name[:1] in ("+", "-"):
        digits = name[1:].replace(":", "").ljust(4, "0")
        hours = int(digits[:2]) + int(digits[2:4]) / 60
        return timezone(timedelta(hours=min(hours, 14) * (-1 if name[0] == "-" else 1)))
    return timezone(timedelta(hours=_ZONES.get(name, 0)))


def date_in_url(url: str) -> datetime | None:
    """Read the day an address carries, as `/2024/03/03/` or `20240303`."""
    match = _IN_URL.search(url)
    try:
        return datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC) if match else None
    except ValueError:
        return None
