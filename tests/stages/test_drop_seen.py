"""DropSeen: what memory has and what comes twice leaves as seen."""

from __future__ import annotations

import pytest

from tests.past import Remembered
from tests.records import article
from transforms.drop_seen import DropSeen


@pytest.mark.parametrize("backwards", [False, True])
def test_each_article_goes_on_once(run_on, backwards: bool) -> None:
    first, again = article("a", source_uri="1.html"), article("a", source_uri="2.html")
    known, new = article("k"), article("n")
    articles = [first, again, known, new]
    out = run_on(DropSeen(Remembered([known])), reversed(articles) if backwards else articles)
    assert sorted(row.source_uri for row in out["kept"]) == ["1.html", "n.txt"]
    left = {row.input_uri: (row.outcome, row.article_id) for row in out["outcomes"]}
    assert left == {"2.html": ("seen", first.article_id), "k.txt": ("seen", known.article_id)}
