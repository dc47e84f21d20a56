"""Kill -9 at every step of a commit, and the same again: nothing lost, nothing doubled, and every reader reads."""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.dataset as ds
import pytest

from schemas import TABLES
from tests.io.emulator import make_bucket
from tests.io.mortal import Mortals
from tests.roots import commit_plainly, rows_of_two_articles
from transforms.io.bucket import BucketStore
from transforms.io.manifest import read_manifest
from transforms.io.store import LocalStore, Store, open_store

#: of the steps of a commit, the default suite dies at one in so many, the engine lane at each
LEAP = {"local": 6, "locked": 12, "bucket": 24}
#: the owner of what a job writes that may not write everywhere, as root may
NOBODY = 65534


@pytest.fixture(scope="module")
def mortals() -> Iterator[Mortals]:
    found = Mortals()
    yield found
    found.end()


def read_by_glob(root: Path) -> dict[str, Counter[str]]:
    """Read every table as analysts do, twice, and return its rows without the clock's."""
    found = {}
    for table in TABLES:
        if not (root / table).is_dir():
            continue
        rows = ds.dataset(root / table, partitioning="hive", format="parquet").to_table().to_pylist()
        found[table] = Counter(repr({k: v for k, v in row.items() if k != "finished_at"}) for row in rows)
        if rows:
            counted = duckdb.sql(f"SELECT count(*) FROM '{root}/{table}/**/*.parquet'").fetchall()
            assert counted == [(len(rows),)]
    return {table: rows for table, rows in found.items() if rows}


def assert_whole(store: Store) -> None:
    """What the manifest names is there, whole."""
    for file in read_manifest(store).files:
        assert store.size(file.path) == file.bytes


def assert_same_but_for_uncommitted(seen: dict[str, Counter[str]], past: dict[str, Counter[str]]) -> None:
    for table, rows in past.items():
        assert not rows - seen[table], f"rows of {table} are gone"


def points(operations: int, leap: int, engine: bool) -> range:
    return range(1, operations + 1) if engine else range(1, operations + 1, leap)


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.engine)], ids=["some", "every"])
def test_a_local_commit_killed_and_repeated_is_a_clean_one(mortals: Mortals, tmp_path: Path, every: bool) -> None:
    base, clean = tmp_path / "base", tmp_path / "clean"
    commit_plainly(str(base), rows_of_two_articles(), "ab" * 16)
    past = read_by_glob(base)
    shutil.copytree(base, clean)
    told = mortals("commit", str(clean))
    assert told["status"] == 0
    assert told["operations"] >= 40
    wanted = read_by_glob(clean)
    for point in points(told["operations"], LEAP["local"], every):
        root = tmp_path / f"died-{point}"
        shutil.copytree(base, root)
        assert mortals("commit", str(root), point)["signal"] == signal.SIGKILL
        assert_whole(LocalStore(str(root)))
        assert_same_but_for_uncommitted(read_by_glob(root), past)
        assert mortals("commit", str(root))["status"] == 0
        assert read_by_glob(root) == wanted, f"after a death at operation {point}"
        assert sorted(path.name for path in (root / "_newsbeam").iterdir()) == sorted(
            path.name for path in (clean / "_newsbeam").iterdir()
        )
        shutil.rmtree(root)


