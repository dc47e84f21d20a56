"""Copies are found among our labelled reprints as well as they were when the floors were pinned."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.pvalue import PCollection

from schemas import Article
from tests.past import Remembered
from tests.quality.stories_gold import copies
from tests.quality.story_scores import group_pairs, score_pairs
from transforms.find_copies import FindCopies

FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "story_floors.json").read_text())["copies"]


class FirstRun(beam.PTransform):
    """Find copies where nothing is remembered yet."""

    def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
        """Give the search an empty memory."""
        return articles | FindCopies(Remembered())


def measure(found: Iterable[Article]) -> dict[str, float]:
    """Score the copy columns of articles against the labels; every figure is the better the higher."""
    gold = {label.article.article_id: label for label in copies()}
    after = {article.article_id: article for article in found}
    assert after.keys() == gold.keys()
    pairs = group_pairs({id_: article.copy_of or id_ for id_, article in after.items()})
    right = group_pairs({id_: label.group for id_, label in gold.items()})
    score = score_pairs(right, pairs)
    made = [label for label in gold.values() if label.original_id]
    hits = [label for label in made if tuple(sorted((label.article.article_id, _end(label, after)))) in right]
    exact = [after[label.article.article_id].copy_kind == "exact" for label in made if label.kind == "exact"]
    templates = {id_ for id_, label in gold.items() if label.kind == "template" or label.note.startswith("template")}
    return {
        "f1": score.f1,
        "precision": score.precision,
        "recall": score.recall,
        "exact_marked": sum(exact) / len(exact),
        "to_original": sum(_end(label, after) == label.original_id for label in hits) / max(1, len(hits)),
        "templates_apart": 1 - len([pair for pair in pairs if templates & set(pair)]) / len(templates),
    }


def _end(label: Any, after: dict[str, Article]) -> str:
    return after[label.article.article_id].copy_of or label.article.article_id


@pytest.mark.quality
def test_copies_are_found_as_well_as_before(run_on: Callable[..., Any]) -> None:
    figures = measure(run_on(FirstRun(), [label.article for label in copies()]))
    below = {name: (figures[name], floor) for name, floor in FLOORS.items() if figures[name] < floor}
    assert not below, f"measured, floor: {below}"
