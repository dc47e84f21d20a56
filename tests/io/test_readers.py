"""The libraries analysts use open every table by its glob."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.roots import two_articles


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("root")
    two_articles(path)
    return path


TABLES = ["articles", "quotes", "mentions", "entities", "stories", "outcomes", "runs"]
ROWS = {"articles": 2, "quotes": 2, "mentions": 2, "entities": 2, "stories": 1, "outcomes": 3, "runs": 1}


@pytest.mark.parametrize("table", TABLES)
def test_duckdb(root: Path, table: str) -> None:
    sql = f"SELECT count(*), min(ingest_date)::VARCHAR FROM '{root}/{table}/**/*.parquet'"
    assert duckdb.sql(sql).fetchall() == [(ROWS[table], "2026-09-01")]


@pytest.mark.parametrize("table", TABLES)
def test_pyarrow(root: Path, table: str) -> None:
    dataset = pytest.importorskip("pyarrow.dataset").dataset(root / table, partitioning="hive")
    assert dataset.count_rows() == ROWS[table]


@pytest.mark.parametrize("table", TABLES)
def test_pandas(root: Path, table: str) -> None:
    frame = pytest.importorskip("pandas").read_parquet(root / table)
    assert len(frame) == ROWS[table]


@pytest.mark.parametrize("table", TABLES)
def test_polars(root: Path, table: str) -> None:
    frame = pytest.importorskip("polars").scan_parquet(root / table / "**/*.parquet").collect()
    assert len(frame) == ROWS[table]
