"""FetchPages: items that feeds announce to pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from schemas import Fate, FeedItem, Outcome, Page, PageKind, Reason
from transforms.io.crawl import Crawl
from transforms.io.hosts import Fetched, Request, shard_of
from transforms.io.manners import Manners
from transforms.io.web import Answer
from transforms.tally import count
from transforms.text.decoding import is_binary
from transforms.text.feeds.feed_answers import is_whole
from transforms.text.feeds.statuses import status_problem
from transforms.text.inputs.problems import InputProblem
from transforms.text.inputs.stated import charset_of
from transforms.text.urls import canonical_url, is_home

#: media types of pages that can hold an article; servers that name none are believed to send one
_KINDS = {"text/html": PageKind.HTML, "application/xhtml+xml": PageKind.HTML, "text/plain": PageKind.TEXT}
_UNSAID = frozenset({"", "application/octet-stream", "text/xml", "application/xml", "unknown/unknown"})
_ACCEPT = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5, */*;q=0.1"


class FetchPages(beam.PTransform):
    """Fetch the page behind each item, politely; an item that carries its article whole needs no fetching.

    Bounded. An item that several feeds announce is fetched once, for the feed whose address is smallest, and leaves as
    `seen` for the others. Yields a dict: `kept` (Page) and `outcomes`.

    Args:
        manners: how servers are treated.
        max_page_bytes: cap on one page.
        shards: parts that an engine can give to different machines; one on a single machine.
    """

    def __init__(self, manners: Manners, max_page_bytes: int, shards: int = 1) -> None:
        super().__init__()
        self.manners = manners
        self.max_page_bytes = max_page_bytes
        self.shards = shards

    def expand(self, items: PCollection[FeedItem]) -> dict[str, PCollection[Any]]:
        found = (
            items
            | "By host" >> beam.WithKeys(_shard, self.shards).with_output_types(tuple[int, FeedItem])
            | "Hosts together" >> beam.GroupByKey()
            | "Fetch" >> beam.ParDo(_Fetch(self.manners, self.max_page_bytes)).with_outputs("outcomes", main="kept")
        )
        return {"kept": found.kept, "outcomes": found.outcomes}


def _shard(item: FeedItem, shards: int) -> int:
    return shard_of(item.link or item.feed_url, shards)


class _Fetch(beam.DoFn):
    def __init__(self, manners: Manners, max_page_bytes: int) -> None:
        self.manners = manners
        self.max_page_bytes = max_page_bytes

    def process(self, shard: tuple[int, Iterable[FeedItem]]) -> Iterator[Any]:
        """Fetch everything of the hosts in one part of the work."""
        requests: list[Request] = []
        first: dict[str, FeedItem] = {}
        for item in sorted(shard[1], key=lambda item: (item.feed_url, item.link or "", item.guid or "")):
            name = canonical_url(item.link or "") or item.input_uri
            if name in first:
                if (item.link, item.feed_url) != (first[name].link, first[name].feed_url):
                    yield TaggedOutput("outcomes", _seen(item, first[name]))
                continue
            first[name] = item
            if is_whole(item):
                count("fetch", "whole")
                yield whole_page(item)
            else:
                requests.append(Request(item.link or "", item, self.max_page_bytes, {"Accept": _ACCEPT}))
        for result in Crawl(self.manners, _read).run(requests):
            if isinstance(result, Outcome):
                count("fetch", result.reason or result.outcome)
                yield TaggedOutput("outcomes", result)
            else:
                count("fetch", "kept")
                yield result


def _seen(item: FeedItem, first: FeedItem) -> Outcome:
    detail = f"{first.feed_url} announces it too, as {first.input_uri}"
    return Outcome(item.input_uri, Fate.SEEN, "fetch", None, detail, None, item.link, item.feed_url)


def _read(fetched: Fetched) -> Iterator[Page | Outcome]:
    item: FeedItem = fetched.request.subject
    answer, problem = fetched.answer, fetched.problem
    if problem is None and answer is not None:
        problem = status_problem(answer.status, answer.headers, answer.body)
    try:
        if problem is not None or answer is None:
            raise problem or InputProblem(Reason.ERROR, "gave no answer; please report it with the address")
        yield fetched_page(item, answer)
    except InputProblem as found:
        yield found.outcome(item.input_uri, item.link, item.feed_url, "fetch")


def fetched_page(item: FeedItem, answer: Answer) -> Page:
    """Make a page of an answer; what the feed said of the item is stated.

    Raises:
        InputProblem: the answer holds no page.
    """
    stated = answer.headers.get("Content-Type")
    media = (stated or "").partition(";")[0].strip().lower()
    kind = _KINDS.get(media) or (PageKind.HTML if media in _UNSAID else None)
    if kind is None:
        raise InputProblem(Reason.NOT_A_PAGE, f"is {media[:60]!r}, no page with an article; it is left out")
    if not answer.body.strip():
        raise InputProblem(Reason.EMPTY, "answers with an empty page; it is left out")
    if is_binary(answer.body):
        raise InputProblem(Reason.BINARY, "says that it is text, but is not; it is left out")
    if item.link and answer.url != item.link and is_home(answer.url) and not is_home(item.link):
        raise InputProblem(
            Reason.NOT_FOUND, "leads to the front page, as what is not there any more does; look whether it has moved"
        )
    return _page(item, kind, answer.body, answer.url, charset_of(stated), answer)


def whole_page(item: FeedItem) -> Page:
    """Make a page of an item that carries its article."""
    return _page(item, item.content_kind, item.content or "", item.link, None, None)


def _page(
    item: FeedItem, kind: PageKind, content: bytes | str, url: str | None, charset: str | None, answer: Answer | None
) -> Page:
    return Page(
        item.input_uri,
        kind,
        content,
        source_kind="feed",
        charset=charset,
        feed_url=item.feed_url,
        url=url,
        title=item.title,
        authors=item.authors,
        published_at=item.published_at,
        published_at_source="feed" if item.published_at else None,
        publisher=item.publisher,
        origin_publisher=item.origin_publisher,
        language=item.language,
        fetched_at=answer.at if answer else None,
        repairs=item.repairs,
    )
