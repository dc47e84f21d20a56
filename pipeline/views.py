"""The views that `newsbeam query` and `newsbeam sql` put over the tables, as DuckDB SQL.

Each is one SELECT over the tables or over views before it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

from schemas import TABLES
from schemas.parquet import sql_type

#: name -> (what one row is, SELECT)
VIEWS: dict[str, tuple[str, str]] = {
    "latest_entities": (
        "one entity as known now; `known_as` is the entity it was merged into, or itself",
        """
        WITH RECURSIVE last AS (
            SELECT * FROM entities QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY updated_at DESC) = 1
        ), ends AS (
            SELECT entity_id, entity_id AS known_as, alias_of AS next, 0 AS steps FROM last
            UNION ALL
            SELECT ends.entity_id, last.entity_id, last.alias_of, steps + 1
            FROM ends JOIN last ON last.entity_id = ends.next WHERE steps < 20
        )
        SELECT last.*, ends.known_as FROM last JOIN ends USING (entity_id)
        QUALIFY row_number() OVER (PARTITION BY last.entity_id ORDER BY ends.steps DESC) = 1
        """,
    ),
    "latest_stories": (
        "one story as known now; stories that were merged into others are left out",
        """
        SELECT * FROM stories
        QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY updated_at DESC) = 1 AND merged_into IS NULL
        """,
    ),
    "independent_articles": (
        "one article that is no copy of another",
        "SELECT * FROM articles WHERE copy_of IS NULL",
    ),
    "quotes_in_context": (
        "one row of quotes with its article, its story and the speaker as known now",
        """
        SELECT q.*, coalesce(now.name, q.speaker) AS speaker_name, now.entity_id AS speaker_id,
               now.label AS speaker_label, a.publisher, a.title, a.url, a.published_at, a.language, a.story_id,
               a.copy_of IS NOT NULL AS in_copy
        FROM quotes q
        JOIN articles a USING (article_id)
        LEFT JOIN latest_entities e ON e.entity_id = q.speaker_entity_id
        LEFT JOIN latest_entities now ON now.entity_id = e.known_as
        """,
    ),
    "utterances": (
        "the same words by the same speaker: the fullest version, who carried it first, and who else",
        """
        SELECT utterance_id, arg_max(text, length(text)) AS text, min(kind) AS kind,
               min(speaker_name) AS speaker_name, min(speaker_id) AS speaker_id,
               min(published_at) AS first_published_at,
               arg_min(publisher, published_at) AS first_publisher,
               list(DISTINCT publisher ORDER BY publisher) FILTER (publisher IS NOT NULL) AS publishers,
               count(DISTINCT article_id) AS articles, min(length(text)) AS shortest, max(length(text)) AS longest
        FROM quotes_in_context GROUP BY utterance_id
        """,
    ),
    "quotations": (
        "one quotation in one article; the parts that a cue interrupts are put together, named by the first",
        """
        WITH RECURSIVE parts AS (
            SELECT quote_id, quote_id AS first_id FROM quotes
            WHERE continues IS NULL OR continues NOT IN (SELECT quote_id FROM quotes)
            UNION ALL
            SELECT q.quote_id, first_id FROM quotes q JOIN parts ON q.continues = parts.quote_id
        ), texts AS (
            SELECT first_id, string_agg(text, ' … ' ORDER BY start) AS text, count(*) AS parts
            FROM parts JOIN quotes USING (quote_id) GROUP BY first_id
        )
        SELECT q.* REPLACE (texts.text AS text), texts.parts
        FROM texts JOIN quotes_in_context q ON q.quote_id = texts.first_id
        """,
    ),
    "articles_nested": (
        "one article with its mentions and quotes as lists",
        """
        SELECT a.*, m.mentions, q.quotes FROM articles a
        LEFT JOIN (SELECT article_id, list(m ORDER BY m.start) AS mentions FROM mentions m GROUP BY article_id) m
          USING (article_id)
        LEFT JOIN (SELECT article_id, list(q ORDER BY q.start) AS quotes FROM quotes q GROUP BY article_id) q
          USING (article_id)
        """,
    ),
}


def table_view(name: str, files: list[str] | None) -> str:
    """Return the SELECT that reads a table from Parquet files; a table without files has its columns and no rows."""
    if files:
        listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        return f"SELECT * FROM read_parquet([{listed}], union_by_name = true, hive_partitioning = true)"
    hints = get_type_hints(TABLES[name])
    columns = [f"NULL::{sql_type(hints[item.name])} AS {item.name}" for item in dataclasses.fields(TABLES[name])]
    return f"SELECT {', '.join(columns)} WHERE false"


def script(root: str) -> Iterator[str]:
    """Yield the statements that define every table and view over a ROOT, read by glob, for any DuckDB session."""
    for name in TABLES:
        # DuckDB refuses a glob without files, and a ROOT has a table's folder from its first row on
        files = [f"{root}/{name}/**/*.parquet"] if "://" in root or Path(root, name).is_dir() else None
        yield f"CREATE OR REPLACE VIEW {name} AS {table_view(name, files)};"
    for name, (comment, select) in VIEWS.items():
        body = "\n".join(line[8:] if line.startswith(" " * 8) else line for line in select.strip("\n").splitlines())
        yield f"-- {name}: {comment}\nCREATE OR REPLACE VIEW {name} AS\n{body.rstrip()};"
