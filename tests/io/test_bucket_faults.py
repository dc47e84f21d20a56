"""A ROOT in a bucket whose server is overloaded and whose connections break: runs commit, and no object is partial."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from schemas import TABLES
from tests.io.emulator import make_bucket
from tests.io.faulty_proxy import FAULTS, FaultyProxy
from tests.io.test_deaths import copy_down, read_by_glob
from tests.roots import commit_plainly, rows_of_a_later_run, rows_of_two_articles
from transforms.io.bucket import BucketStore
from transforms.io.manifest import read_manifest


@pytest.mark.engine
def test_faults_are_tried_again_and_leave_nothing_behind(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_bucket(address, "faults")
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", address)
    commit_plainly("gs://faults/calm", rows_of_two_articles(), "ab" * 16)
    commit_plainly("gs://faults/calm", rows_of_a_later_run(), "cd" * 16)
    proxy = FaultyProxy(address, lambda number: FAULTS[number // 9 % len(FAULTS)] if number % 9 == 0 else None)
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", proxy.address)
    commit_plainly("gs://faults/stormy", rows_of_two_articles(), "ab" * 16)
    commit_plainly("gs://faults/stormy", rows_of_a_later_run(), "cd" * 16)
    proxy.stop()
    assert all(proxy.met[fault] >= 2 for fault in FAULTS), proxy.met
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", address)
    store = BucketStore("gs://faults/stormy")
    live = {file.path: file.sha256 for file in read_manifest(store).files}
    for table in TABLES:
        for path in store.list(table):
            assert hashlib.sha256(store.read(path) or b"").hexdigest() == live[path]
    copy_down(BucketStore("gs://faults/calm"), tmp_path / "calm")
    copy_down(store, tmp_path / "stormy")
    assert read_by_glob(tmp_path / "stormy") == read_by_glob(tmp_path / "calm")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.engine
def test_a_fault_at_any_request_of_a_replacement_is_survived(
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    name = f"fault-{fault}".replace(" ", "-")
    make_bucket(address, name)
    for at in range(1, 5):
        proxy = FaultyProxy(address, lambda number, at=at: fault if number == at else None)
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", proxy.address)
        store = BucketStore(f"gs://{name}/{at}")
        store.replace("pointer", b"1", None)
        store.replace("pointer", b"2", b"1")
        proxy.stop()
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", address)
        assert BucketStore(f"gs://{name}/{at}").read("pointer") == b"2"
