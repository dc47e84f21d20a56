"""DropOld: what was published before a day leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas import Article, FeedItem, Outcome, Reason
from transforms.fates import Split
from transforms.text.inputs.problems import InputProblem


class DropOld(beam.PTransform):
    """Let through items of feeds, or articles, that were published on a day or after it, or have no date.

    Bounded or not; keeps no state. The others leave as `rejected`, too old. Yields a dict: `kept` and `outcomes`.
    """

    def __init__(self, since: date) -> None:
        super().__init__()
        self.since = since

    def expand(self, elements: PCollection[Article | FeedItem]) -> dict[str, PCollection[Any]]:
        return elements | "Look at the date" >> beam.FlatMap(_judge, self.since) | Split("drop_old")


def _judge(element: Article | FeedItem, since: date) -> Iterator[Article | FeedItem | Outcome]:
    at = element.published_at
    if at is None or at.date() >= since:
        yield element
        return
    detail = f"was published on {at:%Y-%m-%d}, before --since {since}; leave that out to take it in"
    problem = InputProblem(Reason.TOO_OLD, detail)
    if isinstance(element, FeedItem):
        yield problem.outcome(element.input_uri, element.link, element.feed_url, "drop_old")
    else:
        yield problem.outcome(element.source_uri, element.url, element.feed_url, "drop_old")
