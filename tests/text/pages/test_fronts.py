# ruff: noqa: E501
"""Fronts, stubs and galleries are told from articles, with a reason that helps."""

from __future__ import annotations

import pytest

from schemas import Extraction, Outcome, Page, PageKind, Reason
from transforms.text.pages.extraction import extract

PARAGRAPH = "<p>The council of the harbour town closed the old bridge on Tuesday, and nobody could say for how long it would be.</p>"
TEASER = '<div><h3><a href="/a/{0}">The council closes bridge number {0}</a></h3><p>Nobody could say on Tuesday for how long bridge {0} would stay closed.</p></div>'
BARRIER = '<div class="barrier"><p>Subscribe to unlock this article</p><p>Already a subscriber? Log in</p></div>'
LOCKED = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'


def read(body: str, head: str = "", url: str | None = None) -> Extraction | Outcome:
    return extract(Page("a", PageKind.HTML, f"<html><head>{head}</head><body>{body}</body></html>", url=url))


def rejected(body: str, head: str = "", url: str | None = None) -> tuple[str | None, str]:
    outcome = read(body, head, url)
    assert isinstance(outcome, Outcome), outcome
    return outcome.reason, outcome.detail or ""


def test_a_list_of_teasers_is_no_article() -> None:
    teasers = "<main>" + "".join(TEASER.format(i) for i in range(8)) + "</main>"
    reason, detail = rejected(teasers)
    assert reason == Reason.NOT_AN_ARTICLE
    assert "teasers" in detail
    assert rejected(teasers, '<link rel="canonical" href="https://x.example/">')[1].endswith("site's home")


def test_an_article_with_as_many_teasers_around_it_is_one() -> None:
    teasers = "".join(TEASER.format(i) for i in range(8))
    body = f"<article><h1>Bridge closed</h1>{PARAGRAPH * 3}</article><div class='related'>{teasers}</div>"
    assert isinstance(read(body, url="https://x.example/"), Extraction)


def test_a_teaser_behind_a_paywall_is_rejected_with_a_remedy() -> None:
    reason, detail = rejected(f"<article><h1>Bridge</h1>{PARAGRAPH}{BARRIER}</article>", LOCKED)
    assert reason == Reason.PAYWALL
    assert "full text" in detail
    assert rejected(f"<article><h1>Bridge</h1>{PARAGRAPH}{BARRIER}</article>")[0] == Reason.PAYWALL


def test_a_text_that_is_there_is_kept_whatever_its_data_say() -> None:
    paragraphs = "".join(PARAGRAPH.replace("Tuesday", f"Tuesday {i}") for i in range(12))
    assert isinstance(read(f"<article><h1>Bridge</h1>{paragraphs}</article>", LOCKED), Extraction)


def test_a_live_blog_is_kept_and_says_so() -> None:
    made = read(
        f"<article><h1>Live</h1>{PARAGRAPH * 3}</article>",
        LOCKED.replace("NewsArticle", "LiveBlogPosting").replace("False", "True"),
    )
    assert isinstance(made, Extraction)
    assert [repair.detail for repair in made.article.repairs] == ["a live blog, kept as one text"]


def test_pictures_without_a_text_are_a_gallery() -> None:
    pictures = "".join(
        f"<figure><img src='{i}'><figcaption>Boat number {i} in the harbour.</figcaption></figure>" for i in range(6)
    )
    reason, detail = rejected(
        f"<article><h1>Boats</h1><p>Six boats in the harbour, seen by our readers this summer.</p>{pictures}</article>"
    )
    assert reason == Reason.NOT_AN_ARTICLE
    assert "gallery" in detail


SENTENCE = "The council met again on {} and could not agree on what the new bridge over the river should cost the town."


@pytest.mark.parametrize(
    "heading", ["Page not found", "404", "Error 404: nothing here", "Seite nicht gefunden", "Access denied"]
)
def test_a_page_that_is_not_there_is_no_article(heading: str) -> None:
    page = f"<body><h1>{heading}</h1><p>The address may have changed, or the page was moved to our archive.</p></body>"
    made = extract(Page("gone.html", PageKind.HTML, page))
    assert isinstance(made, Outcome)
    assert (made.reason, made.detail) == ("not_an_article", "says that the page is not there")
    text = "".join(f"<p>{SENTENCE.format(day)}</p>" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))
    assert isinstance(extract(Page("news.html", PageKind.HTML, f"<body><h1>{heading}</h1>{text}</body>")), Extraction)


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (
            '<script type="application/ld+json">{"@type": "DiscussionForumPosting", "headline": "Bridge?"}</script>',
            "forum",
        ),
        ('<meta property="og:type" content="product">', "product"),
    ],
)
def test_what_says_itself_that_it_is_no_news_is_kept_and_marked(head: str, form: str) -> None:
    text = "".join(f"<p>{SENTENCE.format(day)}</p>" for day in ("Monday", "Tuesday", "Wednesday", "Thursday"))
    made = extract(
        Page("other.html", PageKind.HTML, f"<head>{head}</head><body><h1>The bridge again</h1>{text}</body>")
    )
    assert isinstance(made, Extraction)
    assert [repair.reason for repair in made.article.repairs] == ["not_an_article"]
    assert made.article.repairs[0].detail.startswith(f"a {form}")
