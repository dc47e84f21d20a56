"""Two runs started together on one ROOT: one commits, the other ends with status 3, nothing is lost or doubled."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.rows import rows
from tests.io.mortal import Mortals
from tests.roots import commit_plainly, rows_of_two_articles

TEXT = """Ferry to sail again

The ferry between Brell and Ostra will sail again from the third of May, the harbour council said on Tuesday.

“We have waited twenty weeks for this,” said Mayor Ilse Tander.
"""
TABLES = ["articles", "mentions", "entities", "quotes", "stories"]


@pytest.fixture(scope="module")
def mortals() -> Iterator[Mortals]:
    found = Mortals()
    yield found
    found.end()


def found_in(root: Path) -> dict[str, Counter[str]]:
    return {table: rows(root, table) for table in TABLES}


@pytest.mark.parametrize("times", [5, pytest.param(50, marks=pytest.mark.engine)])
def test_of_two_commits_started_together_one_is_made(mortals: Mortals, tmp_path: Path, times: int) -> None:
    base = tmp_path / "base"
    commit_plainly(str(base), rows_of_two_articles(), "ab" * 16)
    job = {"what": "commit", "die_at": 0, "work_seconds": 0.5}
    clean = tmp_path / "clean"
    shutil.copytree(base, clean)
    assert mortals.together({**job, "root": str(clean)})[0]["status"] == 0
    for number in range(times):
        root = tmp_path / f"root-{number}"
        shutil.copytree(base, root)
        ended = mortals.together({**job, "root": str(root)}, {**job, "root": str(root)})
        assert sorted(one["status"] for one in ended) == [0, 3]
        assert found_in(root) == found_in(clean)
        assert sum(rows(root, "runs").values()) == 2


@pytest.mark.engine
@pytest.mark.parametrize("times", [50])
def test_of_two_runs_started_together_one_commits(mortals: Mortals, tmp_path: Path, times: int) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.txt").write_text(TEXT, "utf-8")
    job = {"what": "run", "seeds": [str(tmp_path / "in")], "die_at": 0}
    clean = tmp_path / "clean"
    assert mortals.together({**job, "root": str(clean)})[0]["status"] == 0
    for number in range(times):
        root = tmp_path / f"root-{number}"
        ended = mortals.together({**job, "root": str(root)}, {**job, "root": str(root)})
        assert sorted(one["status"] for one in ended) == [0, 3]
        assert found_in(root) == found_in(clean)
        assert sum(rows(root, "runs").values()) == 1
