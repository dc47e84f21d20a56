"""README and docs: every command runs as it is printed, and prints what is shown."""

from __future__ import annotations

import configparser
import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.integration.conftest import REPO
from tests.integration.docs import blocks, differences, pages, play

PAGES = ["README.md", *(f"docs/{path.name}" for path in sorted((REPO / "docs").glob("*.md")))]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.engine
@pytest.mark.parametrize("name", pages())
def test_every_command_runs_and_prints_what_is_shown(name: str, sample: Path, tmp_path: Path) -> None:
    some = blocks((REPO / name).read_text("utf-8"))
    printed = play(some, tmp_path / "checkout", sample)
    for block, told in zip(some, printed, strict=True):
        if block.output is not None:
            assert differences(block.output, told) == [], told


def test_a_line_that_was_not_printed_is_found() -> None:
    printed = "run 0123456789abcdef committed in 9 s\n  articles   53\n  stories    24\n"
    assert differences("run fedcba9876543210 committed in 23 s\n...\n  stories 24", printed) == []
    assert differences("  stories 24\n  articles 53", printed) == ["  articles 53"]
    assert differences("  stories 25", printed) == ["  stories 25"]


@pytest.mark.parametrize("name", [*PAGES, "CONTRIBUTING.md", "seeds/README.md"])
def test_every_link_between_pages_leads_somewhere(name: str) -> None:
    page = REPO / name
    for target in _LINK.findall(page.read_text("utf-8")):
        assert target.startswith("http") or (page.parent / target).exists(), target


@pytest.mark.parametrize("name", PAGES)
def test_blocks_are_what_they_say(name: str) -> None:
    for language, body in _FENCE.findall((REPO / name).read_text("utf-8")):
        if language == "toml":
            tomllib.loads(body)
        elif language == "json":
            json.loads(body)
        elif language == "ini":
            unit = configparser.ConfigParser(interpolation=None)
            unit.optionxform = str  # type: ignore[method-assign, assignment]
            unit.read_string(body)
            assert {"Unit", "Service", "Install"} <= set(unit.sections())
        elif language == "python":
            compile("async def block():\n" + "\n".join(f"    {line}" for line in body.splitlines()), name, "exec")
        else:
            assert language in ("sh", "sql", "text"), language
