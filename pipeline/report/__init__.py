"""`newsbeam report`: what a ROOT holds, as one HTML file that needs nothing but a browser."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import duckdb

from pipeline.query import connect
from pipeline.report.gather import MOST_ARTICLES, gather
from pipeline.report.html import write_html
from transforms.io.store import StoreError


def report(root: str, first: date | None, last: date | None, target: str, most: int = MOST_ARTICLES) -> int:
    """Write the report of a ROOT, or of the days from `first` to `last`, to a file; returns the exit status."""
    if first and last and first > last:
        return _end(f"--from {first} lies after --to {last}; swap them")
    try:
        gathered = gather(connect(root), root, first, last, most)
    except (StoreError, duckdb.Error) as error:
        return _end(str(error))
    page = write_html(gathered)
    path = Path(target)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(page, "utf-8")
        part.replace(path)
    except OSError as error:
        return _end(f"{target}: cannot be written ({error.strerror}); name another file with --out")
    totals = gathered["about"]
    size = f"{path.stat().st_size / 1e6:.1f} MB"
    print(
        f"{target}: {_plural(totals['stories'], 'story', 'stories')}, "
        f"{_plural(totals['articles'], 'article', 'articles')}, {size}"
    )
    if totals["left_out"]:
        print(f"left out: {totals['left_out']:,} articles of the stories with the fewest voices; raise --limit")
    return 0


def _plural(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _end(message: str) -> int:
    print(f"newsbeam report: {message}", file=sys.stderr)
    return 2
