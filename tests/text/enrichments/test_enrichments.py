"""Enrichments: each fills the column of its name, and none can lose an article."""

from __future__ import annotations

from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article, Reason
from tests.records import article
from transforms.text.enrichments import ENRICHMENTS, enrich
from transforms.text.enrichments.readability import count_syllables, readability


@pytest.mark.parametrize(("name", "find"), ENRICHMENTS.items())
def test_an_enrichment_returns_what_the_column_of_its_name_holds(name: str, find: Any) -> None:
    column = get_type_hints(Article)[name]
    assert get_type_hints(find) == {"article": Article, "return": column}
    assert type(None) in column.__args__


@given(st.text(), st.sampled_from(["en", "fr", None]))
def test_no_text_makes_an_enrichment_fail(text: str, language: str | None) -> None:
    row = article(text=text, language=language)
    assert enrich(row).repairs == ()
    assert enrich(row) == enrich(row)


def test_one_that_fails_leaves_its_column_null_and_says_so() -> None:
    def fails(_: Article) -> float:
        raise ZeroDivisionError("no words")

    row = enrich(article(), {"readability": fails})
    assert row.readability is None
    assert [(it.reason, it.detail) for it in row.repairs] == [
        (Reason.ERROR, "readability is not told: ZeroDivisionError: no words")
    ]


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("tree", 1), ("table", 2), ("made", 1), ("walked", 1), ("wanted", 2), ("added", 2), ("energy", 3),
     ("a", 1), ("hmm", 1), ("apple", 2), ("minister", 3), ("the", 1), ("rhythm", 1), ("lease", 1)],
)  # fmt: skip
def test_syllables_are_counted_by_ear(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_short_words_in_short_sentences_read_easily() -> None:
    easy = readability(article(text="The cat sat on the mat. " * 20, language="en"))
    hard = readability(article(text="Administrative responsibilities necessitate documentation. " * 30, language="en"))
    # 6 words, 6 syllables: 206.835 - 1.015 * 6 - 84.6
    assert easy == pytest.approx(116.1, abs=0.1)
    assert hard is not None
    assert hard < 0


def test_other_languages_and_short_texts_have_no_score() -> None:
    assert readability(article(text="Le chat est sur la table. " * 30, language="fr")) is None
    assert readability(article(text="Too short to tell.", language="en")) is None


def test_a_text_that_cannot_be_written_is_a_repair() -> None:
    class Half:
        name, package = "half", "other 1.0"

        def tell(self, _: Article) -> str:
            return "half of a pair: \ud83d"

    class Fails(Half):
        def tell(self, _: Article) -> str:
            raise ValueError("\ud83d")

    for other in (Half(), Fails()):
        row = enrich(article(), {}, [other])
        assert row.enrichments == {}
        assert [it.reason for it in row.repairs] == [Reason.ERROR]
        assert all(it.detail.encode() for it in row.repairs if it.detail)
