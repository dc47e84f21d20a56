"""Where options have their values from: flags over variables over the file over defaults; faults have remedies."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.__main__ import main
from pipeline.options import RunOptions
from pipeline.parser import parser
from pipeline.settings import ConfigFile, SettingError, every_option, options_from, read_config, settle
from tests.pipeline.console import said

pytestmark = pytest.mark.usefixtures("alone")

OPTIONS = {option.name: option for option in every_option()}


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


@pytest.mark.parametrize(
    "line", ["every = inf", "every = 1e300", "host-delay = inf", "host-delay = nan", "every = nan"]
)
def test_a_number_without_end_in_a_file_is_told(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "newsbeam.toml").write_text(f"{line}\noutput = 'out'\nfeeds = ['feeds.txt']\n", "utf-8")
    assert main(["config", "show"]) == 2
    told = said(capsys)
    assert told.startswith(f"newsbeam: newsbeam.toml: {line.split()[0]}: ")
    assert "\n" not in told
