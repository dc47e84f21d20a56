"""The commit: all of a run or nothing, whatever step it dies at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from transforms.io.commit import commit, sweep
from transforms.io.manifest import DataFile, Manifest, read_manifest, staging_folder
from transforms.io.store import Conflict, LocalStore, StoreError

RUN = "a1" * 16
NEXT = "b2" * 16


def staged(store: LocalStore, run_id: str, number: int = 0) -> DataFile:
    path = f"articles/ingest_date=2026-09-01/part-{run_id[:16]}-0123abcd-{number}.parquet"
    store.write(f"{staging_folder(run_id)}/{path}", b"rows")
    return DataFile(path, "articles", 1, 4, "0123abcd", run_id)


def visible(store: LocalStore) -> set[str]:
    return set(store.list("articles"))


class Died(BaseException):
    """Stands for kill -9: nothing of the program runs after it."""


class DyingStore(LocalStore):
    """A local store that dies before its nth change."""

    def __init__(self, root: str, steps: int) -> None:
        super().__init__(root)
        self.steps = steps

    def _step(self) -> None:
        if self.steps == 0:
            raise Died
        self.steps -= 1

    def write(self, path: str, data: bytes) -> None:
        self._step()
        super().write(path, data)

    def move(self, source: str, target: str) -> None:
        self._step()
        super().move(source, target)


def test_files_are_published_and_the_pointer_turned(tmp_path: Path) -> None:
    store = LocalStore(str(tmp_path))
    files = [staged(store, RUN, 0), staged(store, RUN, 1)]
    assert visible(store) == set()
    commit(store, Manifest(), RUN, files)
    assert read_manifest(store) == Manifest(RUN, tuple(files))
    assert visible(store) == {file.path for file in files}


def test_a_commit_repeated_changes_nothing(tmp_path: Path) -> None:
    store = LocalStore(str(tmp_path))
    files = [staged(store, RUN)]
    first = commit(store, Manifest(), RUN, files)
    assert commit(store, Manifest(), RUN, files) == first


def test_a_run_that_started_from_an_older_past_does_not_commit(tmp_path: Path) -> None:
    store = LocalStore(str(tmp_path))
    commit(store, Manifest(), RUN, [staged(store, RUN)])
    with pytest.raises(Conflict, match="run again"):
        commit(store, Manifest(), NEXT, [staged(store, NEXT)])
    assert read_manifest(store).run_id == RUN


@pytest.mark.parametrize("steps", range(4))
def test_after_a_death_at_any_step_the_past_holds_and_a_repeat_commits(tmp_path: Path, steps: int) -> None:
    store = LocalStore(str(tmp_path))
    before = commit(store, Manifest(), RUN, [staged(store, RUN)])
    files = [staged(store, NEXT, 0), staged(store, NEXT, 1)]
    with pytest.raises(Died):
        commit(DyingStore(str(tmp_path), steps), before, NEXT, files)
    assert read_manifest(store) == before
    sweep(store, before, ["articles"])
    assert visible(store) == {file.path for file in before.files}
    assert not list(store.list(staging_folder(NEXT)))
    after = commit(store, before, NEXT, [staged(store, NEXT, 0), staged(store, NEXT, 1)])
    assert visible(store) == {file.path for file in after.files}


def test_a_sweep_leaves_strangers_and_live_files_alone(tmp_path: Path) -> None:
    store = LocalStore(str(tmp_path))
    manifest = commit(store, Manifest(), RUN, [staged(store, RUN)])
    store.write("articles/ingest_date=2026-09-01/mine.parquet", b"put here by a person")
    store.write("articles/notes.txt", b"likewise")
    assert sweep(store, manifest, ["articles"]) == 0
    assert len(visible(store)) == 3


@pytest.mark.parametrize("pointer", [b"", b"{}", b"[1]", b'{"run_id": "ff"}', b"\xff"])
def test_a_broken_pointer_is_told_in_words(tmp_path: Path, pointer: bytes) -> None:
    store = LocalStore(str(tmp_path))
    store.write("_newsbeam/CURRENT.json", pointer)
    with pytest.raises(StoreError, match="restore"):
        read_manifest(store)


def test_a_half_written_file_is_never_seen(tmp_path: Path, monkeypatch: Any) -> None:
    store = LocalStore(str(tmp_path))
    store.write("x/file", b"old")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match=r"No space.*free some space"):
        store.write("x/file", b"new and longer")
    assert list(store.list("x")) == ["x/file"]
    assert store.read("x/file") == b"old"
