"""Our labelled stories are told apart as well as they were when the floors were pinned."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.pvalue import PCollection

from schemas import Article
from tests.past import Remembered
from tests.quality.stories_gold import stories
from tests.quality.story_scores import score_groups
from transforms.group_stories import GroupStories

FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "story_floors.json").read_text())["stories"]
HORIZON_DAYS = 14.0


class FirstRun(beam.PTransform):
    """Group stories where nothing is remembered yet."""

    def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
        """Give the grouping an empty memory."""
        return (articles | GroupStories(Remembered(), HORIZON_DAYS))["articles"]


def measure(found: Iterable[Article]) -> dict[str, float]:
    """Score the stories against the labels; every figure is the better the higher.

    `round_ups_alone` and `templates_alone` are the shares of such articles that ended as a story of one.
    """
    story_of = {article.article_id: article.story_id for article in found}
    labels = stories()
    assert story_of.keys() == {label.article.article_id for label in labels}
    placed = [story_of[label.article.article_id] for label in labels]
    scores = score_groups([label.story for label in labels], placed)
    sizes = Counter(placed)

    def alone(note: str) -> float:
        own = [sizes[story] == 1 for label, story in zip(labels, placed, strict=True) if label.note.startswith(note)]
        return sum(own) / len(own)

    return {
        "b_cubed_f1": scores.b_cubed.f1,
        "b_cubed_precision": scores.b_cubed.precision,
        "b_cubed_recall": scores.b_cubed.recall,
        "ari": scores.ari,
        "pair_f1": scores.pairs.f1,
        "round_ups_alone": alone("round-up"),
        "templates_alone": alone("template"),
    }


@pytest.mark.quality
def test_stories_are_told_apart_as_well_as_before(run_on: Callable[..., Any]) -> None:
    figures = measure(run_on(FirstRun(), [label.article for label in stories()]))
    below = {name: (figures[name], floor) for name, floor in FLOORS.items() if figures[name] < floor}
    assert not below, f"measured, floor: {below}"
