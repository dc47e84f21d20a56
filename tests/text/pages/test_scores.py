"""The score of an extraction falls with every sign that it went wrong."""

from __future__ import annotations

from dataclasses import replace

from schemas import Article, Block, BlockKind, Extraction
from transforms.text.pages.scores import extraction_score

NEWS = "The harbour authority opened the second lock on Monday, a year later than planned and over budget."
GOOD = Extraction(Article("", "a", "seed", "", 0, ""), (Block(NEWS),) * 8, 0.98)


def score(extraction: Extraction) -> float:
    return extraction_score(extraction, [block.text for block in extraction.blocks])


def test_scores_lie_between_0_and_1_and_a_sound_page_scores_high() -> None:
    assert 0.8 < score(GOOD) <= 1
    assert 0 <= score(replace(GOOD, blocks=(), stated_agreement=0.0)) < score(GOOD)


def test_a_page_its_own_data_contradict_or_that_is_no_prose_scores_lower() -> None:
    assert score(replace(GOOD, stated_agreement=0.3)) < score(GOOD)
    assert score(replace(GOOD, blocks=(Block("Weight 3 kg", BlockKind.TABLE),) * 8)) < score(GOOD)
