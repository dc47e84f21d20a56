"""One run at a time on a ROOT, and no lock outlives its holder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from transforms.io.lock import Held, hold
from transforms.io.store import LocalStore, StoreError

HOLDER = """
import sys
from transforms.io.lock import hold
from transforms.io.store import LocalStore
with hold(LocalStore(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_is_told_who_holds_it_and_a_dead_one_holds_nothing(tmp_path: Path) -> None:
    store = LocalStore(str(tmp_path))
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with pytest.raises(Held, match=str(other.pid)), hold(store):
        pass
    other.kill()
    other.wait()
    with hold(store):
        pass


def test_a_place_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"), hold(LocalStore(str(tmp_path / "file" / "root"))):
        pass
