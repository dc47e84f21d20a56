"""The Arrow schema of a record, and records through a table and back."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from schemas import TABLES, Article, Removed, Run
from schemas.parquet import arrow_schema, from_table, to_table
from tests.records import article


@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_a_comment(name: str) -> None:
    for field in arrow_schema(TABLES[name]):
        assert field.metadata, f"{name}.{field.name} says nothing about itself"


def test_types_are_those_of_the_contract() -> None:
    schema = arrow_schema(Article)
    assert schema.field("article_id") == pa.field("article_id", pa.string(), nullable=False)
    assert schema.field("published_at") == pa.field("published_at", pa.timestamp("us", tz="UTC"))
    assert schema.field("authors").type.value_type == pa.string()
    assert schema.field("boilerplate").type.value_type.field("reason").type == pa.string()
    assert arrow_schema(Run).field("counts").type == pa.map_(pa.string(), pa.int64())


def test_a_record_comes_back_as_it_went() -> None:
    row = article(
        authors=("A. Author", "B. Author"),
        boilerplate=(Removed("Share this", "share"),),
        published_at=datetime(2026, 9, 1, 8, 30, tzinfo=UTC),
        signature=b"\x00\xff",
    )
    assert list(from_table(Article, to_table(Article, [row]))) == [row]


def test_counts_come_back_as_a_dict() -> None:
    now = datetime(2026, 9, 1, tzinfo=UTC)
    run = Run("ab", now, now, "0", "m", "{}", {"rows.articles": 3})
    assert list(from_table(Run, to_table(Run, [run]))) == [run]


def test_a_file_of_an_older_version_reads_with_defaults() -> None:
    table = to_table(Article, [article()]).drop_columns(["version", "text"])
    (row,) = from_table(Article, table)
    assert (row.version, row.text) == (1, "")


def test_a_type_without_a_column_is_refused() -> None:
    @dataclasses.dataclass(frozen=True)
    class Strange:
        value: complex

    with pytest.raises(TypeError, match="complex"):
        arrow_schema(Strange)
