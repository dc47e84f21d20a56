"""What must hold of the tables of a ROOT, as DuckDB SQL: each rule selects what breaks it, with a column `what`."""

from __future__ import annotations


def _unique(table: str, *key: str) -> str:
    columns = ", ".join(key)
    return f"SELECT concat_ws(' ', {columns}) AS what FROM {table} GROUP BY {columns} HAVING count(*) > 1"


def _slice(table: str, text: str, start: str, end: str) -> str:
    """Offsets count code points from 0; DuckDB's substring counts them from 1."""
    return f"""
        SELECT t.article_id || ' ' || t.{start} AS what FROM {table} t JOIN articles a USING (article_id)
        WHERE t.{text} IS NOT NULL
          AND substring(a.text, t.{start} + 1, t.{end} - t.{start}) IS DISTINCT FROM t.{text}"""


def _known(table: str, column: str, other: str, key: str) -> str:
    dangling = f"{column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {other})"
    return f"SELECT DISTINCT {column} AS what FROM {table} WHERE {dangling}"


#: rule -> SQL; a rule holds when its SQL selects nothing
RULES: dict[str, str] = {
    "articles: article_id is unique": _unique("articles", "article_id"),
    "quotes: quote_id is unique": _unique("quotes", "quote_id"),
    "runs: run_id is unique": _unique("runs", "run_id"),
    "entities: one row a run": _unique("entities", "entity_id", "updated_at"),
    "stories: one row a run": _unique("stories", "story_id", "updated_at"),
    "outcomes: every input once a run": _unique("outcomes", "run_id", "input_uri", "coalesce(feed_url, '')"),
    "mentions: no span twice": _unique("mentions", "article_id", '"start"', '"end"'),
    "mentions: text is the slice": _slice("mentions", "text", '"start"', '"end"'),
    "quotes: text is the slice": _slice("quotes", "text", '"start"', '"end"'),
    "quotes: speaker_text is the slice": _slice("quotes", "speaker_text", "speaker_start", "speaker_end"),
    "quotes: cue is the slice": _slice("quotes", "cue", "cue_start", "cue_end"),
    "articles: run_id is a run": _known("articles", "run_id", "runs", "run_id"),
    "articles: story_id is a story": _known("articles", "story_id", "stories", "story_id"),
    "articles: copy_of is an article": _known("articles", "copy_of", "articles", "article_id"),
    "mentions: article_id is an article": _known("mentions", "article_id", "articles", "article_id"),
    "mentions: entity_id is an entity": _known("mentions", "entity_id", "entities", "entity_id"),
    "quotes: article_id is an article": _known("quotes", "article_id", "articles", "article_id"),
    "quotes: speaker_entity_id is an entity": _known("quotes", "speaker_entity_id", "entities", "entity_id"),
    "entities: alias_of is an entity": _known("entities", "alias_of", "entities", "entity_id"),
    "article_links: article_id is an article": _known("article_links", "article_id", "articles", "article_id"),
    "article_links: other_id is an article": _known("article_links", "other_id", "articles", "article_id"),
    "stories: lead_article_id is an article": _known("stories", "lead_article_id", "articles", "article_id"),
    "articles: a copy is in its original's story": """
        SELECT c.article_id AS what FROM articles c JOIN articles o ON o.article_id = c.copy_of
        WHERE c.story_id <> o.story_id""",
    "copies: exact ones have no mentions or quotes": """
        SELECT article_id AS what FROM articles WHERE copy_kind = 'exact' AND article_id IN
        (SELECT article_id FROM mentions UNION ALL SELECT article_id FROM quotes)""",
    "stories: counts are those of the articles": """
        SELECT s.story_id AS what FROM latest_stories s JOIN (
            SELECT story_id, count(*) AS n, count(*) FILTER (copy_of IS NULL) AS own FROM articles GROUP BY story_id
        ) a USING (story_id) WHERE s.article_count <> a.n OR s.independent_count <> a.own""",
    "outcomes: every article was kept or a copy once": """
        SELECT article_id AS what FROM articles LEFT JOIN outcomes o USING (article_id)
        GROUP BY article_id HAVING count(*) FILTER (o.outcome IN ('kept', 'copy')) <> 1""",
    "outcomes: what was rejected or failed has a reason": """
        SELECT input_uri AS what FROM outcomes WHERE outcome IN ('rejected', 'failed') AND reason IS NULL""",
}
