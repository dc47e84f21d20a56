"""Extract: pages to articles."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas import Fate, Outcome, Page
from transforms.fates import Split
from transforms.guard import Guard
from transforms.text.reading import read_article
from transforms.workers import Failure, each


class Extract(beam.PTransform):
    """Read the article out of each page: its text without boilerplate, and what the page says about it.

    `latest` is when the run began: no article is dated a day after it.
    Bounded or not. Pages without an article leave as outcomes, as do pages that take more than `timeout` seconds;
    keeps no state. Yields a dict: `kept` (Article, from here on identified) and `outcomes`.
    """

    def __init__(self, workers: int, timeout: float, latest: datetime | None = None) -> None:
        super().__init__()
        self.workers = workers
        self.timeout = timeout
        self.latest = latest

    def expand(self, pages: PCollection[Page]) -> dict[str, PCollection[Any]]:
        read = partial(each, partial(read_article, latest=self.latest))
        guard = Guard(read, _failed, self.workers, self.timeout)
        return pages | "Read the page" >> beam.ParDo(guard) | Split("extract")


def _failed(page: Page, failure: Failure) -> Outcome:
    return Outcome(
        page.input_uri, Fate.FAILED, "extract", failure.reason, failure.detail, url=page.url, feed_url=page.feed_url
    )
