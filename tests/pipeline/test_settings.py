"""Where options have their values from: flags over variables over the file over defaults; faults have remedies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from argparse import Namespace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.__main__ import main
from pipeline.config import table
from pipeline.declare import options_of, written
from pipeline.flags import as_flags
from pipeline.init import config_text, toml
from pipeline.options import RunOptions, WatchOptions
from pipeline.parser import parser
from pipeline.settings import ConfigFile, SettingError, every_option, options_from, read_config, settle
from tests.integration.conftest import REPO

OPTIONS = {option.name: option for option in every_option()}


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, without variables of ours."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("NEWSBEAM_")]:
        monkeypatch.delenv(name)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err.rstrip("\n")


def test_a_flag_goes_before_a_variable_before_the_file_before_the_default() -> None:
    file = ConfigFile("somewhere/newsbeam.toml", {"host-delay": 3, "workers": 5, "limit": 7})
    given = Namespace(host_delay=1.5)
    environ = {"NEWSBEAM_HOST_DELAY": "2", "NEWSBEAM_WORKERS": "6"}
    found = [settle(OPTIONS[name], given, file, environ) for name in ("host_delay", "workers", "limit", "connections")]
    assert [(it and it.value, it and it.origin) for it in found] == [
        (1.5, "--host-delay"),
        (6, "NEWSBEAM_WORKERS"),
        (7, "somewhere/newsbeam.toml"),
        (200, "default"),
    ]


def test_what_must_be_given_and_is_not_names_all_three_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--seeds", "x"]) == 2
    told = said(capsys)
    assert all(part in told for part in ("--output", "NEWSBEAM_OUTPUT", "newsbeam.toml", "newsbeam init"))


def test_paths_in_the_file_are_meant_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    text = (
        'output = "tables"\nseeds = ["pages", "gs://bucket/pages", "/all/pages"]\nfeeds = ["https://a.example/rss"]\n'
    )
    (tmp_path / "here" / "newsbeam.toml").write_text(text, "utf-8")
    options = options_from(RunOptions, Namespace(), read_config("here/newsbeam.toml"))
    assert options.output == "here/tables"
    assert options.seeds == ("here/pages", "gs://bucket/pages", "/all/pages")
    assert options.feeds == ("https://a.example/rss",)


def test_the_file_of_the_working_directory_is_read_unless_another_or_none_is_named(tmp_path: Path) -> None:
    Path("newsbeam.toml").write_text("workers = 3", "utf-8")
    Path("other.toml").write_text("workers = 4", "utf-8")
    assert read_config(None, {}).values == {"workers": 3}
    assert read_config(None, {"NEWSBEAM_CONFIG": "other.toml"}).values == {"workers": 4}
    assert read_config("other.toml", {"NEWSBEAM_CONFIG": "newsbeam.toml"}).values == {"workers": 4}
    assert read_config("", {}).values == {}
    assert read_config(None, {"NEWSBEAM_CONFIG": ""}).values == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("page_second = 1", ["page_second is no option", "did you mean page-seconds?"]),
        ("zebra = 1", ["zebra is no option", "newsbeam config show"]),
        ("workers = ", ["is no TOML"]),
        ("workers = 'many'", ["workers", "'many' is no whole number"]),
        ("workers = true", ["workers", "true or false", "give a whole number"]),
        ("workers = 1.5", ["workers", "give a whole number"]),
        ("workers = -1", ["workers", "must be 0 or more, not -1"]),
        ("poll = 'never'", ["poll", "must be all or due, not never"]),
        ("keep-pages = 'yes'", ["keep-pages", "give true or false"]),
        ("since = 'soon'", ["since", "'soon' is no day; write it as 2026-09-01"]),
        ("feeds = [1]", ["feeds", "give a text"]),
        ("host-seconds = 0", ["host-seconds", "must be more than 0"]),
        ("horizon-days = 1e9", ["horizon-days", "must be 36500 or less"]),
        ("page-seconds = 1e12", ["page-seconds", "must be 1000000 or less"]),
        ("every = '5 parsecs'", ["every", "write it as 90s, 5m or 1h"]),
    ],
)
def test_a_fault_in_the_file_is_one_line_with_the_remedy(
    text: str, told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("newsbeam.toml").write_text(text, "utf-8")
    assert main(["watch", "--output", "out", "--seeds", "x"]) == 2
    line = said(capsys)
    assert "\n" not in line
    assert all(part in line for part in ["newsbeam.toml", *told]), line


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        ("NEWSBEAM_SEEDS", "one 'two words' three/*.html", ("one", "two words", "three/*.html")),
        ("NEWSBEAM_KEEP_PAGES", "1", True),
        ("NEWSBEAM_KEEP_PAGES", "off", False),
        ("NEWSBEAM_SINCE", "2026-09-01", date(2026, 9, 1)),
        ("NEWSBEAM_EVERY", "1h", timedelta(hours=1)),
        ("NEWSBEAM_PAGE_SECONDS", "2.5", 2.5),
    ],
)
def test_a_variable_is_read_as_what_its_option_is(variable: str, text: str, value: Any) -> None:
    (option,) = [option for option in every_option() if option.variable == variable]
    setting = settle(option, Namespace(), ConfigFile(), {variable: text})
    assert setting is not None
    assert setting.value == value


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("NEWSBEAM_WORKERS", "x"),
        ("NEWSBEAM_KEEP_PAGES", "maybe"),
        ("NEWSBEAM_PAGE_SECONDS", "nan"),
        ("NEWSBEAM_POLL", "never"),
    ],
)
def test_a_variable_with_a_fault_is_named(variable: str, text: str) -> None:
    (option,) = [option for option in every_option() if option.variable == variable]
    with pytest.raises(SettingError, match=variable):
        settle(option, Namespace(), ConfigFile(), {variable: text})


def test_a_switch_can_be_turned_off_again() -> None:
    file = ConfigFile("newsbeam.toml", {"keep-pages": True})
    given = parser().parse_args(["run", "--no-keep-pages"])
    setting = settle(OPTIONS["keep_pages"], given, file, {})
    assert setting is not None
    assert setting.value is False


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


def test_config_show_tells_values_and_origins_and_no_secret(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("newsbeam.toml").write_text('output = "tables"\nfeeds = ["https://a.example/rss?token=sesame"]', "utf-8")
    monkeypatch.setenv("NEWSBEAM_WORKERS", "7")
    monkeypatch.setenv("NEWSBEAM_WORKRES", "7")
    assert main(["config", "show", "--limit", "9"]) == 0
    out, err = capsys.readouterr()
    lines = {line.split()[0]: line.split()[1:] for line in out.splitlines()}
    assert lines["output"] == ["tables", "newsbeam.toml"]
    assert lines["workers"] == ["7", "NEWSBEAM_WORKERS"]
    assert lines["limit"] == ["9", "--limit"]
    assert lines["every"] == ["5m", "default"]
    assert set(lines) == {option.key for option in every_option()}
    assert "sesame" not in out
    assert "NEWSBEAM_WORKRES names no option" in err
    assert main(["config", "show", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["workers"] == {"value": 7, "origin": "NEWSBEAM_WORKERS"}
    assert told["since"] == {"value": None, "origin": "default"}


def test_the_docs_table_is_the_one_that_is_printed() -> None:
    assert (REPO / "docs" / "options.md").read_text("utf-8") == "\n".join(table()) + "\n"


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "output": st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1),
            "seeds": st.lists(st.from_regex(r"[a-z*/ .]+", fullmatch=True), min_size=1),
            "keep_pages": st.booleans(),
            "host_delay": st.floats(0, 1e6),
            "limit": st.integers(0, 10**9),
            "since": st.dates(date(1700, 1, 1)),
            "poll": st.sampled_from(["all", "due"]),
            "allow_private_hosts": st.sampled_from(["all", "10.0.0.0/8"]),
        },
    )
)
def test_flags_written_down_say_the_same_again(values: dict[str, Any]) -> None:
    again = parser().parse_args(["run", *as_flags(Namespace(**values), RunOptions)])
    assert {name: getattr(again, name) for name in values} == values


@pytest.mark.parametrize("option", every_option(), ids=lambda option: str(option.key))
def test_every_option_has_help_a_reason_and_a_default_that_it_takes(option: Any) -> None:
    assert option.help
    assert option.why
    assert option.shows or option.choices or option.kind is bool
    assert not option.help.endswith(".")
    if option.default not in (None, ()):
        assert option.read(written(option.default)) == option.default
        assert option.accept(tomllib.loads(f"x = {toml(option.default)}")["x"]) == option.default
        assert option.problem(option.default) is None


def test_runs_and_watches_declare_no_option_twice() -> None:
    names = [option.name for option in (*options_of(RunOptions), *options_of(WatchOptions))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("command", [[], ["run"], ["watch"], ["feeds", "check"], ["config", "show"]])
def test_help_comes_without_beam(command: list[str]) -> None:
    code = "import sys, pipeline.__main__ as m\ntry: m.main(sys.argv[1:])\nexcept SystemExit: pass\n" \
        "assert not {'apache_beam', 'pyarrow', 'spacy', 'duckdb'} & set(sys.modules), 'heavy imports'"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code, *command, "--help"], cwd=REPO, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "usage: newsbeam" in done.stdout


def test_a_reader_who_has_read_enough_is_no_error() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "pipeline", "config", "table"]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, cwd=REPO, text=True)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "line", ["every = inf", "every = 1e300", "host-delay = inf", "host-delay = nan", "every = nan"]
)
def test_a_number_without_end_in_a_file_is_told(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "newsbeam.toml").write_text(f"{line}\noutput = 'out'\nfeeds = ['feeds.txt']\n", "utf-8")
    assert main(["config", "show"]) == 2
    told = said(capsys)
    assert told.startswith(f"newsbeam: newsbeam.toml: {line.split()[0]}: ")
    assert "\n" not in told


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
