"""How large the report of many articles is, how soon it opens and how fast it filters, in a real Chromium.

Run from the repository's root: python -m benchmarks.report [ARTICLES]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.pipeline.browser import CHOOSE, OPENED, TYPE, browser, write_report
from tests.pipeline.report_rows import many

TRIES = 3
SEARCHES = ("bridge", "e", "outlet 7", "person 12 example", "no such words")
LISTS = {"stories": "publisher", "names": "label", "quotes": "publisher", "articles": "publisher"}


def measure(page_file: Path, chromium: Any) -> dict[str, float]:
    """Open a report and filter its lists: megabytes, and milliseconds; `worst` is the slowest filtering of any list.

    Each is the quickest of three tries, as whatever else a machine does only adds to the time.
    """
    figures = {"megabytes": page_file.stat().st_size / 1e6}
    opened = []
    for _ in range(TRIES):
        page = chromium.new_page()
        page.goto(page_file.as_uri())
        page.wait_for_timeout(300)
        opened.append(page.evaluate(OPENED))
        page.close()
    figures["open"] = min(opened)
    for name, select in LISTS.items():
        searched, chosen = [], []
        for _ in range(TRIES):
            page = chromium.new_page()
            page.goto(f"{page_file.as_uri()}#{name}")
            page.wait_for_timeout(1500)  # a reader's first second: searches are prepared while the browser is idle
            searched.append([page.evaluate(TYPE, text) for text in SEARCHES])
            chosen.append(page.evaluate(CHOOSE, select))
            page.close()
        figures[f"search {name}"] = max(min(tries) for tries in zip(*searched, strict=True))
        figures[f"filter {name}"] = min(chosen)
    figures["worst"] = max(ms for name, ms in figures.items() if name.startswith(("search", "filter")))
    return figures


def main(number: int) -> None:
    """Make that many articles and print the figures of their report."""
    with TemporaryDirectory() as folder:
        many(Path(folder) / "root", number)
        start = time.perf_counter()
        page_file = write_report(Path(folder) / "root", Path(folder) / "report.html")
        print(f"{number:,} articles, report written in {time.perf_counter() - start:.1f} s")
        with browser() as chromium:
            figures = measure(page_file, chromium)
        for name, figure in figures.items():
            print(f"{name:16} {figure:8.1f} {'MB' if name == 'megabytes' else 'ms'}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
