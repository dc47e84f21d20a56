"""An article of one publisher: a row of `articles`, filled in stage by stage."""

from __future__ import annotations

from datetime import UTC, datetime

from schemas.column import column
from schemas.record import record

#: stands in a required time column until the run stamps its own time
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@record
class Removed:
    """A block that was taken out of an article because it is furniture."""

    text: str = column("the block as it stood")
    reason: str = column("why it is not part of the article")


@record
class Repair:
    """Something wrong with an input that was put right or left out, so that the rest could be kept."""

    reason: str = column("one of the fixed list of reasons")
    detail: str = column("what was found and what was done about it")


@record
class Article:
    """One article of one publisher, one row of `articles`.

    It exists from extraction on; `story_id`, the copy columns and the run's stamp are filled by later stages with
    `dataclasses.replace`.
    """

    article_id: str = column("hash of what identifies the article (URL, or the input's name) and of its text")
    source_uri: str = column("the input as given, with #N for a record inside it")
    source_kind: str = column("`seed` or `feed`")
    text: str = column("the body: paragraphs separated by one blank line, without title and furniture")
    word_count: int = column("words in `text`")
    content_hash: str = column("hash of the words of `text`, case, punctuation and white space folded")
    feed_url: str | None = column("the feed that announced it", default=None)
    url: str | None = column("where it was found", default=None)
    canonical_url: str | None = column("the address the page states, or `url` without tracking", default=None)
    publisher: str | None = column("the outlet, one spelling for all its hosts", default=None)
    publisher_source: str | None = column("where the publisher was found", default=None)
    origin_publisher: str | None = column("the agency or outlet that wrote it, if not the publisher", default=None)
    title: str | None = column("headline, site name stripped", default=None)
    title_source: str | None = column("where the title was found", default=None)
    authors: tuple[str, ...] = column("people, in the order of the byline", default=())
    authors_source: str | None = column("where the authors were found", default=None)
    published_at: datetime | None = column("when it was published (UTC)", default=None)
    published_at_source: str | None = column(
        "`given`, `feed`, `jsonld`, `meta`, `text` or `url`: where the date was found", default=None
    )
    fetched_at: datetime | None = column("when the page was fetched (UTC); null for seeds", default=None)
    ingested_at: datetime = column("start of the run that took it in (UTC)", default=NEVER)
    language: str | None = column("ISO 639-1 code", default=None)
    boilerplate: tuple[Removed, ...] = column("the blocks that were taken out, in order", default=())
    repairs: tuple[Repair, ...] = column("what was wrong with the input and put right or left out", default=())
    extraction_score: float | None = column("0..1: how far the extraction can be trusted", default=None)
    version: int = column("1, or one more than the version of the same URL that it supersedes", default=1)
    supersedes: str | None = column("article_id of the version before", default=None)
    edges: bytes | None = column(
        "digests of its short first and last paragraphs, by which furniture that repeats is found", default=None
    )
    signature: bytes | None = column("MinHash signature of the text, by which copies are found", default=None)
    signature_scheme: str | None = column("name and version of the signature's recipe", default=None)
    sketch: bytes | None = column("sample of the text's shingles, by which copies are verified", default=None)
    copy_of: str | None = column("article_id of the original, if this is a copy", default=None)
    copy_kind: str | None = column("`exact` or `near`", default=None)
    copy_score: float | None = column("0..1: share of this text found in the original", default=None)
    terms: bytes | None = column("the most telling terms of an original, by which stories are found", default=None)
    story_id: str = column("the story it belongs to", default="")
    run_id: str = column("the run that took it in", default="")
    # one column for each module of transforms/text/enrichments, of its name
    readability: float | None = column("Flesch reading ease, English only: 30 hard, 60 plain, 90 easy", default=None)
    enrichments: dict[str, str] = column(
        "what enrichments of other packages tell, by name: a text, or JSON", default_factory=dict
    )
