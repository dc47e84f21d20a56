"""`newsbeam query` and `newsbeam sql`: the tables of a ROOT in DuckDB, with ready views."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import Any

import duckdb

from pipeline.flags import end
from pipeline.views import VIEWS, script, table_view
from schemas import TABLES
from transforms.io.manifest import place_of, read_manifest
from transforms.io.memory import read_columns
from transforms.io.store import LocalStore, StoreError, open_store

FORMATS = ("table", "csv", "json", "parquet")


def connect(root: str) -> duckdb.DuckDBPyConnection:
    """Open an in-memory database with a view for each table and each ready view, over what ROOT has committed.

    Raises:
        StoreError: ROOT holds no committed run.
    """
    store = open_store(root)
    manifest = read_manifest(store)
    if manifest.run_id is None:
        raise StoreError(f"{root}: no run has committed here; name the folder that --output named")
    database = duckdb.connect()
    for name in TABLES:
        live = manifest.of(name)
        if isinstance(store, LocalStore) or not live:
            select = table_view(name, [store.open(place_of(store, file)) for file in live])
            database.execute(f"CREATE VIEW {name} AS {select}")
        else:
            import pyarrow as pa

            columns = [item.name for item in dataclasses.fields(TABLES[name])]
            parts = [read_columns(store, file, columns) for file in live]
            database.register(name, pa.concat_tables(parts, promote_options="default"))
    for name, (_, select) in VIEWS.items():
        database.execute(f"CREATE VIEW {name} AS {select}")
    return database


def query(root: str, sql: str, form: str, target: str | None) -> int:
    """Run one statement over the views of a ROOT and print or store what it answers; returns the exit status."""
    try:
        relation = connect(root).sql(sql)
    except StoreError as error:
        return end(str(error))
    except duckdb.Error as error:
        return end(str(error))
    if relation is None:
        return 0
    if form == "parquet":
        if target is None:
            return end("--format parquet: name the file with --to")
        relation.write_parquet(target, compression="zstd")
    elif target is not None:
        with open(target, "w", encoding="utf-8", newline="") as file:
            _print(relation, form, file)
    else:
        _print(relation, form, sys.stdout)
    return 0


def show_sql(root: str) -> int:
    """Print the definitions of all views, to be pasted into any DuckDB session; returns the exit status."""
    print("\n\n".join(script(root)))
    return 0


def _print(relation: Any, form: str, file: Any) -> None:
    names = relation.columns
    if form == "table":
        file.write(str(relation))
    elif form == "json":
        for row in relation.fetchall():
            file.write(json.dumps(dict(zip(names, row, strict=True)), default=str, ensure_ascii=False) + "\n")
    else:
        import csv

        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for row in relation.fetchall():
            writer.writerow([_cell(value) for value in row])


def _cell(value: Any) -> Any:
    """Write a value so that no spreadsheet takes a text for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    if isinstance(value, (list, dict)):
        return json.dumps(value, default=str, ensure_ascii=False)
    return value
