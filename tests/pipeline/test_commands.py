"""Commands as they are typed in a new folder: init and the first run, help, and faults told with their remedies."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tomllib
from argparse import Namespace
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.init import config_text
from pipeline.options import RunOptions
from pipeline.settings import every_option, options_from, read_config
from pipeline.watch_options import WatchOptions
from tests.integration.conftest import REPO
from tests.pipeline.console import said

pytestmark = pytest.mark.usefixtures("alone")


def test_the_file_that_init_writes_is_the_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "news"]) == 0
    file = read_config("news/newsbeam.toml")
    assert options_from(RunOptions, Namespace(), file) == RunOptions("news/tables", feeds=("news/feeds.txt",))
    assert options_from(WatchOptions, Namespace(), file) == WatchOptions()
    # and every line that is commented out can be taken in
    lines = [line.removeprefix("# ") for line in config_text()]
    every = tomllib.loads("\n".join(line for line in lines if line.split(" = ")[0] in {o.key for o in every_option()}))
    assert list(every) == [option.key for option in every_option()]
    for option in every_option():
        option.accept(every[option.key])


def test_init_overwrites_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("feeds.txt").write_text("mine", "utf-8")
    assert main(["init"]) == 2
    assert "feeds.txt is there already" in said(capsys)
    assert [path.name for path in Path().iterdir()] == ["feeds.txt"]
    assert Path("feeds.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize("command", [[], ["run"], ["watch"], ["feeds", "check"], ["config", "show"]])
def test_help_comes_without_beam(command: list[str]) -> None:
    code = "import sys, pipeline.__main__ as m\ntry: m.main(sys.argv[1:])\nexcept SystemExit: pass\n" \
        "assert not {'apache_beam', 'pyarrow', 'spacy', 'duckdb'} & set(sys.modules), 'heavy imports'"  # fmt: skip
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", code, *command, "--help"], cwd=REPO, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    assert "usage: newsbeam" in done.stdout
    # of processor time, as that of the clock tells what else the machine does
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["run", "--sedes", "in"], ["newsbeam run: --sedes", "did you mean --seeds?", "see newsbeam run --help"]),
        (["report", "tables", "--form=2026-09-01"], ["newsbeam report: --form=2026", "did you mean --from?"]),
        (
            ["query", "SELECT 1", "SELECT 2"],
            ["newsbeam query: SELECT 2 is nothing it knows; see newsbeam query --help"],
        ),
        (["feeds", "chek"], ["newsbeam feeds: ", "'chek'", "check"]),
    ],
)
def test_what_is_mistyped_is_told_by_its_command(
    typed: list[str], told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed)
    line = said(capsys)
    assert ended.value.code == 2
    assert "\n" not in line
    assert all(part in line for part in told), line


def test_a_reader_who_has_read_enough_is_no_error() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "pipeline", "config", "table"]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, cwd=REPO, text=True)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_first_run_of_a_new_folder_needs_no_feeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 0
    (tmp_path / "page.txt").write_text("A bridge\n\nIt closes.", "utf-8")
    assert main(["run", "--dry-run"]) == 2
    assert "names no feed" in said(capsys)
    assert main(["run", "--seeds", "page.txt", "--output", "tables", "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["feeds"]["listed"] == 0


def test_kept_pages_are_read_without_the_feeds_and_seeds_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "newsbeam.toml").write_text("feeds = ['http://a.example/rss']\nseeds = ['in']\nlimit = 5\n", "utf-8")
    assert main(["reprocess", "kept", "--output", "anew", "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["seeds"], told["feeds"]["listed"], told["kept_pages"], told["limit"]) == ([], 0, 0, 0)
    with pytest.raises(SystemExit):
        main(["reprocess", "kept", "--output", "anew", "--feeds", "http://a.example/rss"])


def test_only_a_missing_model_is_told_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    assert main(["run", "--seeds", "in", "--output", "out", "--model", "no_such_model", "--dry-run"]) == 2
    assert "--model no_such_model: neither" in said(capsys)
    (tmp_path / "file").touch()
    assert main(["run", "--seeds", "in", "--output", "file/out", "--dry-run"]) == 2
    assert "--model" not in said(capsys)
