# ruff: noqa: E501
"""Extraction: a page's article and its facts, whatever stands around it; no page makes it fail."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import Article, Extraction, Outcome, Page, PageKind, Reason
from transforms.text.pages.boilerplate import remove_boilerplate
from transforms.text.pages.extraction import extract

FIRST = "The town council voted on Tuesday to close the old iron bridge for repairs until the spring of next year."
SECOND = "“Nobody wants to see lorries on a bridge that sways,” said the mayor, who had inspected it the week before."
THIRD = "The ferry will run every twenty minutes while the work lasts, the council said in a written statement."
BODY = (FIRST, SECOND, THIRD, f"{FIRST} Twice.", f"{SECOND} Twice.")
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Old bridge to close for repairs | Valley Gazette</title>
<meta property="og:site_name" content="Valley Gazette"><meta property="og:title" content="Old bridge to close for repairs">
<link rel="canonical" href="https://gazette.example/news/bridge?utm_source=x">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Old bridge to close for repairs",
"datePublished": "2024-03-05T21:30:00-05:00", "author": [{{"@type": "Person", "name": "Ada Brook"}}]}}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Old bridge to close for repairs</h1>
<div class="byline">By Ada Brook</div><div class="article-body"><p>{FIRST}</p>
<figure><img src="a.jpg"><figcaption>The bridge in January. Photo: A. Smith</figcaption></figure>
<p>{SECOND}</p><p>Advertisement</p><h2>Ferry every twenty minutes</h2><p>{THIRD}</p>
<p>Sign up for our newsletter and get the news in your inbox.</p></div></article>
<aside class="related"><p>Ten people you would not expect to meet at the market on a Saturday morning in autumn.</p></aside>
<footer><p>Copyright 2024 Valley Gazette. All rights reserved.</p></footer></body></html>"""


def article(page: Page) -> Article:
    extraction = extract(page)
    assert isinstance(extraction, Extraction), extraction
    made = remove_boilerplate(extraction)
    assert isinstance(made, Article), made
    return made


def test_the_body_is_the_article_and_nothing_else() -> None:
    made = article(Page("a.html", PageKind.HTML, PAGE))
    assert made.text == "\n\n".join((FIRST, SECOND, "Ferry every twenty minutes", THIRD))
    assert {removed.reason for removed in made.boilerplate} >= {"advertisement", "newsletter"}


def test_the_facts_and_where_they_were_found() -> None:
    made = article(Page("a.html", PageKind.HTML, PAGE.encode()))
    assert (made.title, made.title_source) == ("Old bridge to close for repairs", "h1")
    assert (made.authors, made.authors_source) == (("Ada Brook",), "jsonld")
    assert (made.published_at, made.published_at_source) == (datetime(2024, 3, 6, 2, 30, tzinfo=UTC), "jsonld")
    assert (made.publisher, made.language) == ("Valley Gazette", "en")
    assert made.canonical_url == "https://gazette.example/news/bridge"


def test_what_the_source_states_is_trusted() -> None:
    given = datetime(2024, 1, 1, tzinfo=UTC)
    page = Page("a", PageKind.HTML, PAGE, title="Bridge", authors=("B. Clerk",), published_at=given, publisher="Wire")
    made = article(page)
    assert (made.title, made.authors, made.published_at, made.publisher) == ("Bridge", ("B. Clerk",), given, "Wire")
    assert made.published_at_source == "given"


def test_dates_that_cannot_be_are_left_out() -> None:
    page = Page("a", PageKind.HTML, PAGE.replace("2024-03-05T", "9999-03-05T"))
    assert [repair.reason for repair in article(page).repairs] == [Reason.BAD_DATE]
    early = extract(Page("a", PageKind.HTML, PAGE), datetime(2024, 1, 1, tzinfo=UTC))
    assert isinstance(early, Extraction)
    assert early.article.published_at is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n ", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Reason.BINARY),
        ("<div>" * 100_000 + FIRST, Reason.TOO_DEEP),
        ("<b></b>" * 150_000, Reason.TOO_LARGE),
        ("<html><body></body></html>", Reason.NO_CONTENT),
    ],
)
def test_pages_that_are_no_article_are_rejected_with_a_reason(content: bytes | str, reason: Reason) -> None:
    outcome = extract(Page("a", PageKind.HTML, content))
    assert isinstance(outcome, Outcome)
    assert (outcome.outcome, outcome.stage, outcome.reason) == ("rejected", "extract", reason)
    assert outcome.detail


def test_a_title_without_end_is_cut() -> None:
    made = article(Page("a", PageKind.HTML, PAGE, title="Bridge " * 150_000))
    assert made.title is not None
    assert len(made.title) < 500
    assert [repair.reason for repair in made.repairs] == [Reason.LONG_TITLE]


