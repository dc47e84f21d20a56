"""What repeats at the edges of a publisher's articles: what counts as such, how often it must stand, what goes."""

from __future__ import annotations

import re
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article
from tests.records import article
from tests.text.news import prose
from transforms.text.pages.article_ids import identify
from transforms.text.pages.repeats import edges_of, may_be_furniture, stands_often, unpack, without_repeats

FOOTER = "This site is run by volunteers from the three valleys and keeps all its pages open to everybody."
LABEL = "Harbour desk"


def page(number: int, *paragraphs: str, **columns: Any) -> Article:
    """Make an article of one outlet, its paragraphs given or two of its own."""
    parts = paragraphs or (prose(number, 40) + ".", prose(number + 500, 40) + ".")
    named = {"url": f"https://outlet.example/{number}", "title": prose(number + 900, 6), **columns}
    return identify(article(f"{number}", "\n\n".join(parts), **named))


def furniture_of(*pages: Article) -> frozenset[int]:
    """Find what repeats in these pages."""
    read = [unpack(one.edges if one.edges is not None else edges_of(one)) for one in pages]
    return frozenset(
        digest
        for digest in {digest for _, shown in read for digest in shown}
        if stands_often(marks for marks, shown in read if digest in shown)
    )


def framed(number: int, **columns: Any) -> Article:
    return page(number, LABEL, prose(number, 40) + ".", prose(number + 500, 40) + ".", FOOTER, **columns)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LABEL, True),
        ("SaveSave", True),
        (FOOTER, True),
        ("Follow us for more from the harbour.", True),
        ("For more, see https://outlet.example/2026 today.", True),
        ("The Outlet Courier depends on its readers.", True),
        # a short sentence that many reports may end with
        ("No injuries were reported.", False),
        ("An investigation is under way.", False),
        ("Thank you.", False),
        # said by somebody, told by a figure, leading on, the beginning of a report
        (
            "“We keep the pages open to everybody in the three valleys,” the editor told us once more on that day.",
            False,
        ),
        ("The harbour has been closed for 12 days, longer than in any other year since the war had ended.", False),
        ("THE HARBOUR MASTER:", False),
        ("PORT ELLEN (Agency) — Ships", False),
        # about what the article is about
        (
            "The harbour was built after the great storm and has been owned by the fishing company ever since then.",
            False,
        ),
        ("—", False),
        ("x" * 301, False),
    ],
)
def test_what_may_be_furniture(text: str, expected: bool) -> None:
    body = "Fishing boats filled the harbour after the storm, and the company that owned it was built on their rents."
    made = page(1, body, text, publisher="Outlet Courier")
    assert may_be_furniture(text, made) is expected


def test_what_stands_in_three_articles_is_furniture() -> None:
    pages = [framed(n) for n in (1, 2, 3)]
    assert furniture_of(*pages[:2]) == frozenset()
    furniture = furniture_of(*pages)
    assert len(furniture) == 2
    made = without_repeats(pages[0], furniture)
    assert made.text == "\n\n".join(pages[0].text.split("\n\n")[1:3])
    assert [(removed.text, removed.reason) for removed in made.boilerplate] == [(LABEL, "repeats"), (FOOTER, "repeats")]
    assert (made.article_id, made.word_count) == (pages[0].article_id, 80)
    assert made.content_hash != pages[0].content_hash
    assert without_repeats(page(4), furniture) == page(4)


@pytest.mark.parametrize(
    "others",
    [
        # one headline, one address, one text under three of each, another outlet
        [framed(2, title="The same headline"), framed(3, title="The same headline")],
        [framed(2, url="https://outlet.example/1"), framed(3, url="https://outlet.example/1")],
        [framed(1, url="https://outlet.example/2", title="b"), framed(1, url="https://outlet.example/3", title="c")],
        [framed(2, url="https://another.example/2"), framed(3, url="https://another.example/3")],
    ],
)
def test_what_is_one_matter_counts_once(others: list[Article]) -> None:
    first = framed(1, title="The same headline" if others[0].title == "The same headline" else "a")
    assert furniture_of(first, *others) == frozenset()


def test_only_edges_count_and_only_from_outside_in() -> None:
    furniture = furniture_of(*(framed(n) for n in (1, 2, 3)))
    parts = [prose(n, 30) + "." for n in range(20, 30)]
    inside = page(9, *parts[:5], FOOTER, *parts[5:])
    assert without_repeats(inside, furniture) == inside
    before_news = page(9, *parts[:5], FOOTER, parts[5])
    assert without_repeats(before_news, furniture) == before_news


def test_no_article_is_emptied() -> None:
    pages = [page(n, FOOTER, prose(n, 12) + ".", LABEL) for n in (1, 2, 3)]
    furniture = furniture_of(*(framed(n) for n in (1, 2, 3)))
    assert without_repeats(pages[0], furniture) == pages[0]


def test_the_order_of_articles_makes_no_difference() -> None:
    marks = [(1, 0, 0), (2, 3, 0), (3, 1, 0), (4, 0, 0), (0, 0, 0), (5, 4, 0)]
    assert {stands_often(order) for order in permutations(marks)} == {False}
    assert {stands_often(order) for order in permutations([*marks[:5], (6, 0, 0)])} == {True}


@pytest.mark.parametrize("columns", [{"url": None, "publisher": None}, {"text": ""}])
def test_an_article_of_nobody_and_one_of_nothing_have_no_edges(columns: dict[str, Any]) -> None:
    made = article("n", **{"text": LABEL, "url": "https://outlet.example/", **columns})
    assert edges_of(made) is None


PARAGRAPHS = st.lists(st.text(min_size=1), min_size=1, max_size=9).map("\n\n".join)


@given(PARAGRAPHS, st.sampled_from([None, "https://outlet.example/1"]))
def test_any_text_is_read(text: str, url: str | None) -> None:
    made = article("any", text, url=url, publisher="The Outlet")
    edges = edges_of(made)
    assert edges is None or len(edges) % 8 == 0
    left = without_repeats(made, frozenset(unpack(edges)[1])).text
    assert left in text
    assert len(re.findall(r"\w+", left)) >= 0.7 * len(re.findall(r"\w+", text))
