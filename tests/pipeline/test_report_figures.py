"""What a report shows is what SQL gives: filters, figures with the rows behind them, quotes with their cuts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.query import connect
from schemas import make_id
from tests.pipeline.browser import found, routes, show, write_report
from tests.pipeline.report_rows import many

pytestmark = pytest.mark.engine


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
    show(page, roots["many"], route)
    assert (found(page),) == connect(str(roots["many"])).sql(sql).fetchall()[0]
    page.close()


def test_every_figure_leads_to_as_many_rows(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    root = roots["many"]
    things = [route for route in routes(root) if route.startswith(("story/", "entity/"))][:2]
    for route in ("stories", "names", "charts", "health", *things):
        numbers = _figures(page, root, route)
        assert len(numbers) > 5, route
        for number, href in numbers[:: max(1, len(numbers) // 10)]:
            show(page, root, href[1:])
            assert found(page) == number, (route, href)
    page.close()


def _figures(page: Any, root: Path, route: str) -> list[tuple[int, str]]:
    """Return the figures of a page that are links to rows, each with its address."""
    show(page, root, route)
    links = page.eval_on_selector_all(
        "main a", "all => all.map((it) => [it.textContent.trim(), it.getAttribute('href')])"
    )
    return [
        (int(number[0].replace(",", "")), href)
        for text, href in links
        if (number := re.match(r"[\d,]+(?= |$)", text)) and re.match("#(articles|quotes|names|health|stories)", href)
    ]


def test_no_figure_is_without_its_rows(chromium: Any, roots: dict[str, Path]) -> None:
    """A count of articles, stories, quotes, copies, names, polls or inputs is a link, or stands above its rows."""
    page = chromium.new_page()
    for root in roots.values():
        for route in routes(root):
            show(page, root, route)
            alone = page.evaluate(r"""() => [...document.querySelectorAll("main *")].filter((it) =>
                !it.closest("a, .found, .more, summary, bdi, h1, h2, option, pre, time, svg") && !it.children.length
                && /^\d[\d,]*( (articles?|stor(y|ies)|quotes?|cop(y|ies)|names?|polls?|inputs?|publishers?|voices?))?$/
                    .test(it.textContent.trim()) && !it.matches("td.spare")).map((it) => it.outerHTML)""")
            assert alone == [] or route.startswith("feed"), (root.name, route)
    page.close()


def test_articles_without_dates_are_on_no_line_of_time(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    show(page, roots["bare"], "charts")
    told = page.inner_text("main")
    assert "2 articles without a date are on no line of time" in told
    assert "Stories over time" not in told
    assert page.query_selector("main svg.axis") is None
    assert page.get_attribute("main td.cell a", "aria-label") == "2 reports by unknown publisher"
    for number, href in _figures(page, roots["bare"], "charts"):
        show(page, roots["bare"], href[1:])
        assert found(page) == number, href
    page.close()


def test_a_feed_leads_to_its_polls_and_articles(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    show(page, roots["hostile"], "health")
    figures = page.eval_on_selector_all(
        "main a[href^='#feed']", "all => all.map((it) => [it.textContent.trim(), it.getAttribute('href')])"
    )
    assert [(text, href) for text, href in figures if text == "1" and "troubled" in href]
    for text, href in figures:
        show(page, roots["hostile"], href[1:])
        rows = page.query_selector_all("tbody tr")
        assert len(rows) == 1
        assert not text.isdigit() or len(rows) == int(text)
    page.close()


def test_the_sql_that_a_page_shows_gives_its_rows(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    database = connect(str(roots["many"]))
    for route in [*routes(roots["many"])[:9], "articles?publisher=Outlet+7&kind=original"]:
        show(page, roots["many"], route)
        for block in page.query_selector_all(".sql code"):
            if (sql := block.text_content()).startswith(("SELECT", "--")):
                rows = database.sql(sql).fetchall()
                if route.startswith(("articles", "stories")):
                    assert len(rows) == found(page), route
    page.close()


def test_typing_filters_and_the_address_remembers(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    show(page, roots["many"], "articles")
    whole = found(page)
    page.fill("input[type=search]", "headline 3")
    few = found(page)
    assert 0 < few < whole
    page.reload()
    assert (found(page), page.input_value("input[type=search]")) == (few, "headline 3")
    page.fill("input[type=search]", "nothing has these words")
    assert "Nothing fits" in page.inner_text("main")
    page.fill("input[type=search]", "")
    assert found(page) == whole
    page.click("td.title a")
    page.wait_for_selector("dl")
    page.go_back()
    page.wait_for_selector("p.found")
    assert found(page) == whole
    page.close()


def test_a_filter_that_came_by_a_link_can_be_taken_away(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    show(page, roots["many"], f"articles?story={make_id('many', 0)}")
    few = found(page)
    page.click(".chip")
    assert found(page) > few
    page.close()


def test_who_said_what_and_how_it_was_cut(chromium: Any, roots: dict[str, Path]) -> None:
    page = chromium.new_page()
    show(page, roots["bridge"], "quotes")
    assert found(page) == 1
    page.click(".carried summary")
    told = page.inner_text(".said")
    for words in ("We will rebuild the bridge before winter", "Ada Venn", "carried by 2 articles; 1 cut or changed it",
                  "5 of 7 words, the end", "…rebuild the bridge before winter…", "in full"):  # fmt: skip
        assert words in told
    page.close()


def test_ten_thousand_articles_open_and_filter_at_once(chromium: Any, tmp_path: Path) -> None:
    from benchmarks.report import measure

    many(tmp_path / "root", 10_000)
    figures = measure(write_report(tmp_path / "root", tmp_path / "report.html"), chromium)
    assert figures["megabytes"] < 15
    assert figures["open"] < 2000
    assert figures["worst"] < 100, figures
