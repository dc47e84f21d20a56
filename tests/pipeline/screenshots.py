"""The pictures of the report in docs/images: `python -m tests.pipeline.screenshots ROOT`, on tables of the sample."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.integration.conftest import REPO
from tests.pipeline.browser import browser, write_report

#: file -> the page, the window, the reader's setting; a story is the first whose title has the word
PICTURES = {
    "report-stories.png": ("stories", (1180, 860), "light"),
    "report-story.png": ("story", (1180, 980), "light"),
    "report-charts.png": ("charts", (1180, 1500), "dark"),
    "report-phone.png": ("stories", (390, 844), "light"),
}
STORY = "treaty"


def take(page_file: Path, folder: Path) -> None:
    """Write the pictures of a report into a folder."""
    with browser() as chromium:
        for name, (route, (width, height), scheme) in PICTURES.items():
            page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(f"{page_file.as_uri()}#stories")
            page.wait_for_selector("main h1")
            if route == "story":
                page.fill("input[type=search]", STORY)
                page.click("main a[href^='#story/']")
                page.wait_for_selector(".timeline")
            elif route != "stories":
                page.goto(f"{page_file.as_uri()}#{route}")
                page.wait_for_selector("main figure")
            page.wait_for_timeout(300)
            page.screenshot(path=str(folder / name))
            page.close()


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        take(write_report(Path(sys.argv[1]), Path(place) / "report.html"), REPO / "docs" / "images")
