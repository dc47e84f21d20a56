"""Memory: what earlier runs committed, read back from their tables. There is no other store that could drift."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pyarrow.parquet as pq

from schemas import Article, Entity, Story
from schemas.parquet import from_table
from transforms.io.manifest import DataFile, Manifest
from transforms.io.store import Store, open_store

R = TypeVar("R", Entity, Story)

#: what later runs look at in an article: its identity, its age, and what copies, versions and stories are found by
_REMEMBERED = (
    *("article_id", "source_uri", "source_kind", "url", "canonical_url", "publisher", "origin_publisher", "language"),
    *("published_at", "fetched_at", "ingested_at", "version", "supersedes", "signature", "signature_scheme", "sketch"),
    *("word_count", "copy_of", "copy_kind", "terms", "story_id"),
)


@dataclass(frozen=True, slots=True)
class Memory:
    """What a run remembers: the live files of a ROOT at its start. It travels to workers and reads there."""

    root: str
    manifest: Manifest
    #: articles taken in before this are forgotten by copies and stories (not by `article_ids`)
    since: datetime

    def article_ids(self) -> frozenset[str]:
        """Return the ids of all articles ever committed."""
        files = self._read("articles", ["article_id"], whole=True)
        return frozenset(article_id for rows in files for article_id in rows.column("article_id").to_pylist())

    def articles(self) -> Iterator[Article]:
        """Yield the articles since the horizon, with what later runs look at; other fields are empty."""
        for rows in self._read("articles", list(_REMEMBERED)):
            yield from from_table(Article, rows)

    def stories(self) -> list[Story]:
        """Return the latest row of each story that changed since the horizon, by id."""
        return self._latest("stories", Story, "story_id", whole=False)

    def entities(self) -> list[Entity]:
        """Return the latest row of each entity ever committed, by id."""
        return self._latest("entities", Entity, "entity_id", whole=True)

    def _latest(self, table: str, record: type[R], key: str, whole: bool) -> list[R]:
        found: dict[str, R] = {}
        for rows in self._read(table, [item.name for item in fields(record)], whole):
            for row in from_table(record, rows):
                known = found.get(getattr(row, key))
                if known is None or known.updated_at <= row.updated_at:
                    found[getattr(row, key)] = row
        return [found[name] for name in sorted(found)]

    def _read(self, table: str, columns: list[str], whole: bool = False) -> Iterator[Any]:
        store = open_store(self.root)
        day = f"{table}/ingest_date={self.since - timedelta(days=1):%Y-%m-%d}"
        for file in self.manifest.of(table):
            if whole or file.path >= day:
                yield read_columns(store, file, columns)


def read_columns(store: Store, file: DataFile, columns: list[str] | None) -> Any:
    """Read some or all columns of a data file as an Arrow table; columns the file does not have are left out."""
    with pq.ParquetFile(store.open(file.path)) as parquet:
        present = set(parquet.schema_arrow.names)
        return parquet.read(columns=columns and [name for name in columns if name in present])
