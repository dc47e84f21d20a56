"""Articles are read out of our labelled pages and texts as well as they were when the floors were pinned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schemas import Article, Outcome
from tests.quality.page_scores import Tally, tally
from tests.quality.pages_gold import GoldPage, html_pages, text_pages
from transforms.text.pages.boilerplate import remove_boilerplate
from transforms.text.pages.extraction import extract

FLOORS: dict[str, dict[str, float]] = json.loads((Path(__file__).parent / "page_floors.json").read_text())
PAGES = {"html": html_pages, "texts": text_pages}


def read(gold: GoldPage) -> Article | None:
    """Read one page; None where it is rejected."""
    extraction = extract(gold.page)
    article = extraction if isinstance(extraction, Outcome) else remove_boilerplate(extraction)
    return None if isinstance(article, Outcome) else article


def measure(kind: str) -> Tally:
    """Read and count all pages of a kind."""
    return tally((gold, read(gold)) for gold in PAGES[kind]())


@pytest.mark.quality
@pytest.mark.parametrize("kind", PAGES)
def test_pages_are_read_as_well_as_before(kind: str) -> None:
    counted = measure(kind)
    figures = counted.figures()
    below = {name: (figures[name], floor) for name, floor in FLOORS[kind].items() if figures[name] < floor}
    assert not below, f"measured, floor: {below}; furniture kept: {counted.leaked.most_common(8)}"
