"""When an article was published, in the ways that pages of many countries and systems say so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schemas import Extraction, Page, PageKind
from transforms.text.pages.dates import parse_date
from transforms.text.pages.extraction import extract

BODY = "".join(
    f"<p>The harbour was closed on {day} because of the storm, and the boats of the town stayed where they were.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
)
DAY = datetime(2024, 3, 5, tzinfo=UTC)


def dated(head: str = "", top: str = "", lang: str = "en", url: str = "https://news.example/harbour-closed-by-storm"):
    page = f"<html lang='{lang}'><head><title>Harbour closed by storm</title>{head}</head><body><article>"
    page += f"<h1>Harbour closed by storm</h1>{top}{BODY}</article></body></html>"
    made = extract(Page("page.html", PageKind.HTML, page.encode(), url=url), latest=datetime(2025, 1, 1, tzinfo=UTC))
    assert isinstance(made, Extraction)
    return made.article.published_at, made.article.published_at_source


def data(fields: str, kind: str = "NewsArticle") -> str:
    return f'<script type="application/ld+json">{{"@type": "{kind}", "headline": "Harbour closed", {fields}}}</script>'


@pytest.mark.parametrize(
    ("head", "source"),
    [
        (data('"datePublished": "2024-03-05"'), "jsonld"),
        (data('"datePublished": {"@type": "Date", "@value": "2024-03-05T00:00:00Z"}'), "jsonld"),
        (data('"datePublished": "2024-03-05T00:00:00Z[UTC]"'), "jsonld"),
        (data('"datePublished": "Tue Mar 05 00:00:00 UTC 2024"'), "jsonld"),
        (data('"uploadDate": "2024-03-05"'), "jsonld"),
        ('<meta name="date.release" content="2024/03/05">', "meta"),
        ('<meta property="og:datePublished" content="2024-03-05">', "meta"),
        ('<meta name="example:publishdate" content="2024-03-05 00:00:00 +0000">', "meta"),
        ('<meta name="DC.Date.Created" content="05.03.2024">', "meta"),
        # a day in numbers alone is believed after what is plain
        (data('"datePublished": "03/05/2024"') + '<meta name="date" content="2024-03-05">', "meta"),
        # when it was changed, where nothing says when it was published
        (data('"dateModified": "2024-03-05T00:00:00Z"'), "jsonld"),
        ('<meta property="article:modified_time" content="2024-03-05T00:00:00Z">', "meta"),
    ],
)
def test_the_head_says_when(head: str, source: str) -> None:
    assert dated(head) == (DAY, source)


@pytest.mark.parametrize(
    ("lang", "top"),
    [
        ("de", "<p class='date'>5. März 2024</p>"),
        ("de", "<span class='stamp'>Stand: 05.03.2024</span>"),
        ("de-AT", "<time>Dienstag, 5. Mär. 2024</time>"),
        ("fr", "<p>Publié le 5 mars 2024</p>"),
        ("es", "<div class='fecha'>5 de marzo de 2024</div>"),
        ("it", "<div><time>5 marzo 2024</time></div>"),
        ("pt-BR", "<p>05/03/2024</p>"),
        ("nl", "<p>dinsdag 5 maart 2024</p>"),
        ("pl", "<p>5 marca 2024</p>"),
        ("ja", "<p>2024年3月5日</p>"),
        ("en", "<time>March 5, 2024</time>"),
        ("en-US", "<p class='date'>03/05/2024</p>"),
        ("en-GB", "<p class='date'>05/03/2024</p>"),
        ("en", "<table><tr><td><font size='1'>Tuesday, 5th of March 2024</font></td></tr></table>"),
        # that the article was changed is said first, when it was published afterwards
        ("en", "<p>Updated: March 7, 2024</p><p>Published: March 5, 2024</p>"),
    ],
)
def test_a_line_under_the_headline_says_when(lang: str, top: str) -> None:
    assert dated("", top, lang) == (DAY, "text")


def test_a_country_s_own_site_writes_the_day_first() -> None:
    top = "<p class='date'>05/03/2024</p>"
    assert dated("", top, "en", "https://news.example.co.uk/harbour-closed-by-storm") == (DAY, "text")


@pytest.mark.parametrize(
    "head",
    [
        # the page was made when it was asked for
        data('"dateModified": "2025-01-01T00:00:00Z"'),
        '<meta name="article:publisher" content="https://facebook.example/2024-03-05">',
        '<meta name="expires-after-publishing" content="never">',
    ],
)
def test_what_says_nothing_of_publication_is_no_date(head: str) -> None:
    assert dated(head) == (None, None)


def test_what_was_stamped_on_the_article_comes_before_other_times() -> None:
    head = "<nav><time datetime='2024-12-31'>31 December</time></nav>"
    stamp = "<span itemprop='datePublished' content='2024-03-05'>5 March</span>"
    assert dated("", head + stamp) == (DAY, "text")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("le 5 mars 2024 à 18h05", "2024-03-05T18:05"),
        ("Publié le 1er août 2023 à 09:15", "2023-08-01T09:15"),
        ("05-Mar-2024", "2024-03-05T00:00"),
        ("2024-03-05T10:15:00 America/New_York", "2024-03-05T10:15"),
        ("2024-03-05T10:15:00 EST", "2024-03-05T15:15"),
        ("22 Aralık 2023", "2023-12-22T00:00"),
        ("Dez 22, 2023", "2023-12-22T00:00"),
        ("12 Musik 2024", None),
        ("30 février 2024", None),
    ],
)
def test_months_of_other_languages(text: str, iso: str | None) -> None:
    moment = parse_date(text)
    assert (moment and moment.strftime("%Y-%m-%dT%H:%M")) == iso
