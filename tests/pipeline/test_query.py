"""query, sql, verify and schema over a small ROOT."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from pipeline.__main__ import main
from pipeline.query import connect
from pipeline.views import VIEWS
from schemas import TABLES
from tests.roots import two_articles


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("root")
    two_articles(path)
    return path


@pytest.mark.parametrize("name", [*TABLES, *VIEWS])
def test_every_table_and_view_can_be_read(root: Path, name: str) -> None:
    connect(str(root)).sql(f"SELECT * FROM {name}").fetchall()


def test_a_merged_speaker_is_told_by_the_name_that_holds(root: Path) -> None:
    rows = connect(str(root)).sql("SELECT DISTINCT speaker_name FROM quotes_in_context").fetchall()
    assert rows == [("Ada Venn",)]


def test_an_utterance_tells_who_carried_it_and_how_it_was_cut(root: Path) -> None:
    sql = "SELECT text, first_publisher, publishers, articles, shortest < longest FROM utterances"
    words = "We will rebuild the bridge before winter"
    assert connect(str(root)).sql(sql).fetchall() == [(words, "Herald", ["Herald", "Post"], 2, True)]


def test_the_printed_views_work_in_a_session_of_ones_own(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sql", "--root", str(root)]) == 0
    printed = capsys.readouterr().out
    session = duckdb.connect()
    # tables without files cannot be read by glob: leave out the one that this ROOT has not
    session.execute("".join(part for part in printed.split("\n\n") if "VIEW feeds" not in part))
    assert session.sql("SELECT count(*) FROM quotes_in_context").fetchall() == [(2,)]


def test_an_answer_can_be_had_in_every_format(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["query", "SELECT publisher, authors FROM articles ORDER BY 1", "--root", str(root)]
    assert main([*ask, "--format", "json"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"publisher": "Herald", "authors": []},
        {"publisher": "Post", "authors": []},
    ]
    assert main([*ask, "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines() == ["publisher,authors", "Herald,[]", "Post,[]"]
    assert main([*ask]) == 0
    assert "Herald" in capsys.readouterr().out
    target = tmp_path / "answer.parquet"
    assert main([*ask, "--format", "parquet", "--to", str(target)]) == 0
    assert duckdb.sql(f"SELECT count(*) FROM '{target}'").fetchall() == [(2,)]


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "SELECT '=1+1' AS x, -1 AS n", "--root", str(root), "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "'=1+1,-1"


@pytest.mark.parametrize(
    ("sql", "told"), [("SELECT nothing FROM articles", "nothing"), ("SELEC 1", "syntax"), ("FROM nowhere", "nowhere")]
)
def test_a_wrong_statement_is_told_in_words(
    root: Path, sql: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", sql, "--root", str(root)]) == 2
    assert told in capsys.readouterr().err


def test_a_folder_without_a_run_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "SELECT 1", "--root", str(tmp_path)]) == 2
    assert "no run has committed" in capsys.readouterr().err


def test_a_sound_root_verifies(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--root", str(root)]) == 0
    assert "none broken" in capsys.readouterr().out


def test_a_changed_or_missing_file_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = two_articles(tmp_path)
    (tmp_path / manifest.of("quotes")[0].path).write_bytes(b"PAR1")
    (tmp_path / manifest.of("stories")[0].path).unlink()
    assert main(["verify", "--root", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "checksum" in told
    assert "missing" in told


@pytest.mark.parametrize("form", ["markdown", "bigquery", "spark"])
def test_every_column_is_in_every_schema(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--format", form]) == 0
    printed = capsys.readouterr().out
    for name, record in TABLES.items():
        assert name in printed
        assert all(column in printed for column in record.__dataclass_fields__)


def test_the_data_dictionary_in_docs_is_the_one_the_records_give(capsys: pytest.CaptureFixture[str]) -> None:
    main(["schema"])
    assert Path("docs/data-dictionary.md").read_text("utf-8") == capsys.readouterr().out
