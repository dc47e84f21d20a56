"""A story: what several articles report together."""

from __future__ import annotations

from datetime import datetime

from schemas.article import NEVER
from schemas.column import column
from schemas.record import record


@record
class Story:
    """One story as known after a run, one row of `stories`; the latest `updated_at` holds."""

    story_id: str = column("minted from the first article and kept")
    title: str = column("headline of the lead article")
    lead_article_id: str = column("the fullest early original")
    article_count: int = column("articles in the story, copies included")
    independent_count: int = column("articles that are not copies")
    lead_word_count: int = column("words of the lead article", default=0)
    first_published_at: datetime | None = column("earliest publication in it (UTC)", default=None)
    last_published_at: datetime | None = column("latest publication in it (UTC)", default=None)
    publishers: tuple[str, ...] = column("its outlets, sorted", default=())
    language: str | None = column("the language most of its articles have", default=None)
    entity_ids: tuple[str, ...] = column("its entities, most central first", default=())
    absorbed: tuple[str, ...] = column("story_ids merged into it, sorted", default=())
    merged_into: str | None = column(
        "the older story it turned out to be part of; rows of `articles` keep the old id, so follow this", default=None
    )
    updated_at: datetime = column("start of the run that wrote the row (UTC)", default=NEVER)
    run_id: str = column("the run that wrote the row", default="")
