"""What a record is. Frozen dataclasses in the order the pipeline makes them; imports nothing of ours and no Beam."""

from schemas.annotation import Annotation, Entity, LocalEntity, Mention, Quote
from schemas.article import Article, Removed, Repair
from schemas.article_link import ArticleLink
from schemas.extraction import Block, BlockKind, Extraction
from schemas.feed import FeedItem, FeedPoll
from schemas.ids import make_id
from schemas.outcome import Fate, Outcome, Reason
from schemas.page import Page, PageKind
from schemas.run import Run
from schemas.story import Story

#: every table and the record that one of its rows is
TABLES: dict[str, type] = {
    "articles": Article,
    "article_links": ArticleLink,
    "mentions": Mention,
    "entities": Entity,
    "quotes": Quote,
    "stories": Story,
    "outcomes": Outcome,
    "feeds": FeedPoll,
    "runs": Run,
}

__all__ = [
    "TABLES",
    "Annotation",
    "Article",
    "ArticleLink",
    "Block",
    "BlockKind",
    "Entity",
    "Extraction",
    "Fate",
    "FeedItem",
    "FeedPoll",
    "LocalEntity",
    "Mention",
    "Outcome",
    "Page",
    "PageKind",
    "Quote",
    "Reason",
    "Removed",
    "Repair",
    "Run",
    "Story",
    "make_id",
]
