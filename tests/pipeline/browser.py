"""A real browser for tests and measurements of the report."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


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
