"""The feeds of a site, found from one of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from transforms import workers
from transforms.io.crawl import Crawl
from transforms.io.feed_check import parse_guarded
from transforms.io.files import InputError
from transforms.io.hosts import Fetched, Request
from transforms.io.manners import Manners
from transforms.text.feeds.feed_answers import parse_answer
from transforms.text.feeds.feed_items import FeedDocument
from transforms.text.feeds.feed_links import USUAL, sitemaps_of, stated_feeds
from transforms.text.feeds.secrets import without_secrets
from transforms.text.feeds.statuses import status_problem
from transforms.text.inputs.stated import charset_of

_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that was found and read."""

    url: str
    kind: str
    items: int
    title: str | None
    #: the address that led there, by its place in the search: what a page names comes before what is usual
    place: int
    links: frozenset[str]


def discover(url: str, manners: Manners) -> list[FoundFeed]:
    """Return the feeds of a site: named by its page or by robots.txt, or lying where feeds usually lie.

    Of several that announce the same links the first is returned.

    Raises:
        InputError: the page cannot be fetched.
    """
    workers.submit(1, 10.0, parse_answer, (b"", None, None))  # starts the pool, from one thread
    asked: set[str] = set()

    def candidates(addresses: list[str], first: int) -> Iterator[Request]:
        for place, address in enumerate(addresses, first):
            if address not in asked:
                asked.add(address)
                yield Request(address, place, _MOST)

    def read(fetched: Fetched) -> Iterator[Any]:
        answer, place = fetched.answer, fetched.request.subject
        problem = fetched.problem or (
            status_problem(answer.status, answer.headers, answer.body) if answer is not None else None
        )
        if problem is not None or answer is None:
            if place == "page":
                yield problem
            return
        if place == "robots":
            yield from candidates(sitemaps_of(answer.body), 1_000)
            return
        document = parse_guarded(answer)
        if isinstance(document, FeedDocument):
            number = place if isinstance(place, int) else 0
            links = frozenset(item.link for item in document.items if item.link)
            shown = without_secrets(fetched.request.url)
            if document.items:
                yield FoundFeed(shown, document.version, len(document.items), document.title, number, links)
        elif place == "page":
            home = answer.url
            yield from candidates(stated_feeds(answer.body, charset_of(answer.headers.get("Content-Type")), home), 1)
            yield from candidates([urljoin(home, path) for path in USUAL], 500)
            yield Request(urljoin(home, "/robots.txt"), "robots", 500_000, obeys_robots=False, cut=True)

    found: list[FoundFeed] = []
    for result in Crawl(manners, read, waits=True).run([Request(url, "page", _MOST)]):
        if not isinstance(result, FoundFeed):
            raise InputError(without_secrets(url), result.detail)
        found.append(result)
    kept: list[FoundFeed] = []
    for feed in sorted(found, key=lambda feed: (feed.place, feed.url)):
        if not any(feed.links == other.links or feed.url == other.url for other in kept):
            kept.append(feed)
    return kept
