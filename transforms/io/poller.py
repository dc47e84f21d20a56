"""One poll of a feed: the request, and what its answer makes of the feed and its items."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from schemas import FeedItem, FeedPoll, Reason
from transforms import workers
from transforms.io.announced import left
from transforms.io.feed_memory import Links
from transforms.io.hosts import ROBOTS_HOLD, Fetched, Request
from transforms.io.manners import Manners
from transforms.io.polled import Polled
from transforms.io.web import Answer
from transforms.text.feeds import polling
from transforms.text.feeds.feed_answers import complete, parse_answer
from transforms.text.feeds.feed_items import FeedDocument
from transforms.text.feeds.redirects import PERMANENT
from transforms.text.feeds.retry_after import lifetime
from transforms.text.feeds.secrets import without_secrets
from transforms.text.feeds.statuses import status_problem
from transforms.text.inputs.problems import InputProblem

#: bytes of a feed; the largest honest ones come near 5 MB
MAX_FEED_BYTES = 10_000_000
#: sitemaps of one index that are asked for: publishers split by year, and news stand in few
_MOST_SITEMAPS = 20
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Poller:
    """Asks feeds and reads their answers, with what is remembered of all of them; threads may share it."""

    manners: Manners
    #: the start of the run
    now: datetime
    known: Links
    #: the last poll of each feed
    polls: Mapping[str, FeedPoll]
    #: processes that parse; 0 parses in this process
    size: int
    #: seconds that parsing one feed may take
    seconds: float

    def request(self, feed: Polled) -> Request:
        """Return the request for a feed, with the validators that are remembered."""
        validators = {"If-None-Match": feed.conditions.etag, "If-Modified-Since": feed.conditions.last_modified}
        read_at = feed.last.robots_at if feed.last else None
        return Request(
            feed.conditions.url,
            feed,
            MAX_FEED_BYTES,
            {"Accept": _ACCEPT, **{name: value for name, value in validators.items() if value}},
            obeys_robots=self.manners.robots_for_feeds,
            wants_delay=read_at is None or self.now - read_at > ROBOTS_HOLD,
            secure=True,
        )

    def read(self, fetched: Fetched) -> Iterator[Any]:
        """Turn what was fetched into the row of the poll, items, outcomes, and requests for further sitemaps."""
        feed: Polled = fetched.request.subject
        last, answer = feed.last, fetched.answer
        poll = FeedPoll(
            feed.name,
            self.now,
            "ok",
            http_status=answer.status if answer else None,
            crawl_delay=fetched.crawl_delay if fetched.robots_at else (last.crawl_delay if last else None),
            robots_at=fetched.robots_at or (last.robots_at if last else None),
        )
        problem = fetched.problem
        if problem is None and answer is not None:
            problem = status_problem(answer.status, answer.headers, answer.body, feed.is_conditional)
        if problem is not None or answer is None:
            yield from self._failed(poll, feed, problem or InputProblem(Reason.ERROR, "gave no answer"), fetched.wait)
            return
        poll = polling.moved(poll, last, _permanent(fetched))
        holds = lifetime(answer.headers, self.now)
        digest = hashlib.sha256(answer.body).hexdigest()
        if answer.status == 304 and last is not None:
            row = replace(
                poll,
                status="unchanged",
                items=last.items,
                kind=last.kind,
                body_hash=last.body_hash,
                validated_at=last.validated_at,
                etag=answer.headers.get("ETag") or last.etag,
                last_modified=answer.headers.get("Last-Modified") or last.last_modified,
            )
            yield polling.answered(row, last, holds, None)
            return
        poll = replace(
            poll,
            etag=answer.headers.get("ETag"),
            last_modified=answer.headers.get("Last-Modified"),
            body_hash=digest,
            validated_at=last.validated_at if feed.is_conditional and last else self.now,
        )
        same = last is not None and last.body_hash == digest and last.kind != "sitemapindex"
        if last is not None and same and not feed.again:
            row = replace(poll, status="unchanged", items=last.items, kind=last.kind)
            yield polling.answered(row, last, holds, None)
            return
        document = self._parse(answer)
        if isinstance(document, InputProblem):
            yield from self._failed(poll, feed, document, None)
            return
        poll = replace(poll, kind=document.version, items=len(document.items) or len(document.sitemaps))
        yield from self._announced(poll, feed, document, holds)
        if feed.index is None:
            yield from self._sitemaps(feed, document)

    def _parse(self, answer: Answer) -> FeedDocument | InputProblem:
        given = (answer.body, answer.headers.get("Content-Type"), answer.url)
        if self.size:
            parsed = workers.answer(workers.submit(self.size, self.seconds, parse_answer, given), self.seconds)
        else:
            parsed = parse_answer(given)
        if isinstance(parsed, workers.Failure):
            return InputProblem(parsed.reason, f"{parsed.detail}")
        if parsed.problem:
            return InputProblem(Reason(parsed.problem.reason), parsed.problem.detail)
        return parsed

    def _failed(self, poll: FeedPoll, feed: Polled, problem: InputProblem, wait: timedelta | None) -> Iterator[Any]:
        row = polling.failed(replace(poll, status="failed", detail=problem.detail), feed.last, wait)
        yield row
        yield problem.outcome(feed.name, feed.name, feed.name, "poll")

    def _announced(self, poll: FeedPoll, feed: Polled, document: FeedDocument, holds: timedelta) -> Iterator[Any]:
        """Part the items of a document: new ones go on, the others leave; then the row of the poll."""
        new = 0
        met: set[str] = set()
        for found in document.items:
            item = complete(found, document, feed.index or feed.name)
            name = item.input_uri
            if name in met:
                continue
            met.add(name)
            outcome = left(item, document, self.known, self.now)
            if outcome is None:
                new += 1
                yield item
            else:
                yield outcome
        for link in feed.again:
            if link not in met and "#" not in link:
                yield FeedItem(link=link, feed_url=feed.name)
        poll = replace(poll, new_items=new)
        if document.items_left_out:
            poll = replace(poll, detail=f"{document.items_left_out} items beyond {len(document.items)} were left out")
        yield polling.answered(poll, feed.last, holds, document.ttl)

    def _sitemaps(self, feed: Polled, document: FeedDocument) -> Iterator[Request]:
        chosen = sorted(document.sitemaps, key=lambda url: "news" not in url.lower())[:_MOST_SITEMAPS]
        for url in chosen:
            last = self.polls.get(without_secrets(url))
            if url != feed.url and polling.is_due(last, self.now, False):
                asked = polling.conditions(url, last, self.now, bool(feed.again))
                yield self.request(Polled(url, last, asked, (), feed.name))


def _permanent(fetched: Fetched) -> str | None:
    """Return where permanent redirects alone have led, if it can be told without giving a secret away."""
    hops = fetched.request.hops
    if not hops or any(status not in PERMANENT for _, status in hops):
        return None
    return fetched.request.url if without_secrets(fetched.request.url) == fetched.request.url else None
