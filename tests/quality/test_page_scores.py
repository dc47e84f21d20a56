"""Labels are read and stripped, and blocks counted, as by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schemas import PageKind
from tests.quality.page_scores import Tally, score_text
from tests.quality.pages_gold import GoldBlock, GoldPage, html_pages, text_pages
from tests.records import article

BODY = (
    "The river rose by two metres in one night, the district said.",
    "He nodded.",
    "Nobody was hurt, and the bridge held until the morning.",
)
GOLD = replace(
    text_pages()[0],
    kind="article",
    blocks=(
        GoldBlock(BODY[0], "body"),
        GoldBlock("Also read: The bridge that held", "furniture", "also-read"),
        GoldBlock(BODY[1], "body"),
        GoldBlock("What we know so far", "either"),
        GoldBlock(BODY[2], "body"),
    ),
)


@pytest.mark.parametrize(
    ("text", "right", "leaked", "found", "exact"),
    [
        ("\n\n".join(BODY), 3, (), 3, True),
        ("\n\n".join((*BODY, "What we know so far")), 3, (), 3, True),
        (" ".join(BODY), 1, (), 2, True),
        ("\n\n".join((BODY[0], "Also read: The bridge that held", *BODY[1:])), 3, ("also-read",), 3, False),
        ("\n\n".join(BODY[:2]), 2, (), 2, False),
        ("The bridge", 0, ("also-read",), 0, False),
        ("held until the morning", 0, (), 0, False),
        ("The river\n\nrose by two metres in one night, the district said.", 2, (), 1, False),
        ("", 0, (), 0, False),
    ],
)
def test_blocks_are_counted(text: str, right: int, leaked: tuple[str, ...], found: int, exact: bool) -> None:
    score = score_text(GOLD, text)
    assert (score.right, score.leaked, score.found, score.exact) == (right, leaked, found, exact)


def test_facts_are_counted_and_rejected_fronts_are_right() -> None:
    counted = Tally()
    gold = replace(GOLD, title="Rain", authors=("Ada Brook", "Bo Lund"), published=None, publisher="The Lantern")
    found = article(text="\n\n".join(BODY), title="Rain!", authors=("Ada Brook",), publisher="Lantern", language="en")
    counted.add(gold, found)
    counted.add(gold, None)
    counted.add(replace(GOLD, kind="home"), None)
    figures = counted.figures()
    assert figures["title"] == 0.5
    assert figures["publisher"] == 0.0
    assert figures["authors"] == pytest.approx(2 / 5)
    assert figures["recall"] == 0.5
    assert figures["fronts_rejected"] == 1.0


@pytest.mark.parametrize("gold", [*html_pages(), *text_pages()], ids=lambda gold: gold.name)
def test_labels_do_not_reach_the_reader_of_a_page(gold: GoldPage) -> None:
    content = gold.page.content
    text = content if isinstance(content, str) else content.decode("latin-1")
    assert "data-gold" not in text
    assert "gold {" not in text
    if gold.kind == "article":
        assert sum(block.part == "body" for block in gold.blocks) >= 2
        assert any(block.part == "furniture" for block in gold.blocks)
    if gold.page.kind is PageKind.TEXT:
        assert not any(line.startswith(("+ ", "= ")) for line in text.split("\n"))


def test_there_are_enough_pages_of_every_kind() -> None:
    assert len(html_pages()) >= 60
    assert len(text_pages()) >= 60
    assert len({gold.publisher for gold in html_pages()}) >= 15
    assert {gold.kind for gold in html_pages()} == {"article", "live", "gallery", "paywall", "section", "home"}
