"""TellFates: an outcome for each article that is kept."""

from __future__ import annotations

import apache_beam as beam
from apache_beam.pvalue import AsDict, PCollection

from schemas import Article, Fate, Outcome, Repair

#: characters of all details of one outcome together
_DETAIL = 2_000


class TellFates(beam.PTransform):
    """Say of each article that it was kept, or is a copy, and what had to be repaired in it.

    Bounded. The reason is that of the first repair, the detail tells them all.
    """

    def expand(self, pcolls: tuple[PCollection[Article], PCollection[tuple[str, Repair]]]) -> PCollection[Outcome]:
        articles, failures = pcolls
        return articles | "Tell" >> beam.Map(_fate, AsDict(failures))


def _fate(article: Article, failures: dict[str, Repair]) -> Outcome:
    repairs = list(article.repairs)
    if article.article_id in failures:
        repairs.append(failures[article.article_id])
    return Outcome(
        article.source_uri,
        Fate.COPY if article.copy_of else Fate.KEPT,
        "copies" if article.copy_of else "stories",
        repairs[0].reason if repairs else None,
        "; ".join(repair.detail for repair in repairs)[:_DETAIL] or None,
        article.article_id,
        article.url,
        article.feed_url,
    )
