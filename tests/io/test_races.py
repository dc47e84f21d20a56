"""Two runs started together on one ROOT: one commits, the other ends with status 3, nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.rows import rows
from tests.io.mortal import Mortals

TEXT = """Ferry number {} to sail again

The ferry between Brell and Ostra will sail again from {} May, the harbour council said on Tuesday.

“We have waited {} weeks for this,” said Mayor Ilse Tander.
"""
TABLES = ["articles", "mentions", "entities", "quotes", "stories"]


@pytest.fixture(scope="module")
def mortals() -> Iterator[Mortals]:
    found = Mortals()
    yield found
    found.end()


@pytest.mark.parametrize("times", [3, pytest.param(50, marks=pytest.mark.engine)])
def test_of_two_runs_started_together_one_commits(mortals: Mortals, tmp_path: Path, times: int) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.txt").write_text(TEXT.format(7, 3, 20), "utf-8")
    job = {"what": "run", "seeds": [str(tmp_path / "in")], "die_at": 0}
    clean = tmp_path / "clean"
    assert mortals.together({**job, "root": str(clean)})[0]["status"] == 0
    wanted = {table: rows(clean, table) for table in TABLES}
    for number in range(times):
        root = tmp_path / f"root-{number}"
        ended = mortals.together({**job, "root": str(root)}, {**job, "root": str(root)})
        assert sorted(job["status"] for job in ended) == [0, 3]
        assert {table: rows(root, table) for table in TABLES} == wanted
        assert sum(rows(root, "runs").values()) == 1
