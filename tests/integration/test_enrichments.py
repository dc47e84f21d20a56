"""Enrichments of a package that pip has really installed, as docs/enrichments.md shows it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.query import connect
from schemas import Reason
from tests.integration.conftest import REPO
from tests.integration.rows import table
from tests.records import article
from transforms.text.enrichments import enrich
from transforms.text.installed import GROUP, installed

_BLOCKS = dict(re.findall(r"^```(\w+)\n(.+?)^```", (REPO / "docs" / "enrichments.md").read_text("utf-8"), re.M | re.S))
_FAULTS = """
def fails(article):
    raise ZeroDivisionError("no words")

def not_json(article):
    return {article}

def several(article):
    return {"words": article.word_count, "title": article.title}

def nothing(article):
    return None
"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the package of the docs and one with faults, and return the folder they are in."""
    target = tmp_path_factory.mktemp("installed")
    for name, project, module in (
        ("questions", _BLOCKS["toml"], _BLOCKS["python"]),
        ("faults", "", _FAULTS),
    ):
        folder = tmp_path_factory.mktemp(name)
        points = "".join(f'{it} = "newsbeam_faults:{it}"\n' for it in ("fails", "not_json", "several", "nothing"))
        points += 'gone = "newsbeam_faults:gone"\n'
        faulty = f'[project]\nname = "newsbeam-faults"\nversion = "0.1"\n[project.entry-points."{GROUP}"]\n{points}'
        (folder / "pyproject.toml").write_text(
            f"{project or faulty}\n[tool.setuptools]\npy-modules = ['newsbeam_{name}']\n", "utf-8"
        )
        (folder / f"newsbeam_{name}.py").write_text(module, "utf-8")
        command = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", str(target)]
        done = subprocess.run([sys.executable, *command, str(folder)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def found(packages: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let this process find the packages."""
    monkeypatch.syspath_prepend(str(packages))
    installed.cache_clear()
    yield installed()
    installed.cache_clear()


def test_each_is_found_with_its_package(found: Any) -> None:
    assert {other.name: other.package for other in found} == {
        "questions": "newsbeam-questions 1.0",
        **dict.fromkeys(("fails", "not_json", "several", "nothing", "gone"), "newsbeam-faults 0.1"),
    }


def test_what_they_tell_stands_in_one_map_and_what_fails_in_repairs(found: Any) -> None:
    row = enrich(article(text="Who? Where? Nobody said.", title="Questions"))
    assert row.enrichments == {"questions": "2", "several": '{"title": "Questions", "words": 4}'}
    assert {(it.reason, it.detail.split(":")[0]) for it in row.repairs} == {
        (Reason.ERROR, f"{name} (newsbeam-faults 0.1) is not told") for name in ("fails", "not_json", "gone")
    }
    assert any("ZeroDivisionError: no words" in it.detail for it in row.repairs)
    assert enrich(article(text="Nobody asked.")).enrichments == {"several": '{"title": null, "words": 2}'}


def test_a_run_calls_them_and_names_them(newsbeam: Any, packages: Path, tmp_path: Path) -> None:
    words = " ".join(f"Who is number {number}, asked the mayor of the town?" for number in range(1, 13))
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": words, "title": "Who is who"}), "utf-8")
    root = tmp_path / "out"
    flags = ["--seeds", str(tmp_path / "a.jsonl"), "--output", str(root), "--workers", "1"]
    done = newsbeam("run", *flags, PYTHONPATH=str(packages))
    assert done.returncode == 0, done.stderr
    assert connect(str(root)).sql(_BLOCKS["sql"]).fetchall() == [("Who is who", 12)]
    (run,) = table(root, "runs")
    assert json.loads(run["options"])["enrichments"]["questions"] == "newsbeam-questions 1.0"
    looked = newsbeam("doctor", "--root", str(root), PYTHONPATH=str(packages))
    assert looked.returncode == 1
    assert "enrichment questions newsbeam-questions 1.0" in re.sub(" +", " ", looked.stdout)
    assert re.search("missing +enrichment gone +newsbeam-faults 0.1 cannot be loaded", looked.stdout)
