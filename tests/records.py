"""Records for tests, with the fields a test does not care about filled in."""

from __future__ import annotations

from typing import Any

from schemas import Article, make_id


def article(name: str = "a", text: str = "One plain sentence.", **fields: Any) -> Article:
    """Return an article named by its source; `fields` override what is derived from name and text."""
    values: dict[str, Any] = {
        "article_id": make_id("test", name),
        "source_uri": f"{name}.txt",
        "source_kind": "seed",
        "text": text,
        "word_count": len(text.split()),
        "content_hash": make_id(text),
        "story_id": make_id("story", name),
    }
    return Article(**{**values, **fields})
