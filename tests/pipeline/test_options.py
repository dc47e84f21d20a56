"""Options as they are declared: what is printed of them says the same, and is taken back."""

from __future__ import annotations

import json
import tomllib
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.__main__ import main
from pipeline.config import table
from pipeline.declare import options_of
from pipeline.flags import as_flags
from pipeline.init import toml
from pipeline.options import RunOptions
from pipeline.parser import parser
from pipeline.settings import every_option
from pipeline.values import written
from pipeline.watch_options import WatchOptions
from tests.integration.conftest import REPO

pytestmark = pytest.mark.usefixtures("alone")


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
