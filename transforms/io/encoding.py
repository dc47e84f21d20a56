"""The bytes of a data file: Parquet as analysts like it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.parquet import SCHEMA_VERSION, to_table

#: the order of rows within a file: what is asked for together lies together, and min/max statistics can skip
SORT_KEYS: dict[str, tuple[str, ...]] = {
    "articles": ("publisher", "published_at", "article_id"),
    "article_links": ("article_id", "other_id"),
    "mentions": ("entity_id", "article_id", "start"),
    "entities": ("label", "name", "entity_id"),
    "quotes": ("speaker", "article_id", "start", "end", "quote_id"),
    "stories": ("first_published_at", "story_id"),
    "outcomes": ("outcome", "reason", "input_uri"),
    "feeds": ("feed_url",),
    "runs": ("started_at",),
}
#: columns whose values repeat, where a dictionary pays; elsewhere it would only be tried and dropped. With those of the
#: ids DuckDB finds one article's mentions in less than half the time (benchmarks/reading.py).
_DICTIONARIES = frozenset(
    (
        *("article_id", "entity_id", "story_id", "speaker_entity_id"),
        *("source_kind", "feed_url", "publisher", "origin_publisher", "language", "copy_kind", "signature_scheme"),
        *("publisher_source", "title_source", "authors_source", "published_at_source", "run_id"),
        *("label", "name", "kind", "speaker", "cue", "outcome", "stage", "reason", "status"),
    )
)
#: the column that is another value in each row of a table
_KEYS = {"articles": "article_id", "entities": "entity_id", "stories": "story_id"}
#: rows of a row group: in the file of a large day one name's mentions are found in half the time that one group costs,
#: for 3 % more bytes; groups of 2,000 cost 13 % and slow down whole columns (benchmarks/reading.py)
_GROUP_ROWS = 10_000


def encode(name: str, record: type, rows: Sequence[Any]) -> bytes:
    """Write the rows of one table as one Parquet file: sorted, zstd, with statistics and column comments."""
    return encode_table(name, to_table(record, rows))


def encode_table(name: str, table: pa.Table) -> bytes:
    """Write an Arrow table as a file of the table of that name."""
    table = table.sort_by([(key, "ascending") for key in SORT_KEYS[name]])
    footer = {"newsbeam.table": name, "newsbeam.schema_version": SCHEMA_VERSION}
    table = table.replace_schema_metadata(footer)
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        compression="zstd",
        use_dictionary=[path for path in table.column_names if path in _DICTIONARIES and path != _KEYS.get(name)],
        row_group_size=_GROUP_ROWS,
        sorting_columns=pq.SortingColumn.from_ordering(table.schema, [(key, "ascending") for key in SORT_KEYS[name]]),
        write_page_index=True,
    )
    return bytes(sink.getvalue())


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file in hex."""
    return hashlib.sha256(data).hexdigest()
