"""Fixtures of tests that read files."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the one we are in, so that relative paths can be given."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
