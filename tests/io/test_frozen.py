"""Files of the first release are read by today's code and beside today's files: columns are added, never changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipeline.query import connect
from pipeline.views import VIEWS
from schemas import TABLES
from schemas.parquet import arrow_schema, from_table
from tests.roots import START, commit_plainly, rows_of_a_later_run, rows_of_two_articles
from transforms.io.compaction import compact
from transforms.io.manifest import read_manifest
from transforms.io.memory import Memory
from transforms.io.store import LocalStore

FROZEN = Path(__file__).parents[1] / "frozen"
ROOTS = sorted(path.name for path in FROZEN.iterdir() if path.is_dir())
#: the tables of the first release
FIRST = [name for name in TABLES if (FROZEN / ROOTS[0] / name).is_dir()]
#: tables that came after the oldest ROOT
YOUNG = ("article_links",)
OLD = [name for name in TABLES if name not in YOUNG]


@pytest.fixture(params=ROOTS)
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(FROZEN / request.param, tmp_path / "root"))


@pytest.mark.parametrize("name", OLD)
def test_no_column_was_renamed_retyped_or_dropped(root: Path, name: str) -> None:
    (path,) = (root / name).rglob("*.parquet")
    today = arrow_schema(TABLES[name])
    for field in pq.read_schema(path):
        assert today.field(field.name).type == field.type
        assert today.field(field.name).nullable >= field.nullable


@pytest.mark.parametrize("name", OLD)
def test_rows_come_back_as_records(root: Path, name: str) -> None:
    (path,) = (root / name).rglob("*.parquet")
    found = list(from_table(TABLES[name], pq.read_table(path, partitioning=None)))
    if name in rows_of_two_articles():
        key = next(iter(TABLES[name].__dataclass_fields__))
        assert sorted(getattr(row, key) for row in found) == sorted(
            getattr(row, key) for row in rows_of_two_articles()[name]
        )
    assert found


@pytest.mark.parametrize("name", [*OLD, *VIEWS])
def test_every_view_can_be_read(root: Path, name: str) -> None:
    assert connect(str(root)).sql(f"SELECT * FROM {name}").fetchall()


@pytest.mark.parametrize("name", YOUNG)
def test_a_table_that_came_later_is_empty(root: Path, name: str) -> None:
    assert connect(str(root)).sql(f"SELECT * FROM {name}").fetchall() == []


def test_a_run_of_today_goes_on_from_it_and_a_compaction_joins_both(root: Path) -> None:
    store = LocalStore(str(root))
    parts = Memory(str(root), read_manifest(store), START).parts("articles")
    assert sum(len(part.read(("article_id", "terms"))) for part in parts) == 2
    commit_plainly(str(root), rows_of_a_later_run(), "cd" * 16)
    for _ in range(2):
        assert ds.dataset(root / "articles", partitioning="hive").count_rows() == 3
        sql = f"SELECT count(*) FROM read_parquet('{root}/articles/**/*.parquet', union_by_name = true)"
        assert duckdb.sql(sql).fetchall() == [(3,)]
        compact(store, TABLES, "2026-09-09")
    (file,) = read_manifest(store).of("articles")
    assert isinstance(pq.read_table(root / file.path), pa.Table)
