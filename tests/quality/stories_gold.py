"""The labelled stories and copies of this folder, as articles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from schemas import Article, make_id
from transforms.text.reading import describe

STORIES_DIR = Path(__file__).parent / "stories"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One labelled article; its `article.article_id` is its address hashed."""

    article: Article
    #: the story it belongs to; empty in the set of copies
    story: str = ""
    #: what is special about it: `round-up`, `live blog`, `template weather`
    note: str = ""
    #: equal for an original and its copies
    group: str = ""
    #: `original`, or how a copy was made, or `template`
    kind: str = ""
    #: the article it was made from
    original_id: str = ""


@cache
def stories() -> tuple[GoldArticle, ...]:
    """Read the labelled stories, in order of time."""
    return tuple(
        GoldArticle(_article(line), story=line["story"], note=line.get("note", "")) for line in _lines("stories.jsonl")
    )


@cache
def copies() -> tuple[GoldArticle, ...]:
    """Read the labelled stories and their reprints; an article without copies is a group of one."""
    reprints = _lines("copies.jsonl")
    originals = {line["of"]: line["group"] for line in reprints if "of" in line}
    old = [
        GoldArticle(gold.article, group=originals.get(url, url), kind="original" if url in originals else "")
        for gold in stories()
        if (url := gold.article.url or "")
    ]
    new = [
        GoldArticle(
            _article(line),
            group=line.get("group", line["url"]),
            kind=line["kind"],
            original_id=make_id(line["of"]) if "of" in line else "",
        )
        for line in reprints
    ]
    return (*old, *new)


def _lines(name: str) -> list[dict[str, Any]]:
    with open(STORIES_DIR / name, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _article(line: dict[str, Any]) -> Article:
    text = line["text"]
    made = Article(
        article_id=make_id(line["url"]),
        source_uri=line["url"],
        source_kind="seed",
        text=text,
        word_count=len(text.split()),
        content_hash=make_id(text),
        url=line["url"],
        canonical_url=line["url"],
        publisher=line["publisher"],
        title=line["title"],
        published_at=datetime.fromisoformat(line["published_at"]),
        published_at_source="given",
        language="en",
    )
    return describe(made)
