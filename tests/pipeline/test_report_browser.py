"""The report in a real headless Chromium: layout, filters, escaping, accessibility, speed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from pipeline.query import connect
from schemas import make_id
from tests.pipeline.browser import browser, write_report
from tests.pipeline.report_rows import hostile, many
from tests.roots import commit_plainly, rows_of_two_articles

pytestmark = pytest.mark.engine

ROUTES = ("stories", "names", "quotes", "articles", "charts", "health")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Commit three ROOTs and write the report of each beside it."""
    folder = tmp_path_factory.mktemp("roots")
    commit_plainly(str(folder / "bridge"), rows_of_two_articles(), "ab" * 16)
    hostile(folder / "hostile")
    many(folder / "many", 300)
    for name in ("bridge", "hostile", "many"):
        write_report(folder / name, folder / f"{name}.html")
    return {name: folder / name for name in ("bridge", "hostile", "many")}


def _file(root: Path) -> str:
    return root.with_suffix(".html").as_uri()


def _routes(root: Path) -> list[str]:
    """Name every kind of page of a report, with one page of each thing."""
    database = connect(str(root))
    ids = [
        f"{name}/{database.sql(sql).fetchall()[0][0]}"
        for name, sql in (
            ("story", "SELECT story_id FROM latest_stories ORDER BY article_count DESC, story_id LIMIT 1"),
            ("entity", "SELECT known_as FROM latest_entities JOIN mentions USING (entity_id) ORDER BY 1 LIMIT 1"),
            ("article", "SELECT article_id FROM articles ORDER BY copy_of IS NULL, article_id LIMIT 1"),
        )
    ]
    return [*ROUTES, *ids, "story/none", "nowhere"]


def _open(page: Any, root: Path, route: str) -> None:
    page.goto("about:blank")
    page.goto(f"{_file(root)}#{route}")
    page.wait_for_selector("main h1")


