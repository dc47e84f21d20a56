"""One poll of a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from schemas.column import column


@dataclass(frozen=True, slots=True)
class FeedPoll:
    """One poll of one feed, one row of `feeds`."""

    feed_url: str = column("the feed as listed")
    polled_at: datetime = column("when it was asked (UTC)")
    status: str = column("`ok`, `unchanged`, `moved`, `gone`, `failed`, `silent` or `empty`")
    items: int = column("items in the document", default=0)
    new_items: int = column("items not known before", default=0)
    http_status: int | None = column("status of the last answer", default=None)
    etag: str | None = column("validator, byte for byte", default=None)
    last_modified: str | None = column("validator, byte for byte", default=None)
    next_poll_at: datetime | None = column("when to ask again (UTC)", default=None)
    detail: str | None = column("what happened, in words", default=None)
    run_id: str = column("the run", default="")
