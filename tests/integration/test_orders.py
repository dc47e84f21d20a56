"""The same ids from any order of the inputs and any number of workers, on the engine that users get."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.pvalue import PCollection
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from schemas import Article
from tests.catching import CAUGHT, catch
from tests.past import Remembered
from tests.quality.stories_gold import copies, stories
from transforms.find_copies import FindCopies
from transforms.group_stories import GroupStories

SHUFFLES = 20
#: labelled articles of each kind, and some originals with their copies
STORIES, COPIES = 40, 20


def found(articles: Iterable[Article], workers: int) -> tuple[list[tuple[Any, ...]], list[Any]]:
    """Run copies and stories on the articles; return what each became, and the rows of the stories, in order of ids."""
    CAUGHT.clear()
    options = PipelineOptions([], direct_num_workers=workers, direct_running_mode="multi_threading")
    with beam.Pipeline(runner=FnApiRunner(), options=options) as pipeline:
        given: PCollection[Article] = pipeline | beam.Create(list(articles))
        grouped = given | FindCopies(Remembered()) | GroupStories(Remembered(), 14.0)
        for name in ("articles", "stories"):
            grouped[name] | f"catch {name}" >> beam.Map(catch, name)
    placed = [(a.article_id, a.story_id, a.copy_of, a.copy_kind, a.version) for a in CAUGHT["articles"]]
    return sorted(placed, key=str), sorted(CAUGHT["stories"], key=lambda row: (row.story_id, str(row)))


@pytest.mark.engine
def test_order_and_workers_make_no_difference() -> None:
    reprinted = [label for label in copies() if label.group]
    labels = (*stories()[:STORIES], *sorted(reprinted, key=lambda label: label.group)[:COPIES])
    articles = list({label.article.article_id: label.article for label in labels}.values())
    first = found(articles, workers=1)
    assert len(first[0]) == len(articles)
    assert any(copy_of for _, _, copy_of, _, _ in first[0])
    assert any(row.independent_count > 1 for row in first[1])
    for seed in range(SHUFFLES):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert found(shuffled, workers=4 if seed % 2 else 1) == first