def _found(page: Any) -> int:
    return int(re.match(r"[\d,]+", page.inner_text("p.found"))[0].replace(",", ""))


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_is_wider_than_its_window(chromium: Any, roots: dict[str, Path], width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    for root in roots.values():
        for route in _routes(root):
            _open(page, root, route)
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
    for root, routes in ((roots["hostile"], _routes(roots["hostile"])), (roots["many"], ["charts"])):
        for route in routes:
            _open(page, root, route)
            page.evaluate("document.querySelectorAll('details').forEach((it, n) => (it.open = n < 10))")
            page.evaluate(axe)
            result = page.evaluate("async () => (await axe.run(document)).violations")
            assert [(it["id"], [node["html"] for node in it["nodes"]][:3]) for it in result] == [], (root.name, route)
    context.close()


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
    for route in [*_routes(root), *ids]:
        _open(page, root, route)
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
    assert {url.split("#")[0] for url in asked} <= {_file(root), "about:blank"}
    page.close()


def test_the_words_of_a_publisher_are_shown_as_they_stand(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    _open(page, roots["hostile"], "articles")
    shown = page.eval_on_selector_all("td.title", "all => all.map((it) => it.textContent)")
    wanted = connect(str(roots["hostile"])).sql("SELECT title FROM articles").fetchall()
    assert sorted(shown) == sorted(title for (title,) in wanted)
    page.close()


def test_a_script_that_came_in_after_all_would_be_stopped(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    _open(page, roots["bridge"], "stories")
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


@pytest.mark.parametrize(
    ("route", "sql"),
    [
        ("articles?publisher=Outlet+7", "SELECT count(*) FROM articles WHERE publisher = 'Outlet 7'"),
        ("articles?kind=copy", "SELECT count(*) FROM articles WHERE copy_of IS NOT NULL"),
        ("articles?kind=near&language=fr", "SELECT count(*) FROM articles WHERE copy_kind = 'near' "
         "AND language = 'fr'"),
        ("articles?q=headline+1+WINTER", "SELECT count(*) FROM (SELECT concat_ws(' ', title, publisher, source_uri, "
         "CASE WHEN copy_of IS NULL THEN text[:280] END) AS words FROM articles) WHERE words ILIKE '%winter%' "
         "AND words ILIKE '%headline%' AND words LIKE '%1%'"),
        ("stories?several=1", "SELECT count(*) FROM latest_stories WHERE independent_count > 1"),
        ("quotes?kind=direct", "SELECT count(DISTINCT utterance_id) FROM quotations"),
        ("names?label=ORG", "SELECT count(DISTINCT known_as) FROM latest_entities e WHERE label = 'ORG' "
         "AND (entity_id IN (SELECT entity_id FROM mentions) OR entity_id IN (SELECT speaker_entity_id FROM quotes))"),
        ("names?q=example+person+11", "SELECT count(DISTINCT known_as) FROM latest_entities e WHERE name LIKE '%11%' "
         "AND (entity_id IN (SELECT entity_id FROM mentions) OR entity_id IN (SELECT speaker_entity_id FROM quotes))"),
        ("health?outcome=copy", "SELECT count(*) FROM outcomes WHERE outcome = 'copy'"),
    ],
)  # fmt: skip
def test_a_filter_keeps_the_rows_that_sql_keeps(chromium: Any, roots: dict[str, Path], route: str, sql: str) -> None:
    page = chromium.new_page()
    _open(page, roots["many"], route)
    assert (_found(page),) == connect(str(roots["many"])).sql(sql).fetchall()[0]
    page.close()


def test_every_figure_leads_to_as_many_rows(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    for route in ("stories", "names", "charts", "health"):
        _open(page, roots["many"], route)
        links = page.eval_on_selector_all(
            "main a", "all => all.map((it) => [it.textContent.trim(), it.getAttribute('href')])"
        )
        figures = [
            (int(number[0].replace(",", "")), href)
            for text, href in links
            if (number := re.match(r"[\d,]+(?= |$)", text)) and re.match("#(articles|quotes|names|health)", href)
        ]
        assert len(figures) > 5, route
        for number, href in figures[:: max(1, len(figures) // 25)]:
            _open(page, roots["many"], href[1:])
            assert _found(page) == number, (route, href)
    page.close()


def test_the_sql_that_a_page_shows_gives_its_rows(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    database = connect(str(roots["many"]))
    for route in [*_routes(roots["many"])[:9], "articles?publisher=Outlet+7&kind=original"]:
        _open(page, roots["many"], route)
        for block in page.query_selector_all(".sql code"):
            if (sql := block.text_content()).startswith(("SELECT", "--")):
                rows = database.sql(sql).fetchall()
                if route.startswith(("articles", "stories")):
                    assert len(rows) == _found(page), route
    page.close()


def test_typing_filters_and_the_address_remembers(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    _open(page, roots["many"], "articles")
    whole = _found(page)
    page.fill("input[type=search]", "headline 3")
    few = _found(page)
    assert 0 < few < whole
    page.reload()
    assert (_found(page), page.input_value("input[type=search]")) == (few, "headline 3")
    page.fill("input[type=search]", "nothing has these words")
    assert "Nothing fits" in page.inner_text("main")
    page.fill("input[type=search]", "")
    assert _found(page) == whole
    page.click("td.title a")
    page.wait_for_selector("dl")
    page.go_back()
    page.wait_for_selector("p.found")
    assert _found(page) == whole
    page.close()


def test_a_filter_that_came_by_a_link_can_be_taken_away(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    _open(page, roots["many"], f"articles?story={make_id('many', 0)}")
    few = _found(page)
    page.click(".chip")
    assert _found(page) > few
    page.close()


def test_a_list_grows_as_it_is_read(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    _open(page, roots["many"], "articles")
    before = page.evaluate("document.querySelectorAll('tbody tr').length")
    assert before < 300
    page.keyboard.press("End")
    page.wait_for_selector(f"tbody tr:nth-child({before + 1})")
    page.close()


def test_the_keyboard_is_enough(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    _open(page, roots["bridge"], "stories")
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


def test_who_said_what_and_how_it_was_cut(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    _open(page, roots["bridge"], "quotes")
    assert _found(page) == 1
    page.click(".carried summary")
    told = page.inner_text(".said")
    for words in ("We will rebuild the bridge before winter", "Ada Venn", "carried by 2 articles; 1 cut or changed it",
                  "5 of 7 words, the end", "…rebuild the bridge before winter…", "in full"):  # fmt: skip
        assert words in told
    page.close()


def test_without_scripts_the_stories_are_still_told(chromium: Any, roots: dict[str, Path]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(_file(roots["bridge"]))
    assert page.inner_text("td") == "Bridge: herald"
    context.close()


def test_on_paper_there_are_rows_and_no_controls(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    _open(page, roots["many"], "articles")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.is_visible(".filters")
    assert not page.is_visible("nav")
    assert page.evaluate("document.querySelectorAll('tbody tr').length") == 300
    assert page.pdf().startswith(b"%PDF")
    page.close()


def test_ten_thousand_articles_open_and_filter_at_once(chromium: Any, tmp_path: Path) -> None:
    from benchmarks.report import measure

    many(tmp_path / "root", 10_000)
    figures = measure(write_report(tmp_path / "root", tmp_path / "report.html"), chromium)
    assert figures["megabytes"] < 15
    assert figures["open"] < 2000
    assert figures["worst"] < 100, figures
