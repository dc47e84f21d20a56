"""What commands print."""

from __future__ import annotations

import pytest


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was said on stderr since the last look."""
    return capsys.readouterr().err.rstrip("\n")
