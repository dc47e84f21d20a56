"""Compaction: fewer files of the same rows, readers undisturbed, and a death at any step undone or done."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.query import connect
from pipeline.verify import verify
from schemas import TABLES
from tests.io.emulator import make_bucket
from tests.io.mortal import Mortals
from tests.io.test_deaths import LEAP, copy_down, points, read_by_glob
from tests.roots import START, commit_plainly, rows_of_a_later_run, rows_of_two_articles
from transforms.io.compaction import compact
from transforms.io.manifest import read_manifest
from transforms.io.store import LocalStore, open_store

LATER = "2026-09-09"
#: counts the rows of two tables by glob until told to stop, and prints every answer there was
READER = """
import sys, duckdb, pyarrow.dataset as ds
root, found = sys.argv[1], set()
print("ready", flush=True)
for _ in range(int(sys.argv[2])):
    try:
        found.add(("duckdb", duckdb.sql(f"SELECT count(*) FROM '{root}/articles/**/*.parquet'").fetchall()[0][0]))
        found.add(("pyarrow", ds.dataset(root + "/articles", partitioning="hive").to_table().num_rows))
    except (duckdb.IOException, FileNotFoundError):
        found.add("a file it had listed was gone")
print(sorted(map(str, found)))
"""


@pytest.fixture(scope="module")
def mortals() -> Iterator[Mortals]:
    found = Mortals()
    yield found
    found.end()


def several_runs(root: str) -> None:
    commit_plainly(root, rows_of_two_articles(), "ab" * 16)
    commit_plainly(root, rows_of_a_later_run(), "cd" * 16, START + timedelta(hours=1))
    commit_plainly(root, {"outcomes": rows_of_a_later_run()["outcomes"]}, "ef" * 16, START + timedelta(days=1))


def test_small_files_of_a_day_become_one_of_the_same_rows(tmp_path: Path) -> None:
    root = tmp_path / "root"
    several_runs(str(root))
    (root / "articles" / "ingest_date=2026-09-01" / "_notes.txt").write_text("put here by a person")
    before = read_by_glob(root)
    store = LocalStore(str(root))
    assert compact(store, TABLES, LATER) == (10, 5)
    assert read_by_glob(root) == before
    files = sorted(path.relative_to(root).as_posix() for table in TABLES for path in (root / table).rglob("*.parquet"))
    assert files == sorted(file.path for file in read_manifest(store).files)
    assert (root / "articles" / "ingest_date=2026-09-01" / "_notes.txt").exists()
    assert verify(str(root)) in (0, 1)
    assert compact(store, TABLES, LATER) == (0, 0)
    commit_plainly(str(root), rows_of_a_later_run(), "99" * 16, START + timedelta(days=2))
    assert len(read_manifest(store).of("articles")) == 2


def test_today_is_left_alone(tmp_path: Path) -> None:
    several_runs(str(tmp_path))
    assert compact(LocalStore(str(tmp_path)), TABLES, "2026-09-01") == (0, 0)


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.engine)], ids=["some", "every"])
def test_a_compaction_killed_anywhere_leaves_the_rows_as_they_are(
    mortals: Mortals, tmp_path: Path, every: bool
) -> None:
    base, clean = tmp_path / "base", tmp_path / "clean"
    several_runs(str(base))
    rows = read_by_glob(base)
    shutil.copytree(base, clean)
    told = mortals("compact", str(clean))
    assert told["status"] == 0
    for point in points(told["operations"], LEAP["locked"], every):
        root = tmp_path / f"died-{point}"
        shutil.copytree(base, root)
        assert mortals("compact", str(root), point)["signal"] == signal.SIGKILL
        assert read_by_glob(root) == rows, f"by glob, after a death at operation {point}"
        assert connect(str(root)).sql("SELECT count(*) FROM articles").fetchall() == [(3,)]
        assert mortals("compact", str(root))["status"] == 0
        assert read_by_glob(root) == rows
        assert len(read_manifest(LocalStore(str(root))).files) == len(read_manifest(LocalStore(str(clean))).files)
        shutil.rmtree(root)


def test_readers_meanwhile_count_every_row_once(tmp_path: Path) -> None:
    root = tmp_path / "root"
    several_runs(str(root))
    reader = subprocess.Popen([sys.executable, "-c", READER, str(root), "60"], stdout=subprocess.PIPE, text=True)
    assert reader.stdout is not None
    assert reader.stdout.readline() == "ready\n"
    store, number = LocalStore(str(root)), 0
    while reader.poll() is None:
        number += 1
        late = {"quotes": rows_of_a_later_run()["quotes"], "articles": []}
        commit_plainly(str(root), late, f"{number:032x}", START + timedelta(hours=2))
        compact(store, TABLES, LATER)
    answers = set(eval(reader.stdout.read())) - {"a file it had listed was gone"}
    assert answers == {"('duckdb', 3)", "('pyarrow', 3)"}
    assert number > 1


def test_a_bucket_is_compacted(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", address)
    make_bucket(address, "compacted")
    several_runs("gs://compacted/tables")
    store = open_store("gs://compacted/tables")
    copy_down(store, tmp_path / "before")
    assert compact(store, TABLES, LATER) == (10, 5)
    copy_down(store, tmp_path / "after")
    assert read_by_glob(tmp_path / "after") == read_by_glob(tmp_path / "before")
