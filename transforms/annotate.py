"""Annotate: entities and quotes of each article that is no exact copy."""

from __future__ import annotations

from functools import partial
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from schemas import Annotation, Article, Reason, Repair
from transforms.guard import Guard
from transforms.tally import count
from transforms.text.annotation import MODELS, TOGETHER, annotate_all
from transforms.workers import Failure


class Annotate(beam.PTransform):
    """Find the entities and quotes of each article; an exact copy is never parsed, its original's rows hold for it.

    Bounded or not; keeps no state, one model a worker process. An article whose annotation fails or takes more than
    `timeout` seconds keeps its text and story and has no mentions or quotes, as one in a language without a model; the
    outcome says so. Yields a dict: `annotations` (Annotation) and `failures` (article_id, Repair).
    """

    def __init__(self, model: str, workers: int, timeout: float) -> None:
        super().__init__()
        self.model = model
        self.workers = workers
        self.timeout = timeout

    def expand(self, articles: PCollection[Article]) -> dict[str, PCollection[Any]]:
        work = partial(annotate_all, self.model or None)
        guard = Guard(work, _failed, self.workers, self.timeout, TOGETHER)
        results = (
            articles
            | "No exact copies" >> beam.Filter(lambda article: article.copy_kind != "exact")
            | "Parse" >> beam.ParDo(guard)
            | "Part" >> beam.ParDo(_Part()).with_outputs("failures", main="annotations")
        )
        return {"annotations": results.annotations, "failures": results.failures}


def _failed(article: Article, failure: Failure) -> tuple[str, Repair]:
    return article.article_id, Repair(failure.reason, f"no mentions and quotes: annotation {failure.detail}")


class _Part(beam.DoFn):
    def process(self, result: Annotation | tuple[str, Repair]) -> Any:
        if isinstance(result, Annotation):
            count("annotate", Reason.NO_MODEL if result.unread else "kept")
            yield result
            if result.unread:
                remedy = "newsbeam doctor tells how to get one" if result.unread in MODELS else "newsbeam knows none"
                detail = f"no mentions and quotes: no model for its language ({result.unread}) is installed; {remedy}"
                yield TaggedOutput("failures", (result.article_id, Repair(Reason.NO_MODEL, detail)))
        else:
            count("annotate", result[1].reason)
            yield TaggedOutput("failures", result)
