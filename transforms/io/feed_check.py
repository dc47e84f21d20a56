"""Feeds checked one by one: what a list's owner wants to know before it is polled for months."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from schemas import Reason
from transforms import workers
from transforms.io.crawl import Crawl
from transforms.io.hosts import Fetched, Request, acquaintance, host_name, origin
from transforms.io.manners import Manners
from transforms.io.web import Answer
from transforms.text.feeds.feed_answers import parse_answer
from transforms.text.feeds.feed_items import FeedDocument
from transforms.text.feeds.polling import SILENT
from transforms.text.feeds.redirects import PERMANENT
from transforms.text.feeds.secrets import without_secrets
from transforms.text.feeds.statuses import status_problem
from transforms.text.inputs.problems import InputProblem

_MOST = 10_000_000
_PARSE_SECONDS = 10.0
#: media types that feeds are served under
_FEED_TYPES = ("xml", "rss", "atom", "rdf", "json")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found out about one feed."""

    url: str
    http_status: int | None = None
    media_type: str | None = None
    #: format and version, empty where it is no feed
    kind: str = ""
    title: str | None = None
    items: int = 0
    newest_at: datetime | None = None
    #: `honoured`, `ignored` or `none`
    validators: str = "none"
    moved_to: str | None = None
    crawl_delay: float | None = None
    #: hash of the document, to tell duplicates
    digest: str = ""
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def parse_guarded(answer: Answer) -> FeedDocument | InputProblem:
    """Parse an answer where parsing can be killed; a problem where it is no feed."""
    given = (answer.body, answer.headers.get("Content-Type"), answer.url)
    parsed: Any = workers.answer(workers.submit(1, _PARSE_SECONDS, parse_answer, given), _PARSE_SECONDS)
    if isinstance(parsed, workers.Failure):
        return InputProblem(parsed.reason, parsed.detail)
    if parsed.problem:
        return InputProblem(Reason(parsed.problem.reason), parsed.problem.detail)
    return parsed  # type: ignore[no-any-return]


def check_feeds(urls: Iterable[str], manners: Manners) -> list[Checked]:
    """Ask each feed once, and again with its validators; in the order of the list, duplicates told."""
    listed = list(dict.fromkeys(urls))
    workers.submit(1, _PARSE_SECONDS, parse_answer, (b"", None, None))  # starts the pool, from one thread
    requests = [Request(url, (url, None), _MOST, obeys_robots=False, secure=True) for url in listed]
    found: dict[str, Checked] = dict(Crawl(manners, lambda got: _read(got, manners), waits=True).run(requests))
    same: dict[str, list[str]] = defaultdict(list)
    for url in listed:
        same[found[url].digest].append(url)
    return [_with_duplicates(found[url], same[found[url].digest]) for url in listed]


def _with_duplicates(checked: Checked, alike: list[str]) -> Checked:
    others = [without_secrets(url) for url in alike if without_secrets(url) != checked.url]
    if not checked.digest or not others:
        return checked
    return replace(checked, warnings=(*checked.warnings, f"says the same as {others[0]}; list one of them"))


def _read(fetched: Fetched, manners: Manners) -> Iterator[Any]:
    url, checked = fetched.request.subject
    answer, problem = fetched.answer, fetched.problem
    if checked is not None:
        honoured = answer is not None and answer.status == 304
        warnings = checked.warnings
        if not honoured:
            warnings = (*warnings, "sends validators but ignores them, so each poll brings all of it")
        yield url, replace(checked, validators="honoured" if honoured else "ignored", warnings=warnings)
        return
    checked = Checked(without_secrets(url), answer.status if answer else None, crawl_delay=fetched.crawl_delay)
    if problem is None and answer is not None:
        problem = status_problem(answer.status, answer.headers, answer.body)
        document = parse_guarded(answer) if problem is None else problem
        problem = document if isinstance(document, InputProblem) else None
        if isinstance(document, FeedDocument):
            checked = _described(checked, fetched, answer, document, manners)
            validators = {"If-None-Match": answer.headers.get("ETag")}
            validators["If-Modified-Since"] = answer.headers.get("Last-Modified")
            if any(validators.values()):
                sent = {name: value for name, value in validators.items() if value}
                yield Request(fetched.request.url, (url, checked), _MOST, sent, obeys_robots=False, wants_delay=False)
                return
            checked = replace(checked, warnings=(*checked.warnings, "has no validators, so each poll brings all of it"))
    if problem is not None:
        checked = replace(checked, errors=(problem.detail,))
    yield url, checked


def _described(checked: Checked, fetched: Fetched, answer: Answer, document: FeedDocument, manners: Manners) -> Checked:
    now = datetime.now(UTC)
    dates = [item.published_at for item in document.items if item.published_at]
    newest = max(dates, default=None)
    media = (answer.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    warnings = []
    hops = fetched.request.hops
    if hops:
        permanent = all(status in PERMANENT for _, status in hops)
        what = "for good: list it there" if permanent else "for now"
        warnings.append(f"redirects to {without_secrets(fetched.request.url)} {what}")
    if not any(word in media for word in _FEED_TYPES):
        warnings.append(f"is served as {media or 'nothing in particular'}, which is no type of a feed")
    if newest and now - newest > SILENT:
        warnings.append(f"has brought nothing new for {(now - newest).days} days")
    if newest and newest > now + timedelta(days=1):
        warnings.append("has items from the future")
    if document.items and not dates:
        warnings.append("its items have no dates")
    robots = acquaintance(host_name(answer.url)).robots.get(origin(answer.url))
    if robots and not robots[1].allows(answer.url, manners.robot):
        warnings.append("robots.txt forbids the feed itself; it is polled all the same, unless --robots-for-feeds")
    links = [item.link for item in document.items if item.link]
    if robots and links and not any(robots[1].allows(link, manners.robot) for link in links):
        warnings.append("robots.txt forbids every page it announces; none will be fetched")
    empty = not document.items and not document.sitemaps
    return replace(
        checked,
        media_type=media or None,
        kind=document.version,
        title=document.title,
        items=len(document.items),
        newest_at=newest,
        moved_to=without_secrets(fetched.request.url) if hops else None,
        digest=hashlib.sha256("\n".join(links).encode("utf-8", "replace")).hexdigest() if links else "",
        errors=("has no items",) if empty else (),
        warnings=tuple(warnings),
    )
