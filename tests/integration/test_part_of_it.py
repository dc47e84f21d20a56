"""A run on a part of what there is: --limit, --since, --dry-run; and its summary for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.verify import verify
from tests.integration.conftest import Newsbeam
from tests.integration.rows import table
from tests.server.client import serving


def write(folder: Path, number: int) -> None:
    """Write articles, one a day from 1 September 2026."""
    folder.mkdir()
    for day in range(1, number + 1):
        words = " ".join(f"The council of ward {day} met on day {day} and settled point {point}." for point in range(9))
        told = {"text": words, "title": f"Ward {day} settles", "published_at": f"2026-09-{day:02}T09:00:00Z"}
        (folder / f"{day:02}.jsonl").write_text(json.dumps(told), "utf-8")


def test_the_first_inputs_and_no_old_ones(newsbeam: Newsbeam, tmp_path: Path) -> None:
    write(tmp_path / "in", 6)
    flags = ["--seeds", str(tmp_path / "in"), str(tmp_path / "in" / "01.jsonl"), "--output", str(tmp_path / "out")]
    planned = newsbeam("run", *flags, "--limit", "4", "--dry-run")
    assert planned.returncode == 0, planned.stderr
    assert "6 files (6 jsonl" in planned.stdout
    assert "nothing was fetched or written" in planned.stdout
    assert not (tmp_path / "out").exists()

    done = newsbeam("run", *flags, "--limit", "4", "--since", "2026-09-03", "--workers", "1", "--json")
    assert done.returncode == 0, done.stderr
    outcomes = {Path(row["input_uri"]).name: row for row in table(tmp_path / "out", "outcomes")}
    assert {name: (row["outcome"], row["reason"]) for name, row in outcomes.items()} == {
        "01.jsonl#1": ("rejected", "too_old"),
        "02.jsonl#1": ("rejected", "too_old"),
        "03.jsonl#1": ("kept", None),
        "04.jsonl#1": ("kept", None),
    }
    assert verify(str(tmp_path / "out")) == 0

    (run,) = table(tmp_path / "out", "runs")
    told = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1
    assert told["run_id"] == run["run_id"]
    assert told["counts"] == dict(run["counts"])
    assert told["counts"]["reason.rejected.too_old"] == 2
    assert {story["title"] for story in told["stories"]} <= {"Ward 3 settles", "Ward 4 settles"}
    assert sum(story["articles"] for story in told["stories"]) == 2
    assert json.loads(run["options"])["since"] == "2026-09-03"

    planned = newsbeam("run", *flags, "--dry-run", "--json")
    plan = json.loads(planned.stdout)
    assert plan["last_run"] == run["run_id"]
    assert plan["remembered"]["articles"] == 2
    assert [seed["known"] for seed in plan["seeds"]] == [4, 1]


@pytest.mark.engine
def test_items_beyond_the_limit_come_with_later_runs(newsbeam: Newsbeam, tmp_path: Path) -> None:
    with serving(publishers=2, feeds=1, stock=3) as server:
        feeds, hosts = server.write(tmp_path)
        flags = ["--feeds", feeds, "--hosts", hosts, "--output", str(tmp_path / "out"), "--workers", "1"]
        flags += ["--host-delay", "0", "--allow-private-hosts", "127.0.0.1"]
        planned = newsbeam("run", *flags, "--dry-run")
        assert "2 listed, 0 polled before, 2 would be asked now" in planned.stdout, planned.stderr
        assert server.log() == []
        done = newsbeam("run", *flags, "--limit", "2")
        assert done.returncode == 0, done.stderr
        assert len(table(tmp_path / "out", "articles")) == 2
        waiting = {row["input_uri"] for row in table(tmp_path / "out", "outcomes") if row["reason"] == "postponed"}
        assert len(waiting) == 4
        done = newsbeam("run", *flags)
        assert done.returncode == 0, done.stderr
        assert waiting < {row["source_uri"] for row in table(tmp_path / "out", "articles")}
        assert len(table(tmp_path / "out", "articles")) == 6


def test_old_items_of_feeds_are_not_fetched(newsbeam: Newsbeam, tmp_path: Path) -> None:
    with serving(publishers=1, feeds=1, stock=3) as server:
        feeds, hosts = server.write(tmp_path)
        flags = ["--feeds", feeds, "--hosts", hosts, "--output", str(tmp_path / "out"), "--workers", "1"]
        flags += ["--host-delay", "0", "--allow-private-hosts", "127.0.0.1"]
        done = newsbeam("run", *flags, "--since", f"{datetime.now(UTC).year + 1}-01-01")
        assert done.returncode == 0, done.stderr
        rows = table(tmp_path / "out", "outcomes")
        assert [(row["outcome"], row["reason"]) for row in rows] == [("rejected", "too_old")] * 3
        assert not [entry for entry in server.log() if entry["path"].endswith(".html")]
