"""A live feed: the items it announces, and one poll of it."""

from __future__ import annotations

from datetime import datetime

from schemas.article import Repair
from schemas.column import column
from schemas.ids import make_id
from schemas.page import PageKind
from schemas.record import record


@record
class FeedItem:
    """One item of a feed: a link that was announced, and what was said of it."""

    #: address of the article, absolute; None where the item has none
    link: str | None = None
    #: the publisher's own id of the item, equal in later polls
    guid: str | None = None
    #: plain text
    title: str | None = None
    content: str | None = None
    content_kind: PageKind = PageKind.HTML
    #: the content stands where formats put whole articles (`content:encoded`, Atom `content`), not a summary
    is_full: bool = False
    published_at: datetime | None = None
    authors: tuple[str, ...] = ()
    #: ISO 639-1
    language: str | None = None
    publisher: str | None = None
    #: who first published it (RSS and Atom `source`)
    origin_publisher: str | None = None
    repairs: tuple[Repair, ...] = ()
    #: the feed as listed; empty for an item of a stored document
    feed_url: str = ""

    @property
    def input_uri(self) -> str:
        """Its name in the tables: its link, or else its feed and its id there, its title, or a hash of its text."""
        return self.link or f"{self.feed_url}#{self.guid or self.title or make_id(self.content)}"


@record
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
    kind: str | None = column("format and version of the document, as `rss20`", default=None)
    body_hash: str | None = column("SHA-256 of the last document", default=None)
    validated_at: datetime | None = column("last document that came without conditions (UTC)", default=None)
    failures: int = column("polls in a row that failed", default=0)
    interval_seconds: float = column("the interval adapted to how often the feed brings news", default=0.0)
    changed_at: datetime | None = column("last poll that brought new items (UTC)", default=None)
    moved_to: str | None = column("address that permanent redirects lead to", default=None)
    moved_since: datetime | None = column("first poll that was led there (UTC)", default=None)
    moves: int = column("polls in a row that were led there", default=0)
    waits_until: datetime | None = column("the server asked not to be asked before (UTC)", default=None)
    crawl_delay: float | None = column("seconds between requests that robots.txt asks for", default=None)
    robots_at: datetime | None = column("when robots.txt was read (UTC)", default=None)
