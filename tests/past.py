"""A past without files: the records that earlier runs would have committed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from schemas import Article, Entity, Story
from schemas.parquet import to_table

#: rows of a part: few, so that what is remembered comes in several
_ROWS = 2


class Rows:
    """Some rows of a table."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def read(self, columns: Sequence[str]) -> pa.Table:
        return self.table.select(list(columns))


class Remembered:
    """What is remembered, read as committed tables are."""

    def __init__(
        self, articles: Iterable[Article] = (), stories: Iterable[Story] = (), entities: Iterable[Entity] = ()
    ) -> None:
        records: dict[str, tuple[type, Iterable[Any]]] = {
            "articles": (Article, articles),
            "stories": (Story, stories),
            "entities": (Entity, entities),
        }
        self.tables = {name: to_table(record, rows) for name, (record, rows) in records.items()}

    def state(self) -> str:
        return "some"

    def parts(self, table: str, whole: bool = False) -> Iterator[Rows]:
        rows = self.tables[table]
        for start in range(0, len(rows), _ROWS):
            yield Rows(rows.slice(start, _ROWS))
