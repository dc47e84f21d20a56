"""What the layout of data files costs and saves readers: order, row groups and dictionaries, at analysts' questions.

    python -m benchmarks.reading [--articles 30000] [--days 10] [--rounds 5]

Tables of made-up articles are written once as runs and `newsbeam compact` write them (one file a day), and again with
one choice changed each; each question is put to DuckDB, Polars and pandas. Times are the processor's, in milliseconds,
the best of the rounds, so from the disk's cache; no reader uses more than one thread.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "1"

import duckdb
import polars
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas import TABLES, make_id
from schemas.parquet import arrow_schema
from transforms.io.encoding import SORT_KEYS, encode_table

BEGIN = datetime(2026, 9, 1, tzinfo=UTC)
PUBLISHERS, PEOPLE, ENTITIES = 200, 5_000, 40_000
QUOTES, MENTIONS = 3, 12


@dataclass(frozen=True)
class Layout:
    """One way to write the files; None leaves a choice as it is."""

    sort: dict[str, tuple[str, ...]] | None = None
    group_rows: int | None = None
    dictionaries: bool | None = None


LAYOUTS = {
    "as it is": Layout(),
    "not sorted": Layout(sort={}),
    "by time, by article": Layout(
        sort={"articles": ("published_at",), "quotes": ("article_id",), "mentions": ("article_id",)}
    ),
    "groups of 2,000 rows": Layout(group_rows=2_000),
    "one group a file": Layout(group_rows=10_000_000),
    "no dictionaries": Layout(dictionaries=False),
    "dictionaries for all": Layout(dictionaries=True),
}


@dataclass(frozen=True)
class Question:
    """Rows of a table in which a column lies between two values, or all of them, counted by a column."""

    table: str
    columns: tuple[str, ...]
    column: str = ""
    low: Any = None
    high: Any = None


_SEVENTH = make_id("article", "7")

QUESTIONS = {
    "one person's quotes": Question("quotes", ("text", "article_id"), "speaker", "Person 77", "Person 77"),
    "quotes by person": Question("quotes", ("speaker",)),
    "one paper's titles": Question("articles", ("title", "published_at"), "publisher", "Paper 42", "Paper 42"),
    "titles of two days": Question(
        "articles", ("title",), "published_at", BEGIN + timedelta(days=3), BEGIN + timedelta(days=5)
    ),
    "one article's text": Question("articles", ("text",), "article_id", _SEVENTH, _SEVENTH),
    "one name's mentions": Question("mentions", ("article_id", "text"), "entity_id", make_id("77"), make_id("77")),
    "one article's mentions": Question("mentions", ("text", "label"), "article_id", _SEVENTH, _SEVENTH),
    "mentions by name": Question("mentions", ("name",)),
}


def filled(table: str, columns: dict[str, list[Any]]) -> pa.Table:
    """Make an Arrow table of some columns; the others are null, or empty where they may not be."""
    schema, rows = arrow_schema(TABLES[table]), len(next(iter(columns.values())))
    arrays = []
    for field in schema:
        if field.name in columns:
            arrays.append(pa.array(columns[field.name], field.type))
        elif field.nullable:
            arrays.append(pa.nulls(rows, field.type))
        else:
            empty = {pa.string(): "", pa.binary(): b"", pa.int64(): 0, pa.float64(): 0.0}.get(field.type)
            arrays.append(
                pa.array([[] if empty is None and pa.types.is_list(field.type) else empty] * rows, field.type)
            )
    return pa.Table.from_arrays(arrays, schema=schema)


def days(articles: int, number: int) -> Iterator[dict[str, pa.Table]]:
    """Make the tables of each day: few publishers and people come often, most seldom."""
    dice = random.Random(7)
    words = [f"{dice.choice('bcdfglmnprst')}{dice.choice('aeiou')}{n:x}" for n in range(20_000)]
    often = {size: [1 / (rank + 1) for rank in range(size)] for size in (PUBLISHERS, PEOPLE, ENTITIES, len(words))}

    def pick(size: int, count: int) -> list[int]:
        return dice.choices(range(size), often[size], k=count)

    per_day = articles // number
    for day in range(number):
        ids = [make_id("article", str(day * per_day + place)) for place in range(per_day)]
        texts = [" ".join(words[n] for n in pick(len(words), 350)) for _ in ids]
        when = [BEGIN + timedelta(days=day, seconds=dice.randrange(86_400)) for _ in ids]
        stamp = BEGIN + timedelta(days=day + 1)
        speakers, named = pick(PEOPLE, QUOTES * per_day), pick(ENTITIES, MENTIONS * per_day)
        quoted = [ids[place // QUOTES] for place in range(QUOTES * per_day)]
        in_article = [ids[place // MENTIONS] for place in range(MENTIONS * per_day)]
        quotes = [texts[place // QUOTES][:150] for place in range(QUOTES * per_day)]
        yield {
            "articles": filled(
                "articles",
                {
                    "article_id": ids,
                    "text": texts,
                    "title": [text[:60] for text in texts],
                    "published_at": when,
                    "publisher": [f"Paper {n}" for n in pick(PUBLISHERS, per_day)],
                    "story_id": ids,
                    "ingested_at": [stamp] * per_day,
                    "run_id": [make_id(str(day))] * per_day,
                },
            ),
            "quotes": filled(
                "quotes",
                {
                    "quote_id": [make_id("q", str(day), str(n)) for n in range(len(quotes))],
                    "article_id": quoted,
                    "text": quotes,
                    "speaker": [f"Person {n}" for n in speakers],
                    "kind": ["direct"] * len(quotes),
                    "utterance_id": [make_id("u", text) for text in quotes],
                },
            ),
            "mentions": filled(
                "mentions",
                {
                    "article_id": in_article,
                    "entity_id": [make_id(str(n)) for n in named],
                    "name": [f"Name {n}" for n in named],
                    "text": [f"Name {n}" for n in named],
                    "label": ["ORG" if n % 3 else "PERSON" for n in named],
                    "start": list(range(len(named))),
                },
            ),
        }


def write(root: Path, layout: Layout, some: list[dict[str, pa.Table]]) -> int:
    """Write the tables of all days in one layout; returns the bytes."""
    size = 0
    for day, tables in enumerate(some):
        for name, table in tables.items():
            folder = root / name / f"ingest_date={BEGIN + timedelta(days=day):%Y-%m-%d}"
            folder.mkdir(parents=True)
            data = encode_table(name, table)
            if layout != Layout():
                data = _rewritten(name, table, data, layout)
            size += (folder / "part.parquet").write_bytes(data)
    return size


def _rewritten(name: str, table: pa.Table, data: bytes, layout: Layout) -> bytes:
    """Write a table as it is written, but for what the layout changes."""
    file = pq.ParquetFile(pa.BufferReader(data))
    held = [file.metadata.row_group(0).column(n) for n in range(file.metadata.num_columns)]
    dictionaries: Any = [column.path_in_schema for column in held if column.has_dictionary_page]
    keys = SORT_KEYS[name] if layout.sort is None else layout.sort.get(name, ())
    sink = pa.BufferOutputStream()
    pq.write_table(
        table.sort_by([(key, "ascending") for key in keys]) if keys else table,
        sink,
        compression="zstd",
        use_dictionary=dictionaries if layout.dictionaries is None else layout.dictionaries,
        row_group_size=layout.group_rows or file.metadata.row_group(0).num_rows,
        write_page_index=True,
    )
    return bytes(sink.getvalue())


def by_duckdb(root: Path, asked: Question) -> int:
    """Put a question to DuckDB; returns the rows of the answer."""
    files = f"'{root}/{asked.table}/**/*.parquet'"
    if not asked.column:
        (key,) = asked.columns
        return len(DUCKDB.execute(f"SELECT {key}, count(*) FROM {files} GROUP BY 1").fetchall())
    sql = f"SELECT {', '.join(asked.columns)} FROM {files} WHERE {asked.column} BETWEEN ? AND ?"
    return len(DUCKDB.execute(sql, [asked.low, asked.high]).fetchall())


def by_polars(root: Path, asked: Question) -> int:
    """Put a question to Polars."""
    frame = polars.scan_parquet(root / asked.table / "**/*.parquet")
    if not asked.column:
        return len(frame.group_by(asked.columns).len().collect())
    chosen = frame.filter(polars.col(asked.column).is_between(polars.lit(asked.low), polars.lit(asked.high)))
    return len(chosen.select(asked.columns).collect())


def by_pandas(root: Path, asked: Question) -> int:
    """Put a question to pandas, with the filters that PyArrow takes."""
    import pandas  # type: ignore[import-untyped]

    columns = list(asked.columns)
    if not asked.column:
        return len(pandas.read_parquet(root / asked.table, columns=columns).value_counts(columns))
    between = (pc.field(asked.column) >= asked.low) & (pc.field(asked.column) <= asked.high)
    return len(pandas.read_parquet(root / asked.table, columns=columns, filters=between))


READERS: dict[str, Callable[[Path, Question], int]] = {"DuckDB": by_duckdb, "Polars": by_polars, "pandas": by_pandas}
DUCKDB = duckdb.connect(config={"threads": 1})


def main() -> None:
    """Print a table for each reader: a row for each layout, a column for each question."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    pa.set_cpu_count(1)
    some = list(days(given.articles, given.days))
    times: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        sizes = {name: write(Path(folder) / str(n), layout, some) for n, (name, layout) in enumerate(LAYOUTS.items())}
        del some
        for question in QUESTIONS.values():
            for reader, ask in READERS.items():
                answers = set()
                for number, name in enumerate(LAYOUTS):
                    best = float("inf")
                    for _ in range(given.rounds):
                        began = time.process_time()
                        answers.add(ask(Path(folder) / str(number), question))
                        best = min(best, time.process_time() - began)
                    times.setdefault((reader, name), []).append(1_000 * best)
                assert len(answers) == 1, "the layouts answer alike"
    for reader in READERS:
        print(f"\n| {reader} | MB | {' | '.join(QUESTIONS)} |\n|---|{'---:|' * (len(QUESTIONS) + 1)}")
        for name in LAYOUTS:
            shown = " | ".join(f"{value:.1f}" for value in times[reader, name])
            print(f"| {name} | {sizes[name] / 1e6:.1f} | {shown} |")


if __name__ == "__main__":
    main()
