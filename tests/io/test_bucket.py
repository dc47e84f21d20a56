"""A ROOT in a bucket, against a real emulator of Cloud Storage."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from tests.io.emulator import emulated, make_bucket
from transforms.io.bucket import BucketStore
from transforms.io.commit import commit, sweep
from transforms.io.lease import Held, lease
from transforms.io.manifest import DataFile, Manifest, read_manifest, staging_folder
from transforms.io.store import Conflict


@pytest.fixture(scope="module", params=["python", pytest.param("go", marks=pytest.mark.engine)])
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    with emulated(request.param) as found:
        yield found


@pytest.fixture
def store(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> BucketStore:
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", server)
    name = "b-" + re.sub("[^a-z]+", "-", request.node.name)[:50].strip("-")
    make_bucket(server, name)
    return BucketStore(f"gs://{name}/tables")


def test_objects_come_and_go(store: BucketStore) -> None:
    assert store.read("a/x") is None
    assert store.size("a/x") is None
    store.write("a/x", b"one")
    store.write("a/y", b"two")
    store.move("a/x", "a/z")
    assert list(store.list("a")) == ["a/y", "a/z"]
    assert store.read("a/z") == b"one"
    assert store.size("a/z") == 3
    store.delete("a/y")
    store.delete("a/y")
    assert list(store.list("a")) == ["a/z"]
    with store.open("a/z") as file:
        assert file.read() == b"one"


def test_an_object_that_changed_meanwhile_is_not_replaced(store: BucketStore) -> None:
    store.replace("p", b"1", None)
    store.replace("p", b"2", b"1")
    with pytest.raises(Conflict, match="another run"):
        store.replace("p", b"3", b"1")
    assert store.read("p") == b"2"


def test_a_run_commits_and_leftovers_go(store: BucketStore) -> None:
    run_id = "a1" * 16
    path = f"articles/ingest_date=2026-09-01/part-{run_id[:16]}-0123abcd-0.parquet"
    store.write(f"{staging_folder(run_id)}/{path}", b"rows")
    file = DataFile(path, "articles", 1, 4, "0123abcd", run_id)
    manifest = commit(store, Manifest(), run_id, [file])
    assert read_manifest(store) == manifest
    assert list(store.list("articles")) == [path]
    store.write(path.replace("-0.parquet", "-1.parquet"), b"left by a dead run")
    assert sweep(store, manifest, ["articles"]) == 1
    assert list(store.list("articles")) == [path]


def test_a_lease_keeps_others_out_until_it_ends_or_its_holder_dies(store: BucketStore) -> None:
    with lease(store, "LOCK"), pytest.raises(Held, match="process"), lease(store, "LOCK"):
        pass
    assert store.read("LOCK") is None
    store.write("LOCK", b'{"pid": 1, "host": "gone", "renewed": 0}')
    with lease(store, "LOCK"):
        pass


def test_a_lease_is_renewed(store: BucketStore) -> None:
    with lease(store, "LOCK", renewed_every=0.05, good_for=0.5):
        first = store.read("LOCK")
        time.sleep(0.8)
        assert store.read("LOCK") != first
        with pytest.raises(Held), lease(store, "LOCK", good_for=0.5):
            pass
