"""The main job, end to end, as a user starts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.verify import verify
from tests.integration.bad_inputs import make_bad_inputs
from tests.integration.conftest import REPO, Newsbeam
from tests.integration.rows import rows, table

TABLES = ["articles", "mentions", "entities", "quotes", "stories", "outcomes"]


def test_the_tables_of_the_sample_hold_together(sample: Path) -> None:
    assert verify(str(sample)) == 0


def test_the_same_inputs_again_add_no_article(newsbeam: Newsbeam, sample: Path, tmp_path: Path) -> None:
    before = {name: rows(sample, name) for name in ("articles", "mentions", "quotes", "stories", "entities")}
    done = newsbeam("run", "--seeds", "seeds", "--output", str(sample))
    assert done.returncode == 0, done.stderr
    assert {name: rows(sample, name) for name in before} == before
    assert verify(str(sample)) == 0


@pytest.mark.parametrize("how", ["one worker, backwards", "two engine workers"])
def test_workers_and_order_change_nothing(newsbeam: Newsbeam, sample: Path, tmp_path: Path, how: str) -> None:
    seeds = sorted(str(path.relative_to(REPO)) for path in (REPO / "seeds").iterdir() if path.is_dir())
    root = tmp_path / "tables"
    if how == "two engine workers":
        flags = ["--workers", "1", "--", "--direct_num_workers=2", "--direct_running_mode=multi_processing"]
    else:
        seeds.reverse()
        flags = ["--workers", "1"]
    done = newsbeam("run", "--seeds", *seeds, "--output", str(root), *flags)
    assert done.returncode == 0, done.stderr
    first = newsbeam_rows(sample)
    assert newsbeam_rows(root) == first


def newsbeam_rows(root: Path) -> dict[str, object]:
    """Return the rows of a ROOT's first run (the sample has two: of the second there is only what was seen)."""
    found = {name: rows(root, name) for name in TABLES}
    found["outcomes"] = {
        row: n for row, n in found["outcomes"].items() if "drop_seen" not in row or "earlier" not in row
    }
    return found


def test_bad_inputs_are_told_and_good_ones_kept(newsbeam: Newsbeam, tmp_path: Path) -> None:
    expected = make_bad_inputs(tmp_path / "in")
    done = newsbeam("run", "--seeds", str(tmp_path / "in"), "--output", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    outcomes = {row["input_uri"].rsplit("/", 1)[-1]: row for row in table(tmp_path / "out", "outcomes")}
    found = {name: None if row["outcome"] in ("kept", "copy") else row["outcome"] for name, row in outcomes.items()}
    assert found == expected
    for name, row in outcomes.items():
        if name not in ("good.txt", "lines.jsonl#1", "lines.jsonl#3"):
            assert row["reason"], f"{name} has no reason"
            assert row["detail"], f"{name} has no remedy"
    assert verify(str(tmp_path / "out")) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "--seeds", "no/such/place", "--output", "{out}"], "no/such/place"),
        (["run", "--seeds", "seeds", "--output", "/dev/null/tables"], "/dev/null"),
        (["run", "--seeds", "seeds", "--output", "{out}", "--sedes", "x"], "--sedes"),
        (["run", "--seeds", "seeds", "--output", "{out}", "--", "--no_such_beam_flag=1"], "--no_such_beam_flag"),
        (["run", "--seeds", "seeds", "--output", "{out}", "--workers", "many"], "--workers"),
        (["run", "--seeds", "seeds", "--output", "{out}", "--model", "no_such_model"], "no_such_model"),
        (["run", "--output", "{out}"], "--seeds"),
        (["walk"], "walk"),
    ],
)
def test_bad_usage_is_one_line_and_writes_nothing(
    newsbeam: Newsbeam, tmp_path: Path, arguments: list[str], told: str
) -> None:
    out = tmp_path / "out"
    done = newsbeam(*[argument.format(out=out) for argument in arguments])
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert not out.exists()
