"""Stories: what belongs together, whatever the order, and ids that last."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import Story
from tests.text.news import START, flood, prose, report
from transforms.text.stories.frequencies import background
from transforms.text.stories.likeness import Side, likenesses
from transforms.text.stories.series import series_of
from transforms.text.stories.stories import LOOKED_AT_AGAIN, Merge, gather_stories
from transforms.text.stories.story_features import Note, StoryEdge, bucket_edges
from transforms.text.stories.story_rows import update_story
from transforms.text.stories.terms import Terms, fold_ending, split_terms, take_terms

#: so many are remembered that nothing is looked at again
MANY = LOOKED_AT_AGAIN
NAMES = [chr(97 + i) for i in range(9)]
PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] < pair[1])


def edge(one: str, other: str, likeness: float, story: str = "", other_story: str = "") -> StoryEdge:
    return StoryEdge(one, other, likeness, story, other_story)


def groups(edges: list[StoryEdge], *known: Story, names: str = "abcdef") -> set[frozenset[str]]:
    placed, _ = gather_stories([(float(ord(name)), name) for name in names], edges, known, MANY)
    stories: dict[str, set[str]] = {}
    for assignment in placed:
        stories.setdefault(assignment.story_id, set()).add(assignment.article_id)
    return {frozenset(story) for story in stories.values()}


def test_alike_articles_are_one_story() -> None:
    assert groups([edge("a", "b", 0.9), edge("b", "c", 0.9), edge("a", "c", 0.8)], names="abcd") == {
        frozenset("abc"),
        frozenset("d"),
    }


def test_one_bridge_does_not_chain_two_stories() -> None:
    inside = [edge(*pair, 0.95) for pair in ("ab", "ac", "bc", "de", "df", "ef")]
    assert groups([*inside, edge("c", "d", 0.9)]) == {frozenset("abc"), frozenset("def")}


def test_a_committed_story_takes_in_new_articles_under_its_id() -> None:
    known = Story("5" * 32, "t", "x", 2, 2, first_published_at=START)
    placed, merges = gather_stories(
        [(0.0, "b")], [edge("b", "x", 0.9, "", known.story_id), edge("b", "y", 0.8, "", known.story_id)], [known], MANY
    )
    assert [assignment.story_id for assignment in placed] == [known.story_id]
    assert merges == []


def test_two_committed_stories_become_the_older_one() -> None:
    old = Story("9" * 32, "t", "x", 1, 1, first_published_at=START)
    young = Story("1" * 32, "t", "y", 1, 1, first_published_at=START + timedelta(hours=1))
    edges = [edge("n", "x", 0.9, "", old.story_id), edge("n", "y", 0.9, "", young.story_id)]
    edges.append(edge("x", "y", 0.8, old.story_id, young.story_id))
    placed, merges = gather_stories([(0.0, "n")], edges, [young, old], MANY)
    assert [assignment.story_id for assignment in placed] == [old.story_id]
    assert merges == [Merge(young.story_id, old.story_id)]
    # later articles that meet the young story go to the old one
    grown = update_story(old.story_id, old, [], None, [young.story_id])
    gone = update_story(young.story_id, young, [], old.story_id)
    placed, _ = gather_stories([(0.0, "m")], [edge("m", "y", 0.9, "", young.story_id)], [grown, gone], MANY)
    assert [assignment.story_id for assignment in placed] == [old.story_id]


def test_the_size_of_a_story_is_that_of_all_it_has_absorbed() -> None:
    gone = Story("1" * 32, "t", "y", 8, 8, first_published_at=START, merged_into="9" * 32)
    old = Story("9" * 32, "t", "x", 2, 2, first_published_at=START, absorbed=(gone.story_id,))
    edges = [edge("n", name, 0.9, "", story.story_id) for story, name in ((old, "v"), (old, "x"), (gone, "y"))]
    placed, _ = gather_stories([(0.0, "n")], edges, [old, gone], MANY)
    assert [assignment.story_id for assignment in placed] != [old.story_id], "three of ten are no agreement"


def test_while_all_is_looked_at_again_doubt_waits() -> None:
    old, young = (Story(digit * 32, "t", digit, 1, 1, first_published_at=START) for digit in "91")
    weak = [edge("n", "x", 0.5, "", old.story_id)]
    for remembered, stories in ((0, 1), (10, 2), (MANY, 1)):
        placed, _ = gather_stories([(0.0, "n")], weak, [old], remembered)
        assert len({old.story_id, *(assignment.story_id for assignment in placed)}) == stories
    between = [edge("x", "y", 0.7, old.story_id, young.story_id)]
    assert gather_stories([(0.0, "n")], between, [old, young], 10)[1] == []
    assert gather_stories([(0.0, "n")], between, [old, young], 400)[1] == [Merge(old.story_id, young.story_id)]


@settings(deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] < p[1]), st.floats(0.02, 1)
    ),
    st.randoms(),
)
def test_the_order_makes_no_difference(likeness: dict[tuple[str, str], float], dice: random.Random) -> None:
    edges = [edge(*pair, round(value, 4)) for pair, value in likeness.items()]
    articles = [(float(i % 2), name) for i, name in enumerate(NAMES)]
    before = gather_stories(articles, edges, [], 0)
    dice.shuffle(edges)
    dice.shuffle(articles)
    assert gather_stories(articles * 2, edges * 2, [], 0) == before
    assert sorted(assignment.article_id for assignment in before[0]) == NAMES


def like(terms: list[Terms], times: list[datetime | None]) -> float:
    side = Side([one.pack() for one in terms], times, background())
    return float(likenesses(side, side, background(), 14.0)[0, 1])


def likeness(*reports: tuple[str, str]) -> float:
    terms = [take_terms(title, text) for title, text in reports]
    return like(terms, [START] * len(reports))


def test_two_reports_of_one_flood_are_alike() -> None:
    assert likeness(flood("Vell", 12, "wire"), flood("Vell", 12, "local")) > 0.6


def test_two_floods_told_in_the_same_words_are_not() -> None:
    assert likeness(flood("Vell", 12, "wire"), flood("Orrin", 31, "wire")) < 0.1


def test_time_sets_two_events_apart() -> None:
    terms = [take_terms(*flood("Vell", 12, "wire")), take_terms(*flood("Vell", 12, "local"))]
    near, far, unknown = (like(terms, [START, other]) for other in (START, START + timedelta(days=300), None))
    assert far < near == unknown


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ("Weather: Monday 7 September", "Weather: Tuesday 8 September", True),
        ("Weather: Monday 7 September", "WEATHER — Monday, 7 September", False),
        ("Death toll rises to 48", "Death toll rises to 52", False),
        ("Closing bell: Friday", "Opening bell: Friday", False),
    ],
)
def test_parts_of_a_series(one: str, other: str, parts: bool) -> None:
    (form, date), (other_form, other_date) = series_of(one), series_of(other)
    assert (form == other_form and date != other_date) == parts


def test_parts_of_a_series_are_not_compared() -> None:
    terms = take_terms(*flood("Vell", 12, "wire")).pack()
    notes = [
        Note(name, START, terms, series=series_of(f"News of {day}"))
        for name, day in (("a", "Monday"), ("b", "Tuesday"))
    ]
    assert bucket_edges(notes, background(), 14.0) == []


@settings(deadline=None)
@given(st.one_of(st.none(), st.text()), st.text())
def test_any_article_has_terms(title: str | None, text: str) -> None:
    terms = take_terms(title, text)
    assert Terms.unpack(terms.pack()).pack() == terms.pack()


def test_a_bucket_costs_no_more_than_its_size() -> None:
    notes = [Note(f"{i:04}", START + timedelta(minutes=i), take_terms("", prose(i % 7, 30)).pack()) for i in range(500)]
    assert len(bucket_edges(notes, background(), 14.0)) < 500 * 120


@pytest.mark.parametrize(
    ("word", "term"),
    [("strikes", "strik"), ("striking", "strik"), ("parties", "party"), ("bus", "bus"), ("日本", "日本")],
)
def test_endings(word: str, term: str) -> None:
    assert fold_ending(word) == term


def test_scripts_without_spaces_give_pairs() -> None:
    assert split_terms("東京都") == ["東京", "京都", "都"]


def test_a_row_grows_with_its_articles() -> None:
    short = report("a", "Four words of news.", title="First", language="en")
    full = report("b", prose(1, 50), hours=2, title=" Fullest ", publisher=None)
    copy = report("c", prose(1, 50), hours=1, copy_of=full.article_id)
    late = report("d", prose(2, 90), hours=30)
    row = update_story("s", None, [short])
    assert (row.title, row.lead_article_id, row.article_count, row.publishers) == (
        "First",
        short.article_id,
        1,
        ("a times",),
    )
    row = update_story("s", row, [copy, late, full])
    assert (row.title, row.lead_article_id) == ("Fullest", full.article_id)
    assert (row.article_count, row.independent_count) == (4, 3)
    assert (row.first_published_at, row.last_published_at) == (START, late.published_at)
    assert row.publishers == ("a times", "c times", "d times")
    assert row.language == "en"


def test_a_story_whose_first_day_has_copies_only_has_a_lead() -> None:
    early = report("a", prose(1, 50), copy_of="f" * 32)
    original = report("b", prose(1, 60), hours=40, title="Original")
    row = update_story("s", None, [early, original])
    assert row.lead_article_id == original.article_id
    later = report("c", prose(2, 90), hours=50)
    assert update_story("s", row, [later]).lead_article_id == original.article_id, "the first day is long over"


def test_a_story_without_a_headline_has_its_first_words() -> None:
    assert update_story("s", None, [report("a", "One two.\n\nThree", title=" ")]).title == "One two. Three"
    assert update_story("s", None, [report("a", prose(1, 40))]).title.endswith(" …")


def test_no_dates_are_no_dates() -> None:
    row = update_story("s", None, [report("a", "News.", published_at=None)])
    assert (row.first_published_at, row.last_published_at) == (None, None)
    later = datetime(2026, 4, 1, tzinfo=UTC)
    assert update_story("s", row, [report("b", "News.", published_at=later)]).first_published_at == later
