"""TakeNewest: the newest items of feeds go on, the others wait for a later run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas import FeedItem, Outcome, Reason
from transforms.fates import Split
from transforms.text.inputs.problems import InputProblem


class TakeNewest(beam.PTransform):
    """Let through the newest items of all feeds together, so many at most; those without a date come last.

    Bounded; gathers all items in one place. The others leave as `failed`, postponed: the next poll of
    their feed tries them again. Yields a dict: `kept` and `outcomes`.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def expand(self, items: PCollection[FeedItem]) -> dict[str, PCollection[Any]]:
        return (
            items
            | "In one place" >> beam.WithKeys(0).with_output_types(tuple[int, FeedItem])
            | "All items" >> beam.GroupByKey()
            | "The newest" >> beam.FlatMap(_take, self.limit)
            | Split("take_newest")
        )


def _take(gathered: tuple[int, Iterable[FeedItem]], limit: int) -> Iterator[FeedItem | Outcome]:
    ordered = sorted(gathered[1], key=lambda item: (-_seconds(item), item.input_uri, item.feed_url))
    yield from ordered[:limit]
    problem = InputProblem(Reason.POSTPONED, f"is not among the {limit} newest items of --limit; run again without it")
    for item in ordered[limit:]:
        yield problem.outcome(item.input_uri, item.link, item.feed_url, "take_newest")


def _seconds(item: FeedItem) -> float:
    return item.published_at.timestamp() if item.published_at else 0.0
