"""Lines of who wrote an article and when go, however they are put; places and days that begin a text stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article, Block, Extraction, Page, PageKind
from transforms.text.pages.boilerplate import judge, remove_boilerplate
from transforms.text.pages.extraction import extract
from transforms.text.pages.stamps import stamps

NEWS = (
    "The harbour authority opened the second lock on Monday, a year later than planned and twelve million over budget."
)
MORE = "Fishermen had asked for it since the flood of 2011, when eleven boats were lost in a single night in March."
BODY = tuple(Block(text) for text in (NEWS, MORE, NEWS.replace("second", "third"), MORE.replace("eleven", "twelve")))
AUTHORS = ("Ada Brook", "José Núñez", "John Roe Jr.")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brook, 3 March 2024",
        "Ada Brook Published 3 March 2024, 19:25 2 min read",
        "ADA BROOK | March 3, 2024",
        "By Ada Brook and José Núñez Updated Sunday 3 March 2024 at 7:05 pm",
        "Ada Brook, staff writer · 3 min read",
        "John Roe Jr. 2 hours ago",
    ],
)
def test_a_line_that_names_its_author_and_tells_no_more_goes_wherever_it_stands(text: str) -> None:
    for at in range(len(BODY) + 1):
        blocks = (*BODY[:at], Block(text), *BODY[at:])
        assert judge(blocks, None, AUTHORS)[at] == "byline", at


@pytest.mark.parametrize(
    "text",
    [
        "Gazette newsroom Published 3 March 2024, 13:42 2 min read",
        "VPA – Sunday, March 3, 2024, 15:30",
        "Ada Brook, 3 March 2024, 21:15 (Valley time)",
        "Valley Gazette, 03.03.2024, 15:30",
    ],
)
def test_without_a_known_author_a_line_with_a_time_of_day_goes_at_the_top(text: str) -> None:
    assert judge((Block(text), *BODY), None)[0] == "byline"
    assert judge((BODY[0], Block(text), *BODY[1:]), None)[1] == "byline", "below a standfirst"
    assert judge((*BODY[:3], Block(text), BODY[3]), None)[3] is None, "in the text it may be anything"


@pytest.mark.parametrize(
    "text",
    [
        "PORT VALLEY, March 3, 2024",
        "Port Valley, 3 March 2024",
        "Ada Brook won on 3 March 2024",
        "Doors open at 19:30 on 3 March 2024",
        "What Ada Brook said at 15:30",
        "Ada Brook, mayor, 3 March 2024",
        "The lock, 3 March 2024, 15:30, seen from the old mill by those who had waited for it",
        "Second lock opens",
    ],
)
def test_other_lines_stay_at_the_top(text: str) -> None:
    assert judge((Block(text), *BODY), None, AUTHORS)[0] is None


def test_a_byline_right_below_the_headline_is_no_standfirst() -> None:
    paragraphs = "".join(f"<div><p>{block.text}</p></div>" for block in BODY)
    page = f"""<!DOCTYPE html><html lang="en"><head><title>Second lock opens</title>
    <meta name="author" content="Ada Brook"></head><body><div class="story"><h1>Second lock opens</h1>
    <div class="meta"><span>Ada Brook</span> <span>Published 3 March 2024, 19:25</span> <span>2 min read</span></div>
    <div class="text">{paragraphs}</div></div></body></html>"""
    extraction = extract(Page("a.html", PageKind.HTML, page))
    assert isinstance(extraction, Extraction)
    made = remove_boilerplate(extraction)
    assert isinstance(made, Article)
    assert made.text == "\n\n".join(block.text for block in BODY)
    assert made.authors == ("Ada Brook",)


@given(st.lists(st.text(max_size=200), max_size=8), st.integers(0, 8), st.lists(st.text(max_size=30), max_size=4))
def test_no_line_and_no_name_fails(texts: list[str], first: int, names: list[str]) -> None:
    found = stamps(tuple(Block(text) for text in texts), first, names)
    assert found == sorted(set(found) & set(range(len(texts))))
