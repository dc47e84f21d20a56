"""When feeds are asked again, and what is made of how they answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import FeedPoll
from transforms.text.feeds.polling import (
    FIRST,
    IDLE,
    LONGEST,
    SHORTEST,
    VALIDATORS_HOLD,
    answered,
    conditions,
    failed,
    has_moved,
    is_due,
    moved,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://news.example/feed"


def poll(**values: object) -> FeedPoll:
    return FeedPoll(**{"feed_url": URL, "polled_at": NOW, "status": "ok", "items": 10, **values})  # type: ignore[arg-type]


def test_validators_go_back_byte_for_byte_until_they_are_dropped() -> None:
    last = poll(etag='W/"a b"', last_modified="yesterday, roughly", validated_at=NOW, body_hash="x")
    soon = conditions(URL, last, NOW + timedelta(days=7))
    assert (soon.etag, soon.last_modified) == ('W/"a b"', "yesterday, roughly")
    assert conditions(URL, last, NOW + VALIDATORS_HOLD).etag is None
    assert conditions(URL, last, NOW + timedelta(hours=1), whole=True).etag is None
    assert conditions(URL, replace(last, validated_at=NOW + timedelta(days=3)), NOW).etag is None


def test_news_shortens_the_interval_and_silence_lengthens_it() -> None:
    row = answered(poll(new_items=10), None, timedelta(), None)
    assert row.interval_seconds == FIRST.total_seconds()
    for _ in range(5):
        row = answered(poll(new_items=1), row, timedelta(), None)
    assert row.interval_seconds == SHORTEST.total_seconds()
    for _ in range(30):
        row = answered(poll(status="unchanged"), row, timedelta(), None)
    assert row.interval_seconds == IDLE.total_seconds()


@given(
    st.timedeltas(timedelta(), timedelta(days=9_000)),
    st.integers(0, 10**6) | st.none(),
    st.floats(0, 10**6),
    st.integers(0, 50),
)
def test_the_next_poll_is_never_too_soon_nor_too_late(
    holds: timedelta, ttl: int | None, interval: float, new: int
) -> None:
    last = poll(interval_seconds=interval, changed_at=NOW - timedelta(days=1))
    row = answered(poll(new_items=new), last, holds, ttl)
    assert row.next_poll_at is not None
    assert SHORTEST <= row.next_poll_at - NOW <= LONGEST * 1.2


def test_feeds_polled_together_do_not_come_due_together() -> None:
    rows = [answered(poll(feed_url=f"{URL}/{n}"), None, timedelta(), None) for n in range(50)]
    assert len({row.next_poll_at for row in rows}) > 45


def test_failures_double_the_wait_up_to_a_day() -> None:
    row: FeedPoll | None = None
    waits = []
    for _ in range(12):
        row = failed(poll(status="failed"), row, None)
        assert row.next_poll_at is not None
        waits.append(row.next_poll_at - NOW)
    assert waits[0] < timedelta(minutes=19)
    assert waits[1] >= 2 * FIRST
    assert waits[-1] >= LONGEST
    assert row is not None
    assert row.failures == 12


def test_a_failed_poll_keeps_what_was_known() -> None:
    last = poll(etag='"a"', body_hash="x", validated_at=NOW, changed_at=NOW)
    row = failed(poll(status="failed", http_status=500), last, timedelta(hours=2))
    assert (row.etag, row.body_hash, row.validated_at) == ('"a"', "x", NOW)
    assert row.waits_until == NOW + timedelta(hours=2)
    assert not is_due(row, NOW + timedelta(hours=1), scheduled=False)
    assert is_due(row, NOW + timedelta(hours=3), scheduled=False)


def test_gone_twice_in_a_row_is_gone() -> None:
    first = failed(poll(status="failed", http_status=410), None, None)
    assert first.status == "failed"
    assert failed(poll(status="failed", http_status=410), poll(http_status=200), None).status == "failed"
    gone = failed(poll(status="failed", http_status=410), first, None)
    assert gone.status == "gone"
    assert gone.next_poll_at is None
    assert not is_due(gone, NOW + timedelta(days=400), scheduled=False)


def test_a_permanent_redirect_is_believed_when_it_lasts() -> None:
    target = "https://new.example/feed"
    row = None
    for days in range(5):
        now = poll(polled_at=NOW + timedelta(days=days), validated_at=NOW)
        row = answered(moved(now, row, target), row, timedelta(), None)
        assert has_moved(row) == (days >= 3)
        assert row.status == ("moved" if days >= 3 else "ok")
    assert row is not None
    assert conditions(URL, row, NOW).url == target
    # asked there, it stays there; when that fails, the old address is asked
    stays = answered(moved(poll(polled_at=NOW + timedelta(days=5)), row, None), row, timedelta(), None)
    assert stays.moved_to == target
    lost = failed(poll(status="failed"), stays, None)
    assert conditions(URL, lost, NOW).url == URL


def test_a_redirect_that_changes_begins_anew() -> None:
    row = moved(poll(), None, "https://a.example/feed")
    row = moved(poll(), row, "https://b.example/feed")
    assert (row.moved_to, row.moves) == ("https://b.example/feed", 1)
    assert moved(poll(), row, None).moved_to is None


@pytest.mark.parametrize(
    ("values", "last", "status"),
    [
        ({"items": 0}, None, "empty"),
        ({"new_items": 1}, {"changed_at": NOW - timedelta(days=90)}, "ok"),
        ({"status": "unchanged"}, {"changed_at": NOW - timedelta(days=31)}, "silent"),
        ({"status": "unchanged"}, {"changed_at": NOW - timedelta(days=29)}, "unchanged"),
    ],
)
def test_what_is_the_matter_is_said(values: dict[str, object], last: dict[str, object] | None, status: str) -> None:
    row = answered(poll(**values), poll(**last) if last else None, timedelta(), None)
    assert row.status == status
    assert (row.detail is not None) == (status in ("empty", "silent"))
