"""DropSeen: each article once, in the run and in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas import Article, Fate, Outcome
from transforms.fates import Split


class DropSeen(beam.PTransform):
    """Let through each article that is not in memory, once.

    Bounded. The others leave as `seen`, naming the article that is held; of several inputs with one article the
    smallest `source_uri` is kept, whatever the order they came in. `known` returns the article ids in memory and is
    called once a worker. Yields a dict: `kept` (Article) and `outcomes`.
    """

    def __init__(self, known: Callable[[], Set[str]]) -> None:
        super().__init__()
        self.known = known

    def expand(self, articles: PCollection[Article]) -> dict[str, PCollection[Any]]:
        new = articles | "Not in memory" >> beam.ParDo(_NotInMemory(self.known)) | "New" >> Split("drop_seen")
        once = (
            new["kept"]
            | "By id" >> beam.WithKeys(_article_id).with_output_types(tuple[str, Article])
            | "Same id" >> beam.GroupByKey()
            | "Once" >> beam.FlatMapTuple(_once)
            | "Once a run" >> Split("drop_seen_again")
        )
        outcomes = (new["outcomes"], once["outcomes"]) | "Seen" >> beam.Flatten()
        return {"kept": once["kept"], "outcomes": outcomes}


def _article_id(article: Article) -> str:
    return article.article_id


class _NotInMemory(beam.DoFn):
    def __init__(self, known: Callable[[], Set[str]]) -> None:
        self.known = known

    def setup(self) -> None:
        self._ids = self.known()

    def process(self, article: Article) -> Iterator[Article | Outcome]:
        yield _seen(article, "an earlier run has it") if article.article_id in self._ids else article


def _once(_: str, articles: Iterable[Article]) -> Iterator[Article | Outcome]:
    first, *others = sorted(articles, key=lambda article: article.source_uri)
    yield first
    for article in others:
        yield _seen(article, f"{first.source_uri} is the same article")


def _seen(article: Article, detail: str) -> Outcome:
    return Outcome(
        article.source_uri, Fate.SEEN, "drop_seen", None, detail, article.article_id, article.url, article.feed_url
    )
