"""doctor: what it finds on this machine, and how it tells of what is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.doctor import MISSING, OK, compare, digest, verify


def test_a_machine_that_runs_these_tests_lacks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--root", str(tmp_path), "--json"]) == 0
    found = {row["what"]: row for row in json.loads(capsys.readouterr().out)}
    assert {"Python", "packages", "model (en)", "model (fr)", "write access", "java", "prism"} == set(found)
    assert found["write access"]["detail"] == str(tmp_path)
    assert list(tmp_path.rglob("*.parquet")) == []


def test_what_is_missing_is_told_with_its_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--root", "/dev/null/root"]) == 1
    lines = capsys.readouterr().out.splitlines()
    (place,) = [n for n, line in enumerate(lines) if line.startswith("missing")]
    assert "write access" in lines[place]
    assert "--root" in lines[place + 1]


def test_the_installed_model_is_the_official_one() -> None:
    assert [finding.state for finding in verify()] == [OK]


def test_a_changed_file_is_found(tmp_path: Path) -> None:
    for name in ("ner/model", "config.cfg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    known = {"sm": {name: digest(tmp_path / name) for name in ("ner/model", "config.cfg")}, "md": {"ner/model": "x"}}
    assert compare("m", tmp_path, known).state == OK
    (tmp_path / "ner/model").write_bytes(b"other weights")
    finding = compare("m", tmp_path, known)
    assert (finding.state, "1 of 2" in finding.detail, "ner/model" in finding.detail) == (MISSING, True, True)
    (tmp_path / "ner/model").unlink()
    assert compare("m", tmp_path, known).state == MISSING
