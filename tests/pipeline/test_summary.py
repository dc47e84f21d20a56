"""What a person reads when a run has committed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.summary import in_words, summarise
from tests.roots import commit_plainly, rows_of_two_articles
from transforms.io.manifest import read_manifest
from transforms.io.store import open_store


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({".pdf": 1}, "file of another kind: .pdf"),
        ({".pdf": 2, ".csv": 3, ".json": 2}, "files of other kinds: .csv, .json, .pdf"),
        ({f".{n}": 9 - n for n in range(9)}, "files of other kinds: .0, .1, .2, .3, .4, .5 and 3 more"),
    ],
)
def test_files_of_other_kinds_are_told_by_number(files: dict[str, int], told: str) -> None:
    assert in_words(Counter(files)) == told


def told(root: Path) -> str:
    commit_plainly(str(root), rows_of_two_articles(), "ab" * 16)
    store = open_store(str(root))
    return summarise(store, read_manifest(store), other_files=Counter({".pdf": 3}))


def test_a_summary_says_what_was_not_read(tmp_path: Path) -> None:
    assert "  not read        3  files of other kinds: .pdf\n" in told(tmp_path / "tables")


@pytest.mark.parametrize(("on_path", "named"), [(False, "bin/newsbeam"), (True, "newsbeam")])
def test_the_next_command_can_be_typed_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_path: bool, named: str
) -> None:
    command = tmp_path / "bin" / "newsbeam"
    command.parent.mkdir()
    command.write_text("#!/bin/sh\n", "utf-8")
    command.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", [str(command)])
    monkeypatch.setenv("PATH", str(command.parent) if on_path else "/usr/bin")
    assert f"next:   {named} query" in told(tmp_path / "tables")
