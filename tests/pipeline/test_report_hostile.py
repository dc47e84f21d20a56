"""Nothing that a publisher wrote runs in a report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.query import connect
from tests.pipeline.browser import address, routes, show

pytestmark = pytest.mark.engine


def test_nothing_that_a_publisher_wrote_runs(chromium: Any, roots: dict[str, Path]) -> None:
    root, told, asked = roots["hostile"], [], []
    page = chromium.new_page()
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    database = connect(str(root))
    ids = [f"article/{row[0]}" for row in database.sql("SELECT article_id FROM articles").fetchall()]
    ids += [f"entity/{row[0]}" for row in database.sql("SELECT entity_id FROM entities").fetchall()]
    for route in [*routes(root), *ids]:
        show(page, root, route)
        page.evaluate("document.querySelectorAll('details').forEach((it) => (it.open = true))")
        page.evaluate("""document.querySelectorAll('*').forEach((it) => {
            for (const kind of ['mouseover', 'focus', 'error', 'load']) it.dispatchEvent(new Event(kind));
        })""")
        page.wait_for_timeout(30)
        assert page.evaluate("window.hurt") is None, route
        assert page.evaluate("document.querySelectorAll('main img, main script, main b b, main iframe').length") == 0
        for link in page.query_selector_all("a"):
            href = link.get_attribute("href") or ""
            assert href.startswith("#") or re.match(r"https?://", href), href
            if not href.startswith("#"):
                assert {"noopener", "noreferrer", "nofollow"} <= set((link.get_attribute("rel") or "").split())
    assert told == []
    assert {url.split("#")[0] for url in asked} <= {address(root), "about:blank"}
    page.close()


def test_the_words_of_a_publisher_are_shown_as_they_stand(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    show(page, roots["hostile"], "articles")
    shown = page.eval_on_selector_all("td.title", "all => all.map((it) => it.textContent)")
    wanted = connect(str(roots["hostile"])).sql("SELECT title FROM articles").fetchall()
    assert sorted(shown) == sorted(title for (title,) in wanted)
    page.close()


def test_a_script_that_came_in_after_all_would_be_stopped(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    show(page, roots["bridge"], "stories")
    stopped = page.evaluate("""() => {
        try { document.body.innerHTML = "<b>x</b>"; return false; } catch (error) { return error.name; }
    }""")
    assert stopped == "TypeError"
    blocked = page.evaluate("""() => new Promise((told) => {
        document.addEventListener("securitypolicyviolation", (event) => told(event.effectiveDirective));
        const picture = document.createElement("img");
        picture.setAttribute("src", "https://127.0.0.1:9/x.png");
        document.body.append(picture);
    })""")
    assert blocked == "img-src"
    page.close()
