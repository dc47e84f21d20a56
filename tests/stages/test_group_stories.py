"""GroupStories: the same stories in any order, and ids that last over runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas import Article, Story
from tests.past import Remembered
from tests.text.news import flood, report
from transforms.group_stories import GroupStories
from transforms.text.stories.story_rows import update_story
from transforms.text.stories.terms import take_terms


class Stories(beam.PTransform):
    """Group stories with these articles and stories in memory."""

    def __init__(self, memory: Iterable[Article] = (), known: Iterable[Story] = ()) -> None:
        super().__init__()
        self.memory = [replace(article, text="") for article in memory]
        self.known = list(known)

    def expand(self, articles: PCollection[Article]) -> dict[str, PCollection]:
        return articles | GroupStories(Remembered(self.memory, self.known), 14.0)


def told(name: str, place: str, dead: int, words: str, **columns: object) -> Article:
    title, text = flood(place, dead, words)
    return report(name, text, title=title, **columns)  # type: ignore[arg-type]


VELL = [told("v1", "Vell", 12, "wire"), told("v2", "Vell", 12, "local", hours=3)]
ORRIN = [told("o1", "Orrin", 31, "wire"), told("o2", "Orrin", 31, "local", hours=3)]
COPY = replace(VELL[0], article_id="c0" * 16, source_uri="copy", copy_of=VELL[0].article_id, publisher="daily")


def ids(articles: Iterable[Article]) -> dict[str, str]:
    return {article.source_uri: article.story_id for article in articles}


def test_stories_in_one_run(run_on) -> None:
    out = run_on(Stories(), [*VELL, *ORRIN, COPY])
    found = ids(out["articles"])
    assert found["v1"] == found["v2"] == found["copy"] != found["o1"] == found["o2"]
    rows = {row.story_id: row for row in out["stories"]}
    row = rows[found["v1"]]
    assert (row.article_count, row.independent_count, row.publishers) == (3, 2, ("daily", "v1 times", "v2 times"))
    assert len(rows) == 2
    again = run_on(Stories(), [COPY, *ORRIN[::-1], *VELL[::-1]])
    assert ids(again["articles"]) == found
    assert {row.story_id: row for row in again["stories"]} == rows


def test_a_story_grows_over_runs_and_keeps_its_id(run_on) -> None:
    first = run_on(Stories(), [VELL[0], ORRIN[0]])
    before = ids(first["articles"])
    second = run_on(Stories(first["articles"], first["stories"]), [VELL[1]])
    assert ids(second["articles"]) == {"v2": before["v1"]}
    (row,) = second["stories"]
    assert (row.story_id, row.article_count) == (before["v1"], 2)
    copy = replace(COPY, story_id=before["v1"])
    latest = [row, *(old for old in first["stories"] if old.story_id != row.story_id)]
    third = run_on(Stories([*first["articles"], *second["articles"]], latest), [copy])
    assert ids(third["articles"]) == {"copy": before["v1"]}
    assert [(row.article_count, row.independent_count) for row in third["stories"]] == [(3, 2)]


def test_stories_of_few_articles_are_looked_at_again(run_on) -> None:
    first = run_on(Stories(), [told("v0", "Vell", 12, "local", hours=1)])
    apart = [replace(VELL[1], terms=take_terms(VELL[1].title, VELL[1].text).pack(), story_id="f" * 32)]
    rows = [*first["stories"], update_story("f" * 32, None, apart)]
    second = run_on(Stories([*first["articles"], *apart], rows), [ORRIN[0]])
    kept = first["articles"][0].story_id
    merged = {row.story_id: row for row in second["stories"]}
    assert merged["f" * 32].merged_into == kept
    assert merged[kept].absorbed == ("f" * 32,)


def test_a_join_is_shown_with_the_words_that_both_have(run_on) -> None:
    first = run_on(Stories(), [VELL[0], *ORRIN])
    (new, old), links = sorted(article.article_id for article in ORRIN), first["article_links"]
    assert {(link.article_id, link.other_id) for link in links} == {(new, old), (old, new)}
    link = links[0]
    assert "Orrin" in link.shared_names
    assert "31" in link.shared_names
    assert {link.story_id} == {a.story_id for a in first["articles"] if a.article_id == link.article_id}
    second = run_on(Stories(first["articles"], first["stories"]), [VELL[1]])
    assert [(link.article_id, link.other_id) for link in second["article_links"]] == [
        (VELL[1].article_id, VELL[0].article_id)
    ]
    assert second["article_links"][0].score > 0.35


def test_nothing_new_changes_nothing(run_on) -> None:
    first = run_on(Stories(), VELL)
    second = run_on(Stories(first["articles"], first["stories"]), [])
    assert second == {"articles": [], "stories": [], "article_links": []}
