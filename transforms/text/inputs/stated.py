"""What a source states beside its text, read strictly: a time, a language, a charset, an address."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urljoin, urlsplit

#: years a report can be of: the first whole one of a nanosecond timestamp (pandas), and one yet to come
FIRST_YEAR, LAST_YEAR = 1678, 2100

_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)? ?(?:([Zz])|([+-])(\d\d):?(\d\d))?)?", re.ASCII
)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:+-]+)""", re.IGNORECASE | re.ASCII)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9_-]+)?", re.ASCII)


def parse_time(value: str) -> tuple[datetime, bool] | None:
    """Read an RFC 3339 time, or a date alone, as UTC; tell also whether it named its time zone.

    None where it is none, or lies outside `FIRST_YEAR` to `LAST_YEAR`.
    """
    match = _TIME.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, utc, sign, zone_hours, zone_minutes = match.groups()
    zone = UTC
    try:
        if sign:
            offset = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
            zone = timezone(-offset if sign == "-" else offset)
        moment = datetime(
            *(int(year), int(month), int(day), int(hour or 0), int(minute or 0)),
            min(int(second or 0), 59),  # RFC 3339 allows a leap second, which Python does not
            int((fraction or "0")[:6].ljust(6, "0")),
            zone,
        )
    except ValueError:
        return None
    return (moment.astimezone(UTC), bool(utc or sign)) if plausible(moment) else None


def plausible(moment: datetime) -> bool:
    """Tell whether something can have been published in that year."""
    return FIRST_YEAR <= moment.year <= LAST_YEAR


def language_code(value: str) -> str | None:
    """Read a language tag such as `en-GB` as its ISO 639-1 code; None where it holds none."""
    match = _LANGUAGE.fullmatch(value.strip().lower())
    return match[1] if match else None


def charset_of(content_type: str | None) -> str | None:
    """Return the charset that an HTTP `Content-Type` names."""
    match = _CHARSET.search(content_type or "")
    return match[1] if match else None


def web_address(value: str, base: str | None = None) -> str | None:
    """Return an http(s) address, resolved against `base` if it is relative; None where it is none."""
    try:
        address = urljoin(base or "", value.strip())
        parts = urlsplit(address)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    return None if re.search(r"[\s\x00-\x1f\ud800-\udfff]", address) else address
