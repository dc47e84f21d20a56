"""RemoveBoilerplate: blocks to the text of an article."""

from __future__ import annotations

from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas import Extraction, Fate, Outcome
from transforms.fates import Split
from transforms.guard import Guard
from transforms.text.cleaning import clean
from transforms.workers import Failure


class RemoveBoilerplate(beam.PTransform):
    """Join the blocks that are news to the text of the article, keep the others with a reason, and enrich the article.

    Bounded or not. Articles without any news leave as outcomes, as do those that take more than `timeout` seconds;
    keeps no state. Yields a dict: `kept` (Article, from here on identified) and `outcomes`.
    """

    def __init__(self, workers: int, timeout: float) -> None:
        super().__init__()
        self.workers = workers
        self.timeout = timeout

    def expand(self, extractions: PCollection[Extraction]) -> dict[str, PCollection[Any]]:
        guard = Guard(clean, _failed, self.workers, self.timeout)
        return extractions | "Judge the blocks" >> beam.ParDo(guard) | Split("boilerplate")


def _failed(extraction: Extraction, failure: Failure) -> Outcome:
    article = extraction.article
    return Outcome(
        article.source_uri,
        Fate.FAILED,
        "boilerplate",
        failure.reason,
        failure.detail,
        url=article.url,
        feed_url=article.feed_url,
    )
