"""FindCopies: in one run and over several, the same originals and versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import apache_beam as beam
import pytest
from apache_beam.pvalue import PCollection

from schemas import Article
from tests.past import Remembered
from tests.text.news import prose, report
from transforms.find_copies import FindCopies
from transforms.text.stories.fingerprint import SCHEME

BODY = prose(1, 300)
CUT = " ".join(BODY.split()[:220])


class Copies(beam.PTransform):
    """Find copies with these articles in memory."""

    def __init__(self, memory: Iterable[Article] = ()) -> None:
        super().__init__()
        self.memory = list(memory)

    def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
        return articles | FindCopies(Remembered(self.memory))


def by_name(articles: Iterable[Article]) -> dict[str, Article]:
    return {article.source_uri: article for article in articles}


@pytest.mark.parametrize("backwards", [False, True])
def test_copies_point_at_the_original(run_on, backwards: bool) -> None:
    articles = [
        report("first", BODY),
        report("same", f"“{BODY}”", hours=1),
        report("cut", CUT, hours=2),
        report("other", prose(2, 300)),
        report("brief", "Too short to tell."),
    ]
    found = by_name(run_on(Copies(), articles[::-1] if backwards else articles))
    first = found["first"]
    assert (first.copy_of, first.copy_kind, first.copy_score, first.signature_scheme) == (None, None, None, SCHEME)
    assert (found["same"].copy_of, found["same"].copy_kind, found["same"].copy_score) == (
        first.article_id,
        "exact",
        1.0,
    )
    assert (found["cut"].copy_of, found["cut"].copy_kind) == (first.article_id, "near")
    assert found["cut"].copy_score > 0.9
    assert found["other"].copy_of is None
    assert found["brief"].signature is None
    assert found["brief"].text == "Too short to tell."


def test_what_is_remembered_is_the_original(run_on) -> None:
    (old,) = run_on(Copies(), [report("old", BODY, hours=9)])
    memory = [replace(old, text="", story_id="57")]
    found = by_name(run_on(Copies(memory), [report("new", BODY), report("cut", CUT)]))
    assert {article.copy_of for article in found.values()} == {old.article_id}
    assert {article.story_id for article in found.values()} == {"57"}


def test_a_changed_text_at_one_url_is_a_new_version(run_on) -> None:
    old = report("old", "", url="https://a.example/1", version=2)
    new = report("new", prose(3, 50), url="https://a.example/1")
    front = [
        report(f"front {i}", prose(i, 50), canonical_url="https://b.example/", url=f"https://b.example/{i}")
        for i in (1, 2)
    ]
    found = by_name(run_on(Copies([old]), [new, *front]))
    assert (found["new"].version, found["new"].supersedes) == (3, old.article_id)
    assert {found[f"front {i}"].version for i in (1, 2)} == {1}
