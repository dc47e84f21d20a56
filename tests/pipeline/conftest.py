"""Fixtures: a folder to type commands in; one Chromium a module, and reports to open in it."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.browser import browser, write_report
from tests.pipeline.report_rows import hostile, many
from tests.roots import commit_plainly, rows_of_two_articles


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, without variables of ours."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("NEWSBEAM_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start a Chromium for the tests of a module; one that went on would keep the loop that others need."""
    with browser() as started:
        yield started


@pytest.fixture(scope="session")
def roots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Commit ROOTs and write the report of each beside it."""
    folder = tmp_path_factory.mktemp("roots")
    commit_plainly(str(folder / "bridge"), rows_of_two_articles(), "ab" * 16)
    commit_plainly(str(folder / "bare"), _bare(), "ab" * 16)
    hostile(folder / "hostile")
    many(folder / "many", 300)
    names = ("bridge", "bare", "hostile", "many")
    for name in names:
        write_report(folder / name, folder / f"{name}.html")
    return {name: folder / name for name in names}


def _bare() -> dict[str, list[Any]]:
    """Make the articles of one story as plain texts are: without dates and publishers."""
    rows = rows_of_two_articles()
    nothing = {"published_at": None, "published_at_source": None, "publisher": None}
    undated = {"first_published_at": None, "last_published_at": None, "publishers": ()}
    articles = [dataclasses.replace(row, **nothing) for row in rows["articles"]]
    return {**rows, "articles": articles, "stories": [dataclasses.replace(row, **undated) for row in rows["stories"]]}
