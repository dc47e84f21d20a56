"""Every question of the cookbook, asked of the sample."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.query import connect
from tests.integration.conftest import REPO

_QUESTION = re.compile(r"^### (.+?)\n(?:(?!^#).)*?^```sql\n(.+?)^```", re.MULTILINE | re.DOTALL)
QUESTIONS = dict(_QUESTION.findall((REPO / "docs" / "cookbook.md").read_text("utf-8")))
#: questions that the sample has no rows for: it was never polled, and nothing in it appeared twice under one address
EMPTY = {"Which feeds went silent?", "Which articles were changed after they had appeared?"}


@pytest.fixture(scope="module")
def database(sample: Path) -> duckdb.DuckDBPyConnection:
    return connect(str(sample))


def ask(database: duckdb.DuckDBPyConnection, question: str) -> list[dict[str, Any]]:
    relation = database.sql(QUESTIONS[question])
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def test_there_are_enough_questions() -> None:
    assert len(QUESTIONS) >= 15
    assert len(QUESTIONS) == (REPO / "docs" / "cookbook.md").read_text("utf-8").count("```sql")


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_sample_answers(database: duckdb.DuckDBPyConnection, question: str) -> None:
    assert bool(ask(database, question)) == (question not in EMPTY)


def test_who_broke_a_story_is_its_earliest_original(database: duckdb.DuckDBPyConnection) -> None:
    for row in ask(database, "Who broke a story?"):
        sql = """SELECT min(published_at) FROM independent_articles JOIN latest_stories s USING (story_id)
                 WHERE s.title = ? AND s.independent_count = ?"""
        assert database.execute(sql, [row["title"], row["independent_count"]]).fetchall() == [(row["published_at"],)]


def test_a_cut_quote_is_part_of_its_fullest_version_or_shorter(database: duckdb.DuckDBPyConnection) -> None:
    rows = ask(database, "How was a quote cut?")
    assert all(0 < row["share"] <= 1 for row in rows)
    assert any(row["share"] < 1 for row in rows)


def test_who_is_quoted_by_one_outlet_is_quoted_by_no_other(database: duckdb.DuckDBPyConnection) -> None:
    alone = {row["speaker_name"] for row in ask(database, "Who is quoted by one outlet only?")}
    travelled = database.sql("SELECT speaker_name FROM utterances WHERE len(publishers) > 1 AND speaker_id IS NOT NULL")
    assert alone
    assert not alone & {name for (name,) in travelled.fetchall()}


def test_silent_feeds_are_found_among_polls_of_our_own() -> None:
    polls = duckdb.connect()
    polls.execute("""CREATE TABLE feeds AS SELECT * FROM (VALUES
        ('lively', TIMESTAMPTZ '2026-09-10 00:00:00Z', 3, 'ok', NULL),
        ('stale', TIMESTAMPTZ '2026-09-01 00:00:00Z', 3, 'ok', NULL),
        ('stale', TIMESTAMPTZ '2026-09-10 00:00:00Z', 0, 'unchanged', NULL),
        ('broken', TIMESTAMPTZ '2026-09-09 00:00:00Z', 1, 'ok', NULL),
        ('broken', TIMESTAMPTZ '2026-09-10 00:00:00Z', 0, 'failed', 'no answer')
        ) AS t(feed_url, polled_at, new_items, status, detail)""")
    found = polls.sql(QUESTIONS["Which feeds went silent?"]).fetchall()
    assert {row[0] for row in found} == {"stale", "broken"}
