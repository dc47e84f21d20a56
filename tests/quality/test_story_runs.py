"""Ids last: in any order of one run, and over thirty runs however the news is split."""

from __future__ import annotations

import random
from functools import cache

import pytest

from schemas import Article
from tests.quality.stories_gold import stories
from tests.quality.story_runs import Ledger, note_of
from tests.quality.story_scores import score_groups
from transforms.text.stories.story_features import Note

RUNS = 30
#: articles in order of time, so that whole stories are among them
ARTICLES = 120


@cache
def news() -> tuple[tuple[Article, ...], dict[str, Note], dict[str, str]]:
    labels = stories()[:ARTICLES]
    articles = tuple(label.article for label in labels)
    notes = {article.article_id: note_of(article) for article in articles}
    return articles, notes, {label.article.article_id: label.story for label in labels}


def b_cubed(ledger: Ledger) -> float:
    gold = news()[2]
    return score_groups(list(gold.values()), [ledger.story_now(id_) for id_ in gold]).b_cubed.f1


@cache
def single_run() -> Ledger:
    articles, notes, _ = news()
    ledger = Ledger()
    ledger.run(articles, notes)
    return ledger


@pytest.mark.quality
def test_the_order_of_the_inputs_makes_no_difference() -> None:
    articles, notes, _ = news()
    some = articles[:40]
    first = Ledger()
    first.run(some, notes)
    for seed in range(20):
        ledger = Ledger()
        ledger.run(random.Random(seed).sample(some, len(some)), notes)
        assert ledger.stories == first.stories
        assert {note.article_id: note.story_id for note in ledger.notes.values()} == {
            note.article_id: note.story_id for note in first.notes.values()
        }


@pytest.mark.quality
@pytest.mark.parametrize("split", ["by time", "1", "2"])
def test_no_committed_id_changes_or_goes_without_a_merge(split: str) -> None:
    articles, notes, _ = news()
    order = list(articles) if split == "by time" else random.Random(split).sample(articles, len(articles))
    ledger = Ledger()
    size = -(-len(order) // RUNS)
    for start in range(0, len(order), size):
        before, placed = dict(ledger.stories), {id_: note.story_id for id_, note in ledger.notes.items()}
        merges = {merge.story_id: merge.merged_into for merge in ledger.run(order[start : start + size], notes)}
        assert ledger.stories.keys() >= before.keys()
        assert placed.items() <= {id_: note.story_id for id_, note in ledger.notes.items()}.items()
        for id_, row in before.items():
            now = ledger.stories[id_]
            assert now.merged_into == (merges.get(id_) or row.merged_into)
            assert set(row.absorbed) <= set(now.absorbed)
            assert now.article_count >= row.article_count
    assert sum(row.article_count for row in ledger.stories.values()) == len(order)
    assert b_cubed(ledger) > b_cubed(single_run()) - 0.03
