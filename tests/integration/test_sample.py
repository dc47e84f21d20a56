"""What a run finds in seeds/, against what their author meant: fates, copies, stories, quotes and speakers."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.integration.conftest import REPO
from tests.integration.rows import table
from tests.quality.story_scores import score_groups

EXPECTED: dict[str, Any] = json.loads((REPO / "seeds" / "expected.json").read_text("utf-8"))
INPUTS: dict[str, dict[str, Any]] = EXPECTED["inputs"]
SPELLINGS = {spelling: name for name, person in EXPECTED["people"].items() for spelling in person["spellings"]}


def key(uri: str) -> str:
    return uri.split("seeds/", 1)[-1]


def letters(text: str | None) -> str:
    return "".join(char for char in (text or "").casefold() if char.isalnum())


@pytest.fixture(scope="module")
def articles(sample: Path) -> dict[str, dict[str, Any]]:
    return {key(row["source_uri"]): row for row in table(sample, "articles")}


def test_every_input_has_the_fate_it_should(sample: Path) -> None:
    first = min(table(sample, "runs"), key=lambda run: run["started_at"])["run_id"]
    fates = {key(row["input_uri"]): row["outcome"] for row in table(sample, "outcomes") if row["run_id"] == first}
    assert fates == {name: wanted["outcome"] for name, wanted in INPUTS.items()}


def test_copies_point_at_their_original(articles: dict[str, dict[str, Any]]) -> None:
    ids = {row["article_id"]: name for name, row in articles.items()}
    found = {name: (ids.get(row["copy_of"]), row["copy_kind"]) for name, row in articles.items()}
    wanted = {name: (INPUTS[name]["copy_of"], INPUTS[name]["copy_kind"]) for name in articles}
    assert found == wanted


def test_stories_are_those_that_were_written(articles: dict[str, dict[str, Any]]) -> None:
    names = sorted(articles)
    found = [articles[name]["story_id"] for name in names]
    scores = score_groups([INPUTS[name]["story"] for name in names], found)
    # two reports each of two matches of one team, a week apart, still meet in one story
    assert scores.b_cubed.f1 >= 0.96


def test_the_quotes_a_reader_cannot_miss_have_their_speakers(sample: Path, articles: dict[str, dict[str, Any]]) -> None:
    rows = defaultdict(list)
    for quote in table(sample, "quotes"):
        rows[quote["article_id"]].append(quote)
    asked = missed = wrong = 0
    for name, wanted in INPUTS.items():
        for quote in wanted["quotes"]:
            if quote["level"] != "required" or quote["kind"] == "none":
                continue
            asked += 1
            words = letters(quote["text"])
            found = [row for row in rows[articles[name]["article_id"]] if words in letters(row["text"])]
            missed += not found
            speakers = {SPELLINGS.get(row["speaker"], row["speaker"]) for row in found}
            wrong += bool(found) and quote["speaker"] not in speakers
    assert missed <= 0.02 * asked, f"{missed} of {asked} quotes missed"
    assert wrong <= 0.08 * asked, f"{wrong} of {asked} speakers wrong"
