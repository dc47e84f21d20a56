"""Items that a feed announces: which of them go on to be fetched."""

from __future__ import annotations

from datetime import datetime, timedelta

from schemas import Fate, FeedItem, Outcome, Reason
from transforms.io.feed_memory import Links
from transforms.text.feeds.feed_answers import item_problem
from transforms.text.feeds.feed_items import FeedDocument
from transforms.text.inputs.problems import InputProblem

#: an entry of a sitemap without news tags is news if it is as young as Google wants news to be, and a day
_NEWS_AGE = timedelta(days=3)


def left(item: FeedItem, document: FeedDocument, known: Links, now: datetime) -> Outcome | None:
    """Return the outcome of an item that goes no further, by what is known of links; None where it goes on."""
    name = item.input_uri
    article_id = known.article_of(name)
    failed = known.failed.get(name)
    if article_id is not None:
        detail = "an earlier run has dealt with it"
        return Outcome(name, Fate.SEEN, "poll", None, detail, article_id or None, item.link, item.feed_url)
    if failed is not None and not failed.due(now):
        detail = f"failed {failed.times} times; " + ("given up" if failed.given_up else "tried again later")
        return Outcome(name, Fate.SEEN, "poll", None, detail, None, item.link, item.feed_url)
    problem = item_problem(item)
    if document.version == "sitemap" and not item.title:
        young = item.published_at is not None and abs(now - item.published_at) < _NEWS_AGE
        if not young:
            detail = "the sitemap does not say that it is news; name a news sitemap"
            problem = problem or InputProblem(Reason.NOT_NEWS, detail)
    return problem.outcome(name, item.link, item.feed_url, "poll") if problem else None
