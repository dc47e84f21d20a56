"""The row of a story: what its articles make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from schemas import Article, Story

#: the lead is chosen among what appeared this soon after the story's first article
_EARLY = timedelta(hours=24)
_TITLE_WORDS = 12
_LATE = datetime.max.replace(tzinfo=UTC)


def update_story(
    story_id: str,
    known: Story | None,
    articles: Sequence[Article],
    merged_into: str | None = None,
    absorbed: Sequence[str] = (),
) -> Story:
    """Make the row of a story from its last committed row and the articles that a run adds.

    Counts and times go on from the committed row, so that articles too old to be remembered still count. The lead is
    the fullest original of the first day, or of all days if the first has copies only; a committed lead gives way to a
    fuller one.
    """
    base = known or Story(story_id, title="", lead_article_id="", article_count=0, independent_count=0)
    base = replace(
        base,
        merged_into=merged_into or base.merged_into,
        absorbed=tuple(sorted({*base.absorbed, *absorbed})),
    )
    if not articles:
        return base
    dates = [article.published_at for article in articles if article.published_at]
    if base.first_published_at and base.last_published_at:
        dates += [base.first_published_at, base.last_published_at]
    first = min(dates, default=None)
    row = replace(
        base,
        article_count=base.article_count + len(articles),
        independent_count=base.independent_count + sum(article.copy_of is None for article in articles),
        first_published_at=first,
        last_published_at=max(dates, default=None),
        publishers=tuple(sorted({*base.publishers, *(article.publisher for article in articles if article.publisher)})),
        language=base.language or _language(articles),
    )
    lead = _lead(articles, first) or (None if base.lead_article_id else _lead(articles, None))
    if lead is None or (base.lead_article_id and lead.word_count <= base.lead_word_count):
        return row
    return replace(row, title=_headline(lead), lead_article_id=lead.article_id, lead_word_count=lead.word_count)


def _lead(articles: Sequence[Article], first: datetime | None) -> Article | None:
    originals = [article for article in articles if article.copy_of is None] or list(articles)
    early = [a for a in originals if first is None or a.published_at is None or a.published_at <= first + _EARLY]
    return min(early, key=lambda a: (-a.word_count, a.published_at or _LATE, a.article_id), default=None)


def _headline(article: Article) -> str:
    if article.title and article.title.strip():
        return article.title.strip()
    words = article.text.split()
    return " ".join(words[:_TITLE_WORDS]) + (" …" if len(words) > _TITLE_WORDS else "")


def _language(articles: Sequence[Article]) -> str | None:
    counts = Counter(article.language for article in articles if article.language)
    return min(counts, key=lambda language: (-counts[language], language), default=None)
