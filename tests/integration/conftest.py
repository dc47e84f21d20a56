"""Runs of the real command, shared by the tests that look at what they wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.io.emulator import emulated

REPO = Path(__file__).parents[2]
Newsbeam = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def newsbeam() -> Newsbeam:
    """Return a function that runs the command line in a process of its own, from the top of the repository."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pipeline", *arguments],
            cwd=REPO,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=280,
        )

    return run


@pytest.fixture(scope="session")
def sample(newsbeam: Newsbeam, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run on seeds/ with two workers and return the ROOT."""
    root = tmp_path_factory.mktemp("sample") / "tables"
    done = newsbeam("run", "--seeds", "seeds", "--output", str(root), "--workers", "2")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(params=["python", "go"])
def bucket_host(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let this process and those it starts find their buckets in an emulator, of both; returns its address."""
    with emulated(request.param) as address:
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", address)
        yield address
