"""The libraries analysts use open every table by its glob."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="pip install pyspark, and Java 17")
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    yield session
    session.stop()


@pytest.mark.engine
@pytest.mark.parametrize("table", TABLES)
def test_spark(root: Path, table: str, spark: Any) -> None:
    frame = spark.read.parquet(str(root / table))
    assert frame.count() == ROWS[table]
    assert {str(row["ingest_date"]) for row in frame.select("ingest_date").collect()} == {"2026-09-01"}


@pytest.mark.engine
def test_spark_joins_quotes_to_articles_and_slices_them_alike(root: Path, spark: Any) -> None:
    for table in ("quotes", "articles"):
        spark.read.parquet(str(root / table)).createOrReplaceTempView(table)
    sql = """SELECT count(*) AS n FROM quotes q JOIN articles a ON q.article_id = a.article_id
             WHERE substring(a.text, q.`start` + 1, q.`end` - q.`start`) = q.text"""
    assert spark.sql(sql).collect()[0]["n"] == ROWS["quotes"]
