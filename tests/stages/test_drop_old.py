"""DropOld and TakeNewest: what a run was told to leave out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from schemas import FeedItem
from tests.records import article
from transforms.drop_old import DropOld
from transforms.take_newest import TakeNewest

DAY = date(2026, 9, 1)
#: name, when it was published, and whether it is taken
DATED = [
    ("the second before", datetime(2026, 8, 31, 23, 59, 59, tzinfo=UTC), False),
    ("the very second", datetime(2026, 9, 1, tzinfo=UTC), True),
    ("later", datetime(2027, 1, 1, tzinfo=UTC), True),
    ("without a date", None, True),
]


def item(name: str, at: datetime | None = None, **fields: Any) -> FeedItem:
    return FeedItem(link=f"https://a.example/{name}", published_at=at, feed_url="https://a.example/rss", **fields)


def test_articles_published_before_the_day_leave(run_on: Any) -> None:
    found = run_on(DropOld(DAY), [article(name, published_at=at) for name, at, _ in DATED])
    assert {it.source_uri for it in found["kept"]} == {f"{name}.txt" for name, _, taken in DATED if taken}
    (left,) = found["outcomes"]
    assert (left.input_uri, left.outcome, left.reason) == ("the second before.txt", "rejected", "too_old")
    assert all(part in left.detail for part in ("2026-08-31", "--since 2026-09-01"))


def test_items_published_before_the_day_leave_without_being_fetched(run_on: Any) -> None:
    found = run_on(DropOld(DAY), [item(name, at) for name, at, _ in DATED])
    assert {it.link for it in found["kept"]} == {item(name).link for name, _, taken in DATED if taken}
    (left,) = found["outcomes"]
    assert (left.input_uri, left.feed_url) == (item("the second before").link, "https://a.example/rss")


@pytest.mark.parametrize("backwards", [False, True])
def test_the_newest_items_go_on_and_the_others_wait(run_on: Any, backwards: bool) -> None:
    items = [item(f"day {day}", datetime(2026, 9, day, tzinfo=UTC)) for day in (1, 5, 3, 4)]
    items += [item("no date"), FeedItem(guid="7", feed_url="https://a.example/rss")]
    found = run_on(TakeNewest(3), reversed(items) if backwards else items)
    assert sorted(it.link for it in found["kept"]) == [item(f"day {day}").link for day in (3, 4, 5)]
    waiting = {it.input_uri: (it.outcome, it.reason) for it in found["outcomes"]}
    names = (item("day 1").link, item("no date").link, "https://a.example/rss#7")
    assert waiting == dict.fromkeys(names, ("failed", "postponed"))