def test_the_body_in_the_data_stands_in_for_one_that_scripts_fill_in() -> None:
    body = " ".join((FIRST, SECOND, THIRD))
    page = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}"}}</script><p>Loading the page.</p>'
    assert article(Page("a", PageKind.HTML, page)).text == body


def test_plain_text_has_its_title_taken_off() -> None:
    made = article(Page("a.txt", PageKind.TEXT, f"**Old bridge to close**\n{FIRST}\nAlso read\n{SECOND}\n"))
    assert made.title == "Old bridge to close"
    assert made.text == f"{FIRST}\n\n{SECOND}"


def test_same_address_and_text_have_the_same_id() -> None:
    one = article(Page("x/a.html.gz", PageKind.HTML, PAGE, url="https://www.gazette.example/news/bridge/?fbclid=1"))
    two = article(Page("y/b.warc#3", PageKind.HTML, PAGE, url="http://gazette.example/news/bridge"))
    assert one.article_id == two.article_id


def test_an_attribute_with_a_control_character_in_its_name_is_passed_over() -> None:
    made = article(Page("a", PageKind.HTML, PAGE.replace("<p", '<p da\x08ta="1"', 1)))
    assert made.text == article(Page("a", PageKind.HTML, PAGE)).text


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_mutilated_page_makes_it_fail(data: st.DataObject) -> None:
    content = bytearray(PAGE.encode())
    for _ in range(data.draw(st.integers(0, 30))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    extraction = extract(Page("a", PageKind.HTML, bytes(content[:cut])))
    if isinstance(extraction, Extraction):
        made = remove_boilerplate(extraction)
        if isinstance(made, Article):
            made.text.encode("utf-8")
            assert made.text == made.text.strip()
            assert made.word_count > 0


def test_a_stamp_with_the_wrong_zone_gives_way() -> None:
    published = '"datePublished": "2024-03-05T21:30:00-05:00"'
    meta = '<meta property="article:published_time" content="2024-03-05T21:30:00+00:00"></head>'
    assert published in PAGE
    made = article(Page("a", PageKind.HTML, PAGE.replace("</head>", meta)))
    assert made.published_at == datetime(2024, 3, 5, 21, 30, tzinfo=UTC)
    stamp = '<time datetime="2024-03-05T21:30:00-05:00">Tuesday</time><div class="byline">'
    stamped = PAGE.replace("</head>", meta).replace('<div class="byline">', stamp)
    assert article(Page("a", PageKind.HTML, stamped)).published_at == datetime(2024, 3, 6, 2, 30, tzinfo=UTC)


def test_what_is_set_apart_to_catch_the_eye_is_not_said_twice() -> None:
    pulled = "The ferry will run every twenty minutes while the work lasts."
    full = f"{pulled} {SECOND}"
    page = PAGE.replace(f"<p>{SECOND}</p>", f"<div><blockquote>{pulled}</blockquote></div><p>{full}</p>")
    made = article(Page("a", PageKind.HTML, page))
    assert made.text.count(pulled) == 1
    assert "repeated" in {removed.reason for removed in made.boilerplate}


@pytest.mark.parametrize(
    "data",
    [
        {
            "story": {
                "body": {"content": [{"type": "paragraph", "content": [{"type": "text", "value": t}]} for t in BODY]}
            }
        },
        {"a": [{"nodeType": "paragraph", "content": [{"nodeType": "text", "value": t}]} for t in BODY]},
        {
            "doc": {
                "type": "doc",
                "content": [{"type": "paragraph", "content": [{"type": "text", "text": t}]} for t in BODY],
            }
        },
        {"blocks": [{"type": "unstyled", "text": t} for t in BODY]},
        {"content_elements": [{"type": "text", "content": f"<i>{t}</i>"} for t in BODY]},
    ],
)
def test_an_article_that_scripts_would_write_is_read_from_their_data(data: object) -> None:
    start = f"<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>{BODY[0]}</p></article>"
    script = f'<script type="application/json">{json.dumps(data)}</script></body></html>'
    made = article(Page("a", PageKind.HTML, start + script))
    assert made.text == "\n\n".join(BODY)


@pytest.mark.parametrize(
    "text",
    [
        '"paragraph"' + "[" * 5_000,
        '["paragraph"' + ", [" * 5_000,
        '[{"type": "paragraph", "content": [7, {}, null]}]',
        '{"paragraph": 1',
    ],
)
def test_broken_data_for_scripts_are_passed_over(text: str) -> None:
    page = PAGE.replace("</body>", f'<script type="application/json">{text}</script></body>')
    assert article(Page("a", PageKind.HTML, page)).text.startswith(FIRST)


def test_tables_of_data_go_and_pages_laid_out_in_tables_stay() -> None:
    data = "<table><tr><td>Span</td><td>Built</td></tr><tr><td>31 m</td><td>1911</td></tr></table>"
    made = article(Page("a", PageKind.HTML, PAGE.replace(f"<p>{SECOND}</p>", f"<p>{SECOND}</p>{data}")))
    assert "1911" not in made.text
    assert [removed.text for removed in made.boilerplate if removed.reason == "table"] == [
        "Span",
        "Built",
        "31 m",
        "1911",
    ]
    cells = "".join(f"<p>{text}</p>" for text in (*BODY[:3], "He nodded."))
    page = f"<html><body><table><tr><td>{cells}{data}</td></tr></table></body></html>"
    assert article(Page("a", PageKind.HTML, page)).text == "\n\n".join((*BODY[:3], "He nodded."))


def test_the_headline_of_a_page_that_names_its_site_only_is_the_heading_above_the_text() -> None:
    body = "".join(f"<p>{text}</p>" for text in BODY)
    page = f"""<html><head><title>Valley Gazette</title></head><body><h1>Valley Gazette</h1><p><a href="/">Front</a></p>
    <h2>Old bridge to close for repairs</h2><p><i>by Ada Brook</i></p>{body}<h2>Other news of the day</h2></body></html>"""
    made = article(Page("a", PageKind.HTML, page))
    assert (made.title, made.title_source) == ("Old bridge to close for repairs", "heading")
    assert made.text.startswith(FIRST)


@pytest.mark.parametrize(
    ("signed", "people", "origin"),
    [
        ('<meta name="author" content="AFP">', (), "AFP"),
        ('<meta name="author" content="Ada Brook; Xinhua">', ("Ada Brook",), "Xinhua"),
        ('<meta name="author" content="Ada Brook III">', ("Ada Brook III",), None),
    ],
)
def test_agencies_are_where_a_text_is_from_and_no_authors(
    signed: str, people: tuple[str, ...], origin: str | None
) -> None:
    data = '"author": [{"@type": "Person", "name": "Ada Brook"}]'
    page = PAGE.replace(data, '"author": []').replace("</head>", f"{signed}</head>").replace("By Ada Brook", "")
    made = article(Page("a", PageKind.HTML, page))
    assert (made.authors, made.origin_publisher) == (people, origin)


def test_an_agency_stated_by_the_source_is_no_author() -> None:
    made = article(Page("a", PageKind.HTML, PAGE, authors=("AP",)))
    assert (made.authors, made.origin_publisher) == (("Ada Brook",), "Associated Press")
    printed = article(Page("a", PageKind.HTML, PAGE.replace("By Ada Brook", "By Ada Brook and AFP")))
    assert printed.origin_publisher == "AFP"
    stated = PAGE.replace('"author"', '"sourceOrganization": {"name": "Reuters"}, "author"')
    assert article(Page("a", PageKind.HTML, stated)).origin_publisher == "Reuters"


@pytest.mark.parametrize(
    "line", ['<div class="ContentHeaderDek-a1b2">{}</div>', '<p class="header-description">{}</p>', "<h2>{}</h2>"]
)
def test_the_line_below_the_headline_opens_the_text(line: str) -> None:
    standfirst = "Lorries will have to take the long way round by the mill until spring"
    page = PAGE.replace('<div class="byline">', f'{line.format(standfirst)}<div class="byline">')
    assert article(Page("a", PageKind.HTML, page)).text.startswith(f"{standfirst}\n\n{FIRST}")


def test_names_in_camel_case_are_read_by_their_words() -> None:
    teaser = (
        "<div class='RelatedArticles'><p>Ten people whom nobody would expect to meet on a bridge in spring.</p></div>"
    )
    made = article(Page("a", PageKind.HTML, PAGE.replace(f"<p>{SECOND}</p>", f"<p>{SECOND}</p>{teaser}")))
    assert "Ten people" not in made.text


def test_an_article_that_is_a_table_is_kept() -> None:
    rows = "".join(f"<tr><td>Boat {i}</td><td>{i} m, built in the harbour</td></tr>" for i in range(30))
    page = PAGE.replace(f"<p>{THIRD}</p>", f"<table>{rows}</table>")
    made = article(Page("a", PageKind.HTML, page))
    assert "7 m, built in the harbour" in made.text


def test_a_page_that_shows_nothing_is_kept_by_the_body_in_its_data() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Old bridge to close", "articleBody": "\n\n".join(BODY)})
    page = f'<html><body><div id="root"></div><script type="application/ld+json">{data}</script></body></html>'
    made = article(Page("a", PageKind.HTML, page))
    assert (made.title, made.text) == ("Old bridge to close", "\n\n".join(BODY))
