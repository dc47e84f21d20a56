"""The report on screens of every width, on paper, without scripts, by keyboard; and what axe-core says of it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.browser import address, routes, show

pytestmark = pytest.mark.engine


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_is_wider_than_its_window(chromium: Any, roots: dict[str, Path], width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    for root in roots.values():
        for route in routes(root):
            show(page, root, route)
            for details in page.query_selector_all("details:not([open])")[:10]:
                details.evaluate("it => it.open = true")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (root.name, route)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(chromium: Any, roots: dict[str, Path], width: int, scheme: str) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    # few rows are enough, as all rows of a list are alike, and axe takes its time for each
    some = [(roots["hostile"], route) for route in routes(roots["hostile"])]
    for root, route in (*some, (roots["many"], "charts"), (roots["bare"], "charts")):
        show(page, root, route)
        page.evaluate("document.querySelectorAll('details').forEach((it, n) => (it.open = n < 10))")
        page.evaluate(axe)
        result = page.evaluate("async () => (await axe.run(document)).violations")
        assert [(it["id"], [node["html"] for node in it["nodes"]][:3]) for it in result] == [], (root.name, route)
    context.close()


def test_a_list_grows_as_it_is_read(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    show(page, roots["many"], "articles")
    before = page.evaluate("document.querySelectorAll('tbody tr').length")
    assert before < 300
    page.keyboard.press("End")
    page.wait_for_selector(f"tbody tr:nth-child({before + 1})")
    page.close()


def test_the_keyboard_is_enough(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    show(page, roots["bridge"], "stories")
    focused = "document.activeElement.textContent.trim()"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "Bridge: herald":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".timeline")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.close()


def test_without_scripts_the_stories_are_still_told(chromium: Any, roots: dict[str, Path]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(roots["bridge"]))
    assert page.inner_text("td") == "Bridge: herald"
    context.close()


def test_on_paper_there_are_rows_and_no_controls(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    show(page, roots["many"], "articles")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.is_visible(".filters")
    assert not page.is_visible("nav")
    assert page.evaluate("document.querySelectorAll('tbody tr').length") == 300
    assert page.pdf().startswith(b"%PDF")
    page.close()
