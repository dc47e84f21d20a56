# ruff: noqa: E501
"""Furniture is told from news: tables of blocks that go and of blocks that stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article, Block, BlockKind, Extraction, Outcome, Reason
from transforms.text.pages.authors import people
from transforms.text.pages.boilerplate import judge, remove_boilerplate
from transforms.text.pages.dates import find_date, parse_date
from transforms.text.pages.language import detect_language
from transforms.text.pages.titles import strip_site

NEWS = (
    "The harbour authority opened the second lock on Monday, a year later than planned and twelve million over budget."
)
MORE = "Fishermen had asked for it since the flood of 2011, when eleven boats were lost in a single night in March."


def reason(text: str, kind: BlockKind = BlockKind.PARAGRAPH, link_density: float = 0.0) -> str | None:
    blocks = (
        Block(NEWS),
        Block(MORE),
        Block(text, kind, link_density),
        Block(NEWS + " Again."),
        Block(MORE + " Again."),
    )
    return judge(blocks, None)[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Advertisement", "advertisement"),
        ("Article continues below", "advertisement"),
        ("Also read", "related"),
        ("Others are reading now", "related"),
        ("READ MORE: Ten ways to tie a knot", "related"),
        ("A trawler leaves the lock. (Jane Doe/AFP via Getty Images)", "credit"),
        ("LAST UPDATE | 3 hrs ago", "date"),
        ("Reporting by Jane Doe; Editing by John Roe", "contributors"),
        ("Jane Doe contributed to this report.", "contributors"),
        ("Sign up for our morning newsletter here.", "newsletter"),
        ("Follow us on Facebook and Instagram", "follow"),
        ("Copyright 2024 Example Press. All rights reserved.", "legal"),
        ("If you buy through our links we may earn an affiliate commission.", "affiliate"),
        ("Please consider making a donation to keep our journalism free.", "support"),
        ("This story was originally published March 3, 2024.", "update"),
        ("* * *", "mark"),
        ("146 shares", "share"),
        ("2-minute read", "date"),
        ("POLL: Should the lock close at night? Vote here", "poll"),
        ("Topics: harbour, locks", "tags"),
        ("Explained | Why locks leak", "related"),
        ("Lesen Sie auch: Die zweite Schleuse", "related"),
        ("À lire aussi : La seconde écluse", "related"),
        ("The post Second lock opens appeared first on Valley Gazette.", "syndication"),
        ("The lock at dusk. (Ada Brook/Valley Gazette)", "caption"),
        ("Before you go: will you chip in?", "support"),
        ("This video can not be played", "embed"),
        ("Also: How locks are built", "related"),
        ("For the whole programme of the regatta, click here.", "related"),
        ("3 of 41", "gallery"),
        ("March 3, 2024 at 6:00 am Updated March 4, 2024 at 7:15 am", "date"),
        ("Scroll through the gallery to see more of the lock", "gallery"),
        ("Hear the rest of this talk on Lock Talk, wherever you get your podcasts.", "podcast"),
        ("An earlier version of this article misstated the depth of the lock.", "update"),
        ("This conversation has been edited for length and clarity.", "update"),
        ("This article was reviewed according to our editorial guidelines.", "notice"),
        ("Your subscription has been confirmed.", "newsletter"),
        ("Contributing: Bo Lund, Harbour Press", "contributors"),
    ],
)
def test_furniture_goes(text: str, expected: str) -> None:
    assert reason(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The paper's owner said readers had stopped subscribing to its newsletter after the merger in May.",
        "“Please consider making a donation to the lifeboat crew,” the harbour master said after the service on Sunday.",
        "Runoff from the quarry contributed to the flood, the engineers wrote.",
        "Posted to the front at nineteen, he came home in 1945.",
        "The minister resigned.",
        "Why it matters",
        "Copyright in the drawings belongs to the engineer's heirs, who live in three towns and do not answer letters.",
        "“Click here,” the form said, and for nine minutes nothing happened.",
        "Published in 1911, the only history of the lock gives the flood half a line.",
        "Reporting by citizens has become so common that the harbour set up a telephone line for it.",
        "Images from a satellite show the silt plainly.",
        "Also: the pilots want a second tower, and the council has promised to look for the money in its next budget.",
        "Three of 41 boats came back that night.",
        "Contributing to the delay was a strike of the divers.",
        "The report was reviewed by the harbour's own editorial board of four.",
        "Related cases in two other harbours are still open.",
        "He is said to have met the reporter in a cafe near the station before the trial began.",
        "The city may install the app on every ticket machine by June, officials told the council.",
    ],
)
def test_news_stays(text: str) -> None:
    assert reason(text) is None


def test_cells_of_data_and_lines_said_twice_go() -> None:
    assert reason("12 m", BlockKind.TABLE) == "table"
    assert reason("A year later than planned.", BlockKind.ASIDE) == "repeated"


def test_captions_go_and_subheadings_stay_while_something_is_below() -> None:
    assert reason("Boats in the lock", BlockKind.CAPTION) == "caption"
    assert reason("A long wait", BlockKind.HEADING) is None
    blocks = (Block(NEWS), Block(MORE), Block("Help us", BlockKind.HEADING), Block("Support our journalism today."))
    assert judge(blocks, None) == [None, None, "heading", "support"]


def test_nothing_comes_after_a_legal_notice() -> None:
    notice = "LEGAL NOTICE: No part of this may be used without written permission of the agency."
    blocks = (*(Block(f"{NEWS} {i}.") for i in range(8)), Block(notice), Block(MORE))
    assert judge(blocks, None)[-2:] == ["legal", "after the end"]


def test_what_makers_say_of_themselves_goes_from_the_end_only() -> None:
    body = tuple(Block(f"{NEWS} {i}.") for i in range(8))
    note, about = Block("Ada Brook is the harbour's pilot."), Block("About Harbour Press is a daily for seafarers.")
    assert judge((*body, note), None, ("Ada Brook",))[-1] == "author"
    assert judge((note, *body), None, ("Ada Brook",))[0] is None
    assert judge((*body, note), None, ("Bo Lund",))[-1] is None
    assert judge((Block("Ada Brook"), *body), None, ("Ada Brook",))[0] == "byline"
    assert judge((*body, about), None, (), "Harbour Press")[-1] == "publisher"


def test_credits_of_many_makers_go_from_the_end() -> None:
    body = tuple(Block(f"{NEWS} {i}.") for i in range(8))
    made = (Block("Credits", BlockKind.HEADING), Block("Director: Bo Lund"), Block("Boats Ada Brook"))
    assert None not in judge((*body, *made), None)[-3:]


def test_a_short_last_sentence_after_a_teaser_stays() -> None:
    blocks = (*(Block(f"{NEWS} {i}.") for i in range(8)), Block("Also read: Locks of the north"), Block("He nodded."))
    assert judge(blocks, None)[-2:] == ["related", None]


def test_a_repeated_title_goes_and_an_article_of_furniture_alone_is_rejected() -> None:
    assert judge((Block("Second lock opens"), Block(NEWS)), "Second lock opens")[0] == "title"
    article = Article("", "a.txt", "seed", "", 0, "")
    outcome = remove_boilerplate(Extraction(article, (Block("Advertisement"),)))
    assert isinstance(outcome, Outcome)
    assert outcome.reason == Reason.NO_TEXT


@given(st.lists(st.text(max_size=200), max_size=12), st.text(max_size=40))
def test_every_block_is_kept_or_removed_once(texts: list[str], title: str) -> None:
    assert len(judge(tuple(Block(text) for text in texts), title)) == len(texts)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("By Ada B. Brook • March 3, 2024 7:00 am", ("Ada B. Brook",)),
        ("Ada Brook and The Associated Press", ("Ada Brook",)),
        ("Ada Brook, Staff Writer", ("Ada Brook",)),
        ("Ada Brook EXAMPLE TODAY", ("Ada Brook",)),
        ("Ludwig van Dyke, José Núñez", ("Ludwig van Dyke", "José Núñez")),
        ("Gazette Staff", ()),
        ("news@example.com", ()),
    ],
)
def test_bylines(printed: str, names: tuple[str, ...]) -> None:
    assert people([printed], ("Valley Gazette",), printed=True) == names


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-03-03T19:05:00-05:00", "2024-03-04T00:05:00+00:00"),
        ("March 3, 2024, 7:05 pm EST", "2024-03-04T00:05:00+00:00"),
        ("3rd of March 2024", "2024-03-03T00:00:00+00:00"),
        ("Sun, 03 Mar 2024 10:00:00 GMT", "2024-03-03T10:00:00+00:00"),
        ("1709460000", "2024-03-03T10:00:00+00:00"),
        ("2024-13-45", None),
        ("yesterday", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    moment = parse_date(text)
    assert (moment.isoformat() if moment else None) == iso


@given(st.text(max_size=60))
def test_no_date_fails(text: str) -> None:
    parse_date(text)
    find_date(text)


def test_site_names_leave_titles() -> None:
    assert strip_site("Lock opens | Valley Gazette", ("Valley Gazette",)) == "Lock opens"
    assert strip_site("Valley Gazette: Lock opens", ("Valley Gazette",)) == "Lock opens"
    assert strip_site("Valley Gazette - News - Lock opens", ("Valley Gazette",)) == "Lock opens"
    assert strip_site("Lock opens - at last", ("Valley Gazette",)) == "Lock opens - at last"


def test_languages() -> None:
    assert detect_language("Die Schleuse", "Die Hafenbehörde hat am Montag die zweite Schleuse eröffnet.") == "de"
    assert detect_language(None, "1234", "fr-FR") == "fr"
    assert detect_language(None, "") is None
