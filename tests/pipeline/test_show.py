"""show: quotes and names marked, in colours only where they can be seen and are wanted."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.show import Mark, mark
from tests.integration.conftest import REPO
from tests.roots import two_articles


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("root")
    two_articles(path)
    return path


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False),
     ({"TERM": "xterm", "NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)  # fmt: skip
def test_colours_on_a_terminal(root: Path, environment: dict[str, str], coloured: bool) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "pipeline", "show", "--root", str(root), "herald.txt"]
    done = subprocess.Popen(command, stdout=theirs, stderr=theirs, cwd=REPO, env={**kept, **environment})
    os.close(theirs)
    told = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        told += part
    assert done.wait() == 0, told.decode()
    assert (b"\x1b[" in told) == coloured


def test_without_a_terminal_quotes_are_numbered(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--root", str(root), "herald.txt"]) == 0
    told = capsys.readouterr().out
    assert "\x1b[" not in told
    assert "[1]" in told


def test_an_article_that_is_not_there_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--root", str(root), "nowhere"]) == 2
    assert "no such article" in capsys.readouterr().err


def test_marks_may_overlap() -> None:
    marks = [Mark(0, 9, "quote", "[1]"), Mark(5, 8, "PERSON", "")]
    assert mark("She (Ada) went", marks, False) == "She (Ada)[1] went"
    coloured = "\x1b[32mShe (\x1b[0m\x1b[1mAda\x1b[0m\x1b[32m)\x1b[0m[1] went"
    assert mark("She (Ada) went", marks, True) == coloured
