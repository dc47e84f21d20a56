"""A real browser for tests and measurements of the report."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode


def chromium() -> str:
    """Return the Chromium to use: the one that NEWSBEAM_CHROMIUM names, or the system's."""
    names = (os.environ.get("NEWSBEAM_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        raise RuntimeError("no Chromium: install the package chromium, or name one in NEWSBEAM_CHROMIUM")
    return found


@contextmanager
def browser() -> Iterator[Any]:
    """Start a headless Chromium; yields Playwright's browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            yield started
        finally:
            started.close()


def write_report(root: Path, target: Path) -> Path:
    """Write the report of a whole ROOT."""
    from pipeline.report import report

    assert report(str(root), None, None, str(target)) == 0
    return target


#: the pages of a report that are no page of one thing
ROUTES = ("stories", "names", "quotes", "articles", "charts", "health")


def routes(root: Path) -> list[str]:
    """Name every kind of page of a report, with one page of each thing."""
    from pipeline.query import connect

    database = connect(str(root))
    found = [
        (name, database.sql(sql).fetchall())
        for name, sql in (
            ("story", "SELECT story_id FROM latest_stories ORDER BY article_count DESC, story_id LIMIT 1"),
            ("entity", "SELECT known_as FROM latest_entities JOIN mentions USING (entity_id) ORDER BY 1 LIMIT 1"),
            ("article", "SELECT article_id FROM articles ORDER BY copy_of IS NULL, article_id LIMIT 1"),
        )
    ]
    feeds = database.sql("SELECT DISTINCT feed_url FROM feeds ORDER BY 1").fetchall()
    things = [f"{name}/{rows[0][0]}" for name, rows in found]
    return [*ROUTES, *things, *(f"feed?{urlencode({'url': url})}" for (url,) in feeds), "story/none", "nowhere"]


def address(root: Path) -> str:
    """Return the address of the report beside a ROOT."""
    return root.with_suffix(".html").as_uri()


def show(page: Any, root: Path, route: str) -> None:
    """Open a page of a report."""
    page.goto("about:blank")
    page.goto(f"{address(root)}#{route}")
    page.wait_for_selector("main h1")


def found(page: Any) -> int:
    """Return how many rows a page says that it has."""
    return int(re.match(r"[\d,]+", page.inner_text("p.found"))[0].replace(",", ""))


#: types a text into the first search field and returns the milliseconds until the list stands again, laid out
TYPE = """text => {
    const field = document.querySelector("main input[type=search]"), start = performance.now();
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - start;
}"""

#: chooses the second option of a select and returns the milliseconds likewise
CHOOSE = """name => {
    const field = document.querySelector(`main select[name=${name}]`), start = performance.now();
    field.selectedIndex = 1;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - start;
}"""

#: milliseconds from the start of navigation until the page is loaded and painted
OPENED = """() => {
    const { loadEventEnd } = performance.getEntriesByType("navigation")[0];
    const painted = performance.getEntriesByName("first-contentful-paint")[0];
    return Math.max(loadEventEnd, painted ? painted.startTime : 0);
}"""
