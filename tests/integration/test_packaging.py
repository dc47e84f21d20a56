"""What is uploaded and installed: a wheel made of the source distribution, whole, checked, and enough for a run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.version import VERSION
from tests.integration.conftest import REPO

_PACKAGES = ("pipeline", "transforms", "schemas")


def call(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source distribution, and the wheel from that; returns the folder they are in."""
    place = tmp_path_factory.mktemp("build")
    skipped = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "output", "build", "dist")
    shutil.copytree(REPO, place / "newsbeam", ignore=skipped)
    call(sys.executable, "-m", "build", "--no-isolation", "--outdir", "../dist", cwd=place / "newsbeam")
    return place / "dist"


@pytest.mark.engine
def test_the_wheel_holds_every_module_and_data_file(made: Path) -> None:
    (wheel,) = made.glob("*.whl")
    assert wheel.name == f"newsbeam-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (metadata,) = [archive.read(name).decode() for name in names if name.endswith(".dist-info/METADATA")]
    here = {
        str(path.relative_to(REPO))
        for package in _PACKAGES
        for path in (REPO / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if ".dist-info/" not in name} == here
    assert {f"{package}/py.typed" for package in _PACKAGES} <= names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert f"\nVersion: {VERSION}\n" in metadata


@pytest.mark.engine
def test_those_who_check_uploads_find_nothing(made: Path) -> None:
    assert find_spec("twine"), "make .venv/tools installs it"
    files = [str(path) for path in sorted(made.iterdir())]
    assert len(files) == 2
    assert call(sys.executable, "-m", "twine", "check", "--strict", *files, cwd=made).count("PASSED") == 2
    wheel = next(path for path in files if path.endswith(".whl"))
    call(sys.executable, "-m", "check_wheel_contents", "--ignore", "W009", wheel, cwd=made)


@pytest.mark.engine
def test_an_installed_wheel_runs(made: Path, tmp_path: Path) -> None:
    (wheel,) = made.glob("*.whl")
    call(sys.executable, "-m", "venv", "--without-pip", "fresh", cwd=tmp_path)
    python = tmp_path / "fresh" / "bin" / "python"
    command = ("-m", "pip", f"--python={python}", "install", "--quiet", "--no-deps", "--no-index", wheel)
    call(sys.executable, *command, cwd=tmp_path)
    libraries = sysconfig.get_paths()["purelib"]
    # the libraries of these tests, but not their newsbeam: what a .pth file names is not found by this way
    environment = {"PYTHONPATH": libraries, "VIRTUAL_ENV": str(tmp_path / "fresh")}
    told = call(
        python, "-c", "import pipeline, schemas, transforms; print(pipeline.__file__)", cwd=tmp_path, **environment
    )
    assert Path(told.strip()).is_relative_to(tmp_path)
    newsbeam = tmp_path / "fresh" / "bin" / "newsbeam"
    assert call(newsbeam, "--version", cwd=tmp_path, **environment) == f"newsbeam {VERSION}\n"
    words = "The mayor opened the bridge on Monday. “It will hold,” she told the crowd at noon. " * 4
    (tmp_path / "bridge.txt").write_text(f"The bridge is open\n\n{words}", "utf-8")
    flags = ("run", "--seeds", "bridge.txt", "--output", "tables", "--workers", "1")
    assert "articles        1" in call(newsbeam, *flags, cwd=tmp_path, **environment)
    assert "1 story, 1 article" in call(newsbeam, "report", "tables", cwd=tmp_path, **environment)


def test_the_version_stands_in_one_place_and_in_the_changelog() -> None:
    assert f"## {VERSION}" in (REPO / "CHANGELOG.md").read_text("utf-8")
    assert f'version="{VERSION}"' not in (REPO / "setup.py").read_text("utf-8")
