"""What an answer says of time: when to ask again, and how long it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: clamp on `Retry-After`: less is a storm, more locks a feed out by mistake (rss-fetcher and miniflux cap at a day)
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=1)
#: cap on `max-age` and `Expires`: feeds with an age of 16 years have been met (NetNewsWire caps at 5 hours)
LONGEST_AGE = timedelta(hours=5)

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)


def http_date(value: str | None) -> datetime | None:
    """Read a date as HTTP headers write it; None where it is none."""
    try:
        moment = parsedate_to_datetime(value or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Return how long a server asks to be left alone, within `SHORTEST` and `LONGEST`; None where it does not say."""
    value = (headers.get("Retry-After") or "").strip()
    if re.fullmatch(r"\d{1,12}", value, re.ASCII):
        wait = timedelta(seconds=min(int(value), int(LONGEST.total_seconds())))
    elif moment := http_date(value):
        wait = moment - now
    else:
        return None
    return min(max(wait, SHORTEST), LONGEST)


def lifetime(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Return for how long an answer says it holds, at most `LONGEST_AGE`; nothing where it does not say."""
    control = headers.get("Cache-Control") or ""
    if re.search(r"\bno-(?:cache|store)\b", control, re.IGNORECASE):
        return timedelta()
    if match := _MAX_AGE.search(control):
        return min(timedelta(seconds=min(int(match[1]), 1_000_000)), LONGEST_AGE)
    if expires := http_date(headers.get("Expires")):
        stated = http_date(headers.get("Date")) or now
        return min(max(expires - stated, timedelta()), LONGEST_AGE)
    return timedelta()
