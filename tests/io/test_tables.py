"""WriteTables: every row once in its table, files that any reader can use, one run row that counts them."""

from __future__ import annotations

from pathlib import Path

import pyarrow.dataset as ds
import pyarrow.parquet as pq

from schemas import Article, Outcome
from tests.records import article
from tests.roots import START, commit_rows
from transforms.io import tables
from transforms.io.manifest import Manifest
from transforms.io.store import LocalStore


def write(root: Path, articles: list[Article], outcomes: list[Outcome], run_id: str = "ab" * 16) -> Manifest:
    return commit_rows(root, {"articles": articles, "outcomes": outcomes}, run_id)


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
