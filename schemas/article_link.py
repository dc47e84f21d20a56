"""Evidence: why an article is in its story."""

from __future__ import annotations

from schemas.column import column
from schemas.record import record


@record
class ArticleLink:
    """Two articles of one story and what they share, one row of `article_links`."""

    article_id: str = column("an article that the run took in")
    other_id: str = column("an article of the same story that it is most like")
    story_id: str = column("the story that both belong to")
    score: float = column("0..1: how likely the two report the same, other members not considered")
    shared_names: tuple[str, ...] = column("names and numbers in both, most telling first, as this article has them")
    shared_terms: tuple[str, ...] = column("other telling words in both, most telling first, as this article has them")
    run_id: str = column("the run that took the article in", default="")
