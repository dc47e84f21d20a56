"""The score of an extraction falls with every sign that it went wrong."""

from __future__ import annotations

from dataclasses import replace

from schemas import Article, Block, BlockKind, Extraction
from transforms.text.pages.keys import Reference
from transforms.text.pages.lines import Line, lines
from transforms.text.pages.markup import parse
from transforms.text.pages.scores import agreement, extraction_score, left_out

NEWS = "The harbour authority opened the second lock on Monday, a year later than planned and over budget."
GOOD = Extraction(Article("", "a", "seed", "", 0, ""), (Block(NEWS),) * 15, 0.98, 0.97)


def score(extraction: Extraction) -> float:
    return extraction_score(extraction, [block.text for block in extraction.blocks])


def test_scores_lie_between_0_and_1_and_a_sound_page_scores_high() -> None:
    assert 0.8 < score(GOOD) <= 1
    assert 0 <= score(replace(GOOD, blocks=(), stated_agreement=0.0)) < score(GOOD)
    assert score(replace(GOOD, stated_agreement=None, extractor_agreement=None)) > 0.8


def test_a_page_its_own_data_contradict_or_that_is_no_prose_scores_lower() -> None:
    assert score(replace(GOOD, stated_agreement=0.3)) < score(GOOD)
    assert score(replace(GOOD, blocks=(Block("Weight 3 kg", BlockKind.TABLE),) * 8)) < score(GOOD)


def test_a_text_that_is_short_or_not_what_others_read_on_the_page_scores_lower() -> None:
    assert score(replace(GOOD, extractor_agreement=0.2)) < score(GOOD)
    assert score(replace(GOOD, left_out=0.9)) < score(GOOD)
    assert score(replace(GOOD, blocks=GOOD.blocks[:2])) < score(GOOD)
    assert score(replace(GOOD, blocks=tuple(replace(block, link_density=0.8) for block in GOOD.blocks))) < score(GOOD)


def test_prose_that_was_left_out_is_measured_by_what_was_taken() -> None:
    found = lines_of(NEWS, f"{NEWS} Again and again, the council wrote.", "Menu")
    assert left_out(found, found) == 0
    assert 0.5 < left_out(found, found[:1]) <= 1
    assert agreement(found[:1], Reference(NEWS)) == 1
    assert agreement(found[:1], Reference("")) is None


def lines_of(*texts: str) -> list[Line]:
    tree = parse("".join(f"<p>{text}</p>" for text in texts))
    assert not isinstance(tree, tuple)
    found = lines(tree)
    assert isinstance(found, list)
    return found
