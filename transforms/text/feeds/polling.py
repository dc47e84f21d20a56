"""The life of a feed as polls see it: what to remember of an answer, and when to ask again.

Every function takes the last poll and what was met now, and returns the row of this poll; none reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from schemas import FeedPoll, make_id

#: the interval between two polls: as often as a busy wire needs; at least daily, so that a revived feed is noticed
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=1)
#: a feed that is asked and brings nothing is asked less often, up to this; news after it shortens the interval again
IDLE = timedelta(hours=4)
FIRST = timedelta(minutes=15)
#: servers that always say 304 exist, so a document is asked for without conditions this often (NetNewsWire's number)
VALIDATORS_HOLD = timedelta(days=8)
#: a feed without news for so long is said to be silent
SILENT = timedelta(days=30)
#: a permanent redirect is believed after so many polls over so long a time
MOVES, MOVES_OVER = 3, timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the next request for a feed says: where to, and the validators to send."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


def conditions(feed_url: str, last: FeedPoll | None, now: datetime, whole: bool = False) -> Conditions:
    """Return what to ask for; `whole` asks for the document without conditions."""
    if last is None:
        return Conditions(feed_url)
    url = last.moved_to if has_moved(last) and last.moved_to and not last.failures else feed_url
    held = last.validated_at is not None and timedelta() <= now - last.validated_at < VALIDATORS_HOLD
    # an index of sitemaps stays as it is while the sitemaps in it change
    if whole or not held or last.body_hash is None or last.kind == "sitemapindex":
        return Conditions(url)
    return Conditions(url, last.etag, last.last_modified)


def has_moved(poll: FeedPoll) -> bool:
    """Tell whether a permanent redirect has lasted long enough to be believed."""
    lasted = poll.moved_since is not None and poll.polled_at - poll.moved_since >= MOVES_OVER
    return poll.moved_to is not None and poll.moves >= MOVES and lasted


def is_due(last: FeedPoll | None, now: datetime, scheduled: bool) -> bool:
    """Tell whether to poll now; without a schedule only what the server itself asked for holds a poll back."""
    if last is None:
        return True
    if last.status == "gone" or (last.waits_until is not None and now < last.waits_until):
        return False
    return not scheduled or last.next_poll_at is None or now >= last.next_poll_at


def answered(poll: FeedPoll, last: FeedPoll | None, holds: timedelta, ttl: int | None) -> FeedPoll:
    """Complete the row of a poll that got an answer: status, interval, next poll, and what is the matter in words.

    `poll` has the feed, the time, the items and new items, validators and hash; `holds` is how long the answer says
    it holds, `ttl` the minutes that the feed asks for.
    """
    now = poll.polled_at
    changed_at = now if poll.new_items else (last.changed_at if last else None)
    before = timedelta(seconds=last.interval_seconds) if last and last.interval_seconds else None
    if before is None:
        interval = FIRST
    elif poll.new_items:
        interval = max(before / 2, SHORTEST)
    else:
        interval = max(min(before * 1.25, IDLE), SHORTEST)
    asked = max(holds, min(timedelta(minutes=ttl or 0), IDLE))
    wait = min(max(interval, asked), LONGEST)
    since = changed_at or (last.validated_at if last else None)
    status, detail = poll.status, poll.detail
    if poll.moved_to and has_moved(poll):
        status, detail = "moved", f"lives at {poll.moved_to} for good; put that into the list"
    elif not poll.items and status == "ok":
        status, detail = "empty", "has no items; look whether it is the right feed"
    elif since and now - since > SILENT:
        status, detail = "silent", f"has brought nothing new since {since:%Y-%m-%d}; look whether it was given up"
    return replace(
        poll,
        status=status,
        detail=detail,
        changed_at=changed_at or now,
        interval_seconds=interval.total_seconds(),
        next_poll_at=now + wait * spread(poll.feed_url, now),
        failures=0,
        waits_until=None,
    )


def failed(poll: FeedPoll, last: FeedPoll | None, wait: timedelta | None) -> FeedPoll:
    """Complete the row of a poll that failed; `wait` is how long the server asked to be left alone.

    The wait doubles with each failure, to a day. A server that says twice in a row that the feed is gone is believed.
    """
    now = poll.polled_at
    failures = (last.failures if last else 0) + 1
    before = timedelta(seconds=last.interval_seconds) if last and last.interval_seconds else FIRST
    kept = {} if last is None else {name: getattr(last, name) for name in _KEPT}
    if poll.http_status == 410 and last is not None and last.http_status == 410:
        detail = "its server said twice that it is gone; take it off the list"
        return replace(poll, **kept, status="gone", detail=detail, failures=failures)
    backed_off = min(max(before, FIRST) * 2 ** min(failures - 1, 10), LONGEST)
    pause = max(backed_off, wait or timedelta())
    return replace(
        poll,
        **kept,
        failures=failures,
        interval_seconds=before.total_seconds(),
        waits_until=now + wait if wait else None,
        next_poll_at=now + min(pause, LONGEST) * spread(poll.feed_url, now),
    )


#: what a failed poll leaves as it was
_KEPT = ("kind", "etag", "last_modified", "body_hash", "validated_at", "changed_at", "moved_to", "moved_since", "moves")


def spread(feed_url: str, now: datetime) -> float:
    """Return a factor from 1 to 1.2 that differs from feed to feed and poll to poll, so that feeds do not march."""
    return 1 + int(make_id(feed_url, now.isoformat())[:4], 16) / 0xFFFF / 5


def moved(poll: FeedPoll, last: FeedPoll | None, target: str | None) -> FeedPoll:
    """Note where permanent redirects alone led to in this poll; None where they led nowhere new."""
    if target is None:
        # asked at its new address, the feed is not led there any more
        stays = last is not None and has_moved(last) and not last.failures
        names = ("moved_to", "moved_since", "moves")
        return replace(poll, **{name: getattr(last, name) for name in names}) if stays else poll
    same = last is not None and last.moved_to == target and last.moved_since is not None
    if same and last is not None:
        return replace(poll, moved_to=target, moved_since=last.moved_since, moves=last.moves + 1)
    return replace(poll, moved_to=target, moved_since=poll.polled_at, moves=1)
