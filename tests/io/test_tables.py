"""WriteTables: every row once in its table, files that any reader can use, one run row that counts them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import apache_beam as beam
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from schemas import Article, Outcome, Run
from tests.records import article
from transforms.io import tables
from transforms.io.manifest import Manifest, read_manifest
from transforms.io.store import LocalStore
from transforms.io.tables import Target, WriteTables

START = datetime(2026, 9, 1, 12, tzinfo=UTC)


def write(root: Path, articles: list[Article], outcomes: list[Outcome], run_id: str = "ab" * 16) -> Manifest:
    store = LocalStore(str(root))
    target = Target(str(root), read_manifest(store), Run(run_id, START, START, "0", "model", "{}"))
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        rows = {
            "articles": pipeline | "articles" >> beam.Create(articles),
            "outcomes": pipeline | "outcomes" >> beam.Create(outcomes),
        }
        rows | WriteTables(target)
    return read_manifest(store)


def test_rows_are_stamped_sorted_and_counted(tmp_path: Path) -> None:
    articles = [article("b", publisher="Z"), article("a", publisher="A"), article("c")]
    outcomes = [Outcome("a.txt", "kept", "stories"), Outcome("x.txt", "rejected", "extract", "no_text", "why")]
    manifest = write(tmp_path, articles, outcomes)
    (file,) = manifest.of("articles")
    with pq.ParquetFile(tmp_path / file.path) as parquet:
        rows = parquet.read().to_pylist()
        assert parquet.metadata.row_group(0).column(0).compression == "ZSTD"
        assert parquet.schema_arrow.metadata[b"newsbeam.schema_version"]
    assert [row["publisher"] for row in rows] == ["A", "Z", None]
    assert {row["run_id"] for row in rows} == {"ab" * 16}
    assert {row["ingested_at"] for row in rows} == {START}
    (run,) = ds.dataset(tmp_path / manifest.of("runs")[0].path).to_table().to_pylist()
    assert dict(run["counts"]) == {
        "outcome.kept": 1,
        "outcome.rejected": 1,
        "reason.rejected.no_text": 1,
        "rows.articles": 3,
        "rows.outcomes": 2,
    }


def test_a_run_without_rows_is_a_run(tmp_path: Path) -> None:
    manifest = write(tmp_path, [], [])
    assert [file.table for file in manifest.files] == ["runs"]


def test_many_rows_are_spread_over_files_and_none_is_lost(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(tables, "ROWS_PER_FILE", 30)
    articles = [article(f"n{number}") for number in range(100)]
    manifest = write(tmp_path, articles, [])
    assert len(manifest.of("articles")) == 4
    assert sum(file.rows for file in manifest.of("articles")) == 100
    ids = ds.dataset(tmp_path / "articles").to_table(columns=["article_id"]).column(0).to_pylist()
    assert sorted(ids) == sorted(row.article_id for row in articles)


def test_a_second_run_adds_to_the_first(tmp_path: Path) -> None:
    write(tmp_path, [article("a")], [])
    manifest = write(tmp_path, [article("b")], [], "cd" * 16)
    assert [file.rows for file in manifest.of("articles")] == [1, 1]
    assert not list(LocalStore(str(tmp_path)).list("_newsbeam/staging"))
