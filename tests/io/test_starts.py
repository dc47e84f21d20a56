"""The runs of a job that never ends: when the next one may begin."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from schemas import Run
from tests.roots import START
from transforms.io.commit import publish
from transforms.io.manifest import Manifest
from transforms.io.starts import LivePast, _Begin
from transforms.io.store import Conflict, LocalStore


def _job(root: Path) -> Any:
    return _Begin(str(root), Run("", START, START, "0", "model", "{}"), 0.0, timedelta(days=30))


def _commit(root: Path, base: Manifest, run_id: str) -> None:
    publish(LocalStore(str(root)), base, Manifest(run_id, (), base.pointer))


def test_a_run_begins_when_the_one_before_has_committed(tmp_path: Path) -> None:
    job = _job(tmp_path)
    first = job._begin(0)
    assert job._wait(1) > 0
    _commit(tmp_path, first.target.base, first.target.run.run_id)
    assert job._wait(1) == 0


def test_a_run_whose_beginning_was_lost_begins_anew_and_commits(tmp_path: Path) -> None:
    job = _job(tmp_path)
    first = job._begin(0)
    _commit(tmp_path, first.target.base, first.target.run.run_id)
    job._begin(1)  # nobody ever hears of it
    assert job._wait(2) > 0
    assert job._wait(1) == 0
    began = LivePast(str(tmp_path), timedelta())._memory().since
    again = job._begin(1)
    assert LivePast(str(tmp_path), timedelta())._memory().since == began
    _commit(tmp_path, again.target.base, again.target.run.run_id)
    assert job._wait(2) == 0


def test_the_job_before_cannot_commit_nor_begin_any_more(tmp_path: Path) -> None:
    before, after = _job(tmp_path), _job(tmp_path)
    lost = before._begin(0)
    after._begin(0)
    assert before._wait(1) > 0
    with pytest.raises(Conflict):
        _commit(tmp_path, lost.target.base, lost.target.run.run_id)
