"""Articles that are parsed together are annotated as if each were alone."""

from __future__ import annotations

from pathlib import Path

from schemas import Article
from transforms.text.annotation import annotate, annotate_all


def test_company_changes_nothing() -> None:
    texts = [path.read_text("utf-8") for path in sorted(Path("tests/quality/quotes").glob("*.txt"))[:10]]
    articles = [Article(f"a{n}", "a.txt", "seed", text, len(text.split()), "h") for n, text in enumerate(texts)]
    articles.insert(3, Article("empty", "e.txt", "seed", " ", 0, "h"))
    articles.insert(5, Article("other", "o.txt", "seed", "Ein Satz.", 2, "h", language="xx"))
    together = annotate_all(None, articles)
    assert together == [annotate(None, article) for article in articles]
    assert together[5].unread == "xx"
    assert sum(len(it.quotes) for it in together) > 20
