"""What a report is made of: rows of a ROOT, column by column, small enough to travel inside a page."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

import duckdb

from pipeline.report.rows import BASE, ROWS
from pipeline.report.utterances import fold_quotes

#: articles that one page holds and still opens in two seconds
MOST_ARTICLES = 20_000

Columns = dict[str, list[Any]]


def gather(
    database: duckdb.DuckDBPyConnection, root: str, first: date | None, last: date | None, most: int = MOST_ARTICLES
) -> dict[str, Any]:
    """Ask the views of a ROOT for everything that a report shows; each table is a dict of equally long columns.

    With more than `most` articles in the range, the stories with the fewest voices are left out and counted.
    """
    database.execute("SET TimeZone = 'UTC'")
    given = {"first": first, "last": last, "most": most}
    for name, select in BASE.items():
        names = {key: value for key, value in given.items() if f"${key}" in select}
        database.execute(f"CREATE TEMP TABLE {name} AS {_typed(select)}", names)
    tables = {name: columns(database, select) for name, select in ROWS.items()}
    tables["articles"]["url"] = [web_address(url) for url in tables["articles"]["url"]]
    tables["outcomes"]["url"] = [web_address(url) for url in tables["outcomes"]["url"]]
    tables["utterances"] = fold_quotes(tables.pop("quotes"))
    in_range = database.execute("SELECT count(*) FROM in_range").fetchone() or (0,)
    shown = len(tables["articles"]["id"])
    about = {
        "root": root,
        "from": first and first.isoformat(),
        "to": last and last.isoformat(),
        "articles": shown,
        "stories": len(tables["stories"]["id"]),
        "left_out": in_range[0] - shown,
        "made": max(tables["runs"]["finished"], default=None),
    }
    return {"about": about, **tables}


def _typed(select: str) -> str:
    """Say of the range's ends that they are days, as a NULL does not tell."""
    return select.replace("$first", "$first::DATE").replace("$last", "$last::DATE")


def columns(database: duckdb.DuckDBPyConnection, select: str) -> Columns:
    """Run a SELECT and return its answer as lists by column name."""
    answer = database.execute(select)
    names = [column[0] for column in answer.description or ()]
    rows = answer.fetchall()
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def web_address(url: str | None) -> str | None:
    """Return a URL that may become a link: http or https with a host, or None."""
    if not url or any(character <= " " for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
