"""DropOld: what was published before a day leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas import Extraction, FeedItem, Outcome, Reason
from transforms.fates import Split
from transforms.text.inputs.problems import InputProblem


class DropOld(beam.PTransform):
    """Let through items of feeds, or extracted articles, that were published on a day or after it, or have no date.

    Bounded or not; keeps no state. The others leave as `rejected`, too old. Yields a dict: `kept` and `outcomes`.
    """

    def __init__(self, since: date) -> None:
        super().__init__()
        self.since = since

    def expand(self, elements: PCollection[Extraction | FeedItem]) -> dict[str, PCollection[Any]]:
        return elements | "Look at the date" >> beam.FlatMap(_judge, self.since) | Split("drop_old")


def _judge(element: Extraction | FeedItem, since: date) -> Iterator[Extraction | FeedItem | Outcome]:
    subject = element.article if isinstance(element, Extraction) else element
    at = subject.published_at
    if at is None or at.date() >= since:
        yield element
        return
    detail = f"was published on {at:%Y-%m-%d}, before --since {since}; leave that out to take it in"
    problem = InputProblem(Reason.TOO_OLD, detail)
    if isinstance(subject, FeedItem):
        yield problem.outcome(subject.input_uri, subject.link, subject.feed_url, "drop_old")
    else:
        yield problem.outcome(subject.source_uri, subject.url, subject.feed_url, "drop_old")
