"""The fate of an input: every item leaves the pipeline exactly once, with a reason."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from schemas.article import NEVER
from schemas.column import column
from schemas.record import record


class Fate(StrEnum):
    """The five ways an input can leave."""

    KEPT = "kept"
    COPY = "copy"
    SEEN = "seen"
    REJECTED = "rejected"
    FAILED = "failed"


class Reason(StrEnum):
    """Why an input was rejected or failed, or what was repaired in one that was kept; the list is fixed."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BINARY = "binary"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    BAD_ENCODING = "bad_encoding"
    BAD_CHARACTERS = "bad_characters"
    BAD_JSON = "bad_json"
    BAD_FIELD = "bad_field"
    BAD_WARC = "bad_warc"
    BAD_FEED = "bad_feed"
    BAD_DATE = "bad_date"
    LONG_TITLE = "long_title"
    NO_CONTENT = "no_content"
    NO_TEXT = "no_text"
    TOO_SHORT = "too_short"
    NOT_AN_ARTICLE = "not_an_article"
    PAYWALL = "paywall"
    TIMEOUT = "timeout"
    NO_MODEL = "no_model"
    OUT_OF_MEMORY = "out_of_memory"
    ERROR = "error"
    # left out because the run was told to
    TOO_OLD = "too_old"
    # of feeds and pages on servers
    BAD_ADDRESS = "bad_address"
    PRIVATE_ADDRESS = "private_address"
    UNKNOWN_HOST = "unknown_host"
    UNREACHABLE = "unreachable"
    BAD_CERTIFICATE = "bad_certificate"
    BAD_HTTP = "bad_http"
    BAD_COMPRESSION = "bad_compression"
    BAD_REDIRECT = "bad_redirect"
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    NOT_FOUND = "not_found"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    BAD_STATUS = "bad_status"
    BAD_UNCHANGED = "bad_unchanged"
    CHALLENGE = "challenge"
    ROBOTS = "robots"
    HOST_DOWN = "host_down"
    POSTPONED = "postponed"
    NOT_A_PAGE = "not_a_page"
    NO_LINK = "no_link"
    NOT_NEWS = "not_news"
    ENCLOSURE = "enclosure"
    ADVERTISEMENT = "advertisement"


@record
class Outcome:
    """The fate of one input item in one run, one row of `outcomes`."""

    input_uri: str = column("the input as given, with #N for a record inside it")
    outcome: str = column("`kept`, `copy`, `seen`, `rejected` or `failed`")
    stage: str = column("the stage at which it left")
    reason: str | None = column("one of a fixed list; null where nothing was wrong", default=None)
    detail: str | None = column("what was wrong and what can be done about it", default=None)
    article_id: str | None = column("the article made of it, or already held", default=None)
    url: str | None = column("its URL, where known", default=None)
    feed_url: str | None = column("the feed that announced it", default=None)
    run_id: str = column("the run", default="")
    at: datetime = column("when the run started (UTC)", default=NEVER)
