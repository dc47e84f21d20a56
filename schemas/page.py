"""A page: what a source handed over, before anything was read out of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from schemas.article import Repair
from schemas.record import record


class PageKind(StrEnum):
    """What the content of a page is written in."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"


@record
class Page:
    """One input article as it came from a file or a server.

    It is the seam of the pipeline: seeds and live feeds both end here, and no later stage meets a file or the network.
    What the source itself stated (`url` to `language`) is trusted; None means it said nothing.
    """

    #: the file, record or item this is: `outcomes.input_uri` and `articles.source_uri`
    input_uri: str
    kind: PageKind
    #: bytes as read (charset still open) or text already decoded by the format that held it (JSON, XML)
    content: bytes | str
    #: `seed` or `feed`
    source_kind: str = "seed"
    #: charset named outside the content, as by an HTTP header or a WARC record
    charset: str | None = None
    feed_url: str | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    #: `given` for a stated date of a seed, `feed` for a feed's
    published_at_source: str | None = None
    publisher: str | None = None
    #: who first published it, where the source says so (RSS `<source>`)
    origin_publisher: str | None = None
    language: str | None = None
    fetched_at: datetime | None = None
    #: what had to be put right on the way in
    repairs: tuple[Repair, ...] = ()
