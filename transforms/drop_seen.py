"""DropSeen: each article once, in the run and in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import apache_beam as beam
import numpy as np
from apache_beam.pvalue import PCollection

from schemas import Article, Fate, Outcome
from transforms.fates import Split
from transforms.past import Past, ids_of


class DropSeen(beam.PTransform):
    """Let through each article that is not in memory, once.

    Bounded. The others leave as `seen`, naming the article that is held; of several inputs with one article the
    smallest `source_uri` is kept, whatever the order they came in. The ids of all articles that `past` remembers are
    read once a worker: 16 bytes each. Yields a dict: `kept` (Article) and `outcomes`.
    """

    def __init__(self, past: Past) -> None:
        super().__init__()
        self.past = past

    def expand(self, articles: PCollection[Article]) -> dict[str, PCollection[Any]]:
        return (
            articles
            | "By id" >> beam.Map(lambda article: (article.article_id, article)).with_output_types(tuple[str, Article])
            | "Same id" >> beam.GroupByKey()
            | "New and once" >> beam.ParDo(_Once(self.past))
            | "Part" >> Split("drop_seen")
        )


class _Once(beam.DoFn):
    def __init__(self, past: Past) -> None:
        self.past = past

    def setup(self) -> None:
        self._state: str | None = None

    def start_bundle(self) -> None:
        """Read the ids again where another run has committed meanwhile."""
        if self._state == (state := self.past.state()):
            return
        self._state = state
        ids = [ids_of(part.read(("article_id",))["article_id"]) for part in self.past.parts("articles", whole=True)]
        self._known = np.sort(np.concatenate([np.zeros(0, dtype="S16"), *ids]))

    def process(self, grouped: tuple[str, Iterable[Article]]) -> Iterator[Article | Outcome]:
        article_id, articles = grouped
        first, *others = sorted(articles, key=lambda article: article.source_uri)
        wanted = np.array(bytes.fromhex(article_id), dtype="S16")
        place = int(np.searchsorted(self._known, wanted))
        known = place < len(self._known) and self._known[place] == wanted
        yield _seen(first, "an earlier run has it") if known else first
        for article in others:
            yield _seen(article, "an earlier run has it" if known else f"{first.source_uri} is the same article")


def _seen(article: Article, detail: str) -> Outcome:
    return Outcome(
        article.source_uri, Fate.SEEN, "drop_seen", None, detail, article.article_id, article.url, article.feed_url
    )
