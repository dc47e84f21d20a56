"""The main job, end to end, as a user starts it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.verify import verify
from tests.integration.bad_inputs import make_bad_inputs
from tests.integration.conftest import REPO, Newsbeam
from tests.integration.rows import rows, table

TABLES = ["articles", "mentions", "entities", "quotes", "stories", "article_links", "outcomes"]


def test_the_tables_of_the_sample_hold_together(sample: Path) -> None:
    assert verify(str(sample)) == 0


def test_the_same_inputs_again_add_no_article(newsbeam: Newsbeam, sample: Path, tmp_path: Path) -> None:
    again = tmp_path / "tables"
    shutil.copytree(sample, again)
    done = newsbeam("run", "--seeds", "seeds", "--output", str(again))
    assert done.returncode == 0, done.stderr
    for name in ("articles", "mentions", "quotes", "stories", "entities"):
        assert rows(again, name) == rows(sample, name), name
    assert verify(str(again)) == 0


def test_workers_and_order_change_nothing(newsbeam: Newsbeam, sample: Path, tmp_path: Path) -> None:
    seeds = sorted((str(path.relative_to(REPO)) for path in (REPO / "seeds").iterdir() if path.is_dir()), reverse=True)
    done = newsbeam("run", "--seeds", *seeds, "--output", str(tmp_path / "tables"), "--workers", "1")
    assert done.returncode == 0, done.stderr
    for name in TABLES:
        assert rows(tmp_path / "tables", name) == rows(sample, name), name


@pytest.mark.engine
def test_two_engine_workers_change_nothing(newsbeam: Newsbeam, sample: Path, tmp_path: Path) -> None:
    flags = ["--workers", "1", "--", "--direct_num_workers=2", "--direct_running_mode=multi_processing"]
    done = newsbeam("run", "--seeds", "seeds", "--output", str(tmp_path / "tables"), *flags)
    assert done.returncode == 0, done.stderr
    for name in TABLES:
        assert rows(tmp_path / "tables", name) == rows(sample, name), name


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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(REPO)
    out = tmp_path / "out"
    try:
        status = main([argument.format(out=out) for argument in arguments])
    except SystemExit as ended:
        status = ended.code
    assert status == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert not out.exists()