@pytest.fixture
def owned() -> Iterator[Path]:
    """A folder that those can reach whom the jobs run as, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def give_away(root: Path) -> None:
    for place in (root, *root.rglob("*")):
        if os.getuid() == 0:
            os.chown(place, NOBODY, NOBODY)
        place.chmod(0o755 if place.is_dir() else 0o644)


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.engine)], ids=["some", "every"])
def test_a_root_that_turns_read_only_at_any_step_is_told_and_keeps_the_past(
    mortals: Mortals, owned: Path, every: bool
) -> None:
    base, clean = owned / "base", owned / "clean"
    commit_plainly(str(base), rows_of_two_articles(), "ab" * 16)
    past = read_by_glob(base)
    shutil.copytree(base, clean)
    operations = mortals("commit", str(clean))["operations"]
    wanted = read_by_glob(clean)
    statuses = []
    for point in points(operations, LEAP["locked"], every):
        root = owned / f"locked-{point}"
        shutil.copytree(base, root)
        give_away(root)
        statuses.append(mortals("commit", str(root), point, then="lock")["status"])
        assert_whole(LocalStore(str(root)))
        assert_same_but_for_uncommitted(read_by_glob(root), past)
        give_away(root)
        assert mortals("commit", str(root))["status"] == 0
        assert read_by_glob(root) == wanted, f"after it could not be written from operation {point} on"
    assert set(statuses) <= {0, 1}, "an error that was not told in words"
    assert statuses[0] == 1
    assert statuses == sorted(statuses, reverse=True), "it failed after it had committed"


@pytest.mark.parametrize("torn", [False, True], ids=["told", "dead in the middle of a file"])
def test_a_full_disk_keeps_the_past(mortals: Mortals, tmp_path: Path, torn: bool) -> None:
    base = tmp_path / "base"
    commit_plainly(str(base), rows_of_two_articles(), "ab" * 16)
    past = read_by_glob(base)
    shutil.copytree(base, tmp_path / "clean")
    mortals("commit", str(tmp_path / "clean"))
    wanted = read_by_glob(tmp_path / "clean")
    held = {path.relative_to(base) for path in base.rglob("*")}
    new = [path for path in (tmp_path / "clean").rglob("*") if path.relative_to(tmp_path / "clean") not in held]
    sizes = {path.stat().st_size - 1 for path in new if path.is_file()}
    for size in (1, *sorted(sizes)):
        root = tmp_path / f"full-{size}"
        shutil.copytree(base, root)
        told = mortals("commit", str(root), file_size=size, torn=torn)
        assert told["signal"] == (signal.SIGXFSZ if torn else 0)
        assert told["status"] == (-signal.SIGXFSZ if torn else 1)
        assert_whole(LocalStore(str(root)))
        assert_same_but_for_uncommitted(read_by_glob(root), past)
        assert mortals("commit", str(root))["status"] == 0
        assert read_by_glob(root) == wanted, f"after no file could be larger than {size} bytes"


def copy_down(store: Store, root: Path) -> None:
    """Copy the tables of a bucket to a folder, where every reader can be tried on them."""
    shutil.rmtree(root, ignore_errors=True)
    for table in TABLES:
        for path in store.list(table):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(store.read(path) or b"")


def age_the_lease(store: Store) -> None:
    """Do what passing time does: a dead holder has not renewed its lease for long."""
    path = "_newsbeam/LOCK"
    if content := store.read(path):
        store.write(path, json.dumps({**json.loads(content), "renewed": 0}).encode())


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.engine)], ids=["some", "every"])
def test_a_commit_to_a_bucket_killed_and_repeated_is_a_clean_one(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    every: bool,
) -> None:
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", address)
    make_bucket(address, f"deaths-{every}".lower())
    mortals = Mortals()
    places = {name: f"gs://deaths-{every}".lower() + f"/{name}" for name in ("clean", "base")}
    for place in places.values():
        commit_plainly(place, rows_of_two_articles(), "ab" * 16)
    seen = tmp_path / "seen"
    copy_down(BucketStore(places["base"]), seen)
    past = read_by_glob(seen)
    told = mortals("commit", places["clean"])
    assert told["status"] == 0
    assert told["operations"] >= 40
    copy_down(BucketStore(places["clean"]), seen)
    wanted = read_by_glob(seen)
    base = BucketStore(places["base"])
    objects = {path: base.read(path) or b"" for folder in (*TABLES, "_newsbeam") for path in base.list(folder)}
    for point in points(told["operations"], LEAP["bucket"], every):
        store = open_store(f"{places['base']}-{point}")
        for path, content in objects.items():
            store.write(path, content)
        assert mortals("commit", store.root, point)["signal"] == signal.SIGKILL
        assert_whole(store)
        copy_down(store, seen)
        assert_same_but_for_uncommitted(read_by_glob(seen), past)
        age_the_lease(store)
        assert mortals("commit", store.root)["status"] == 0
        copy_down(store, seen)
        assert read_by_glob(seen) == wanted, f"after a death at operation {point}"
    mortals.end()
