"""`newsbeam show`: one article with its entities and quotes marked."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.flags import end
from pipeline.query import connect
from transforms.io.store import StoreError

#: SGR codes of what is marked; entities by what they are
_COLOURS = {"quote": "32", "speaker": "1;36", "cue": "33", "PERSON": "1", "ORG": "35", "GPE": "34", "LOC": "34"}
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text with what it is; `sign` is printed behind it where there are no colours."""

    start: int
    end: int
    kind: str
    sign: str


def show(root: str, article: str) -> int:
    """Print the article whose id begins so, or that has this URL; returns the exit status."""
    try:
        database = connect(root)
    except StoreError as error:
        return end(str(error))
    found = database.execute(
        "SELECT * FROM articles WHERE starts_with(article_id, $1) OR url = $1 OR source_uri = $1 LIMIT 2", [article]
    ).fetchall()
    names = [column[0] for column in database.description or ()]
    if len(found) != 1:
        return end(f"{article}: {'names several articles; give more of the id' if found else 'no such article'}")
    row = dict(zip(names, found[0], strict=True))
    home = row["copy_of"] if row["copy_kind"] == "exact" else row["article_id"]
    quotes = database.execute("SELECT * FROM quotes_in_context WHERE article_id = ? ORDER BY start", [home])
    columns = [column[0] for column in quotes.description or ()]
    said = [dict(zip(columns, values, strict=True)) for values in quotes.fetchall()]
    mentions = database.execute(
        'SELECT start, "end", label, name FROM mentions WHERE article_id = ?', [home]
    ).fetchall()
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    marks = [Mark(start, end, label, "") for start, end, label, _ in mentions if label in _COLOURS] if coloured else []
    print("\n".join([*_head(row), "", *_body(row["text"], [*marks, *_quote_marks(said)], coloured), "", *_list(said)]))
    return 0


def _head(row: dict[str, Any]) -> Iterator[str]:
    yield row["title"] or "(no title)"
    told = (row["publisher"], row["published_at"] and f"{row['published_at']:%Y-%m-%d %H:%M %Z}", row["url"])
    yield " · ".join(str(part) for part in (*told, ", ".join(row["authors"])) if part)
    if row["copy_of"]:
        yield f"{row['copy_kind']} copy of {row['copy_of']} ({row['copy_score']:.0%} of its words)"


def _quote_marks(said: list[dict[str, Any]]) -> Iterator[Mark]:
    for number, quote in enumerate(said, 1):
        yield Mark(quote["start"], quote["end"], "quote", f"[{number}]")
        if quote["speaker_start"] is not None:
            yield Mark(quote["speaker_start"], quote["speaker_end"], "speaker", "")
        if quote["cue_start"] is not None:
            yield Mark(quote["cue_start"], quote["cue_end"], "cue", "")


def mark(text: str, marks: list[Mark], coloured: bool) -> str:
    """Put colours around the marked stretches and signs behind them; marks may overlap, the later begun shows."""
    edges: dict[int, list[str]] = {}
    for item in marks:
        edges.setdefault(item.end, []).append(item.sign)
    out, open_marks = [], sorted(marks, key=lambda item: (item.start, -item.end))
    shown = ""
    for place in range(len(text) + 1):
        signs = "".join(edges.get(place, []))
        inside = [item for item in open_marks if item.start <= place < item.end] if coloured else []
        colour = _COLOURS[inside[-1].kind] if inside else ""
        if (colour != shown or signs) and shown:
            out.append("\x1b[0m")
            shown = ""
        out.append(signs)
        if colour and colour != shown:
            out.append(f"\x1b[{colour}m")
        shown = colour
        out.append(text[place : place + 1])
    return "".join(out)


def _body(text: str, marks: list[Mark], coloured: bool) -> Iterator[str]:
    for paragraph in mark(text, marks, coloured).split("\n"):
        yield textwrap.fill(paragraph, _WIDTH) if not coloured else paragraph


def _list(said: list[dict[str, Any]]) -> Iterator[str]:
    for number, quote in enumerate(said, 1):
        who, cue = quote["speaker_name"] or "(nobody named)", quote["cue"] or ""
        yield f"[{number}] {quote['kind']:8} {who}{' · ' if cue else ''}{cue} ({quote['confidence']:.2f})"
