"""ResolveEntities: one entity over articles, stories and runs, in whatever order they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import apache_beam as beam
import pytest
from apache_beam.pvalue import PCollection

from schemas import Annotation, Article, Entity, LocalEntity, Mention, Quote, make_id
from tests.past import Remembered
from tests.records import article
from transforms.resolve_entities import ResolveEntities
from transforms.text.entities.identity import merge_rows


def annotation(of: Article, *names: tuple[str, str], quote_by: str | None = None) -> Annotation:
    """Return an annotation with one mention for each (name, label) and, if wanted, a quote by one of them."""
    entities, mentions = [], []
    for at, (name, label) in enumerate(names):
        local = make_id(of.article_id, label, name)
        entities.append(LocalEntity(local, name, label, (name,), 1))
        mentions.append(Mention(of.article_id, local, label, name, name, at * 100, at * 100 + len(name)))
    quotes = ()
    if quote_by:
        speaker = next(entity for entity in entities if entity.name == quote_by)
        quotes = (
            Quote(
                make_id(of.article_id, "q"), of.article_id, "direct", "Yes", 0, 3, 0.9,
                speaker=quote_by, speaker_entity_id=speaker.entity_id,
            ),
        )  # fmt: skip
    return Annotation(of.article_id, tuple(entities), tuple(mentions), quotes)


class Resolve(beam.PTransform):
    """Applies `ResolveEntities` to (article, annotation) pairs, so that `run_on` can run it."""

    def __init__(self, remembered: list[Entity]) -> None:
        super().__init__()
        self.remembered = remembered

    def expand(self, pairs: PCollection) -> dict[str, PCollection]:
        articles = pairs | "articles" >> beam.Map(lambda pair: pair[0])
        annotations = pairs | "annotations" >> beam.Map(lambda pair: pair[1])
        return (articles, annotations) | ResolveEntities(Remembered(entities=self.remembered))


A = article("a", story_id="s1")
B = article("b", story_id="s1")
C = article("c", story_id="s2")
PAIRS = [
    (A, annotation(A, ("Volodymyr Tereshko", "PERSON"), ("US", "GPE"), quote_by="Volodymyr Tereshko")),
    (B, annotation(B, ("Tereshko", "PERSON"), ("United States", "GPE"))),
    (C, annotation(C, ("Vladimir Tereshko", "PERSON"), ("Tereshko", "PERSON"), ("Mary Tereshko", "PERSON"))),
    (article("d"), annotation(article("d"))),
]


def ids(out: dict, of: Article) -> list[tuple[str, str]]:
    found = next(it for it in out["annotations"] if it.article_id == of.article_id)
    return [(mention.entity_id, mention.name) for mention in found.mentions]


@pytest.mark.parametrize("backwards", [False, True])
def test_one_person_is_one_entity_over_articles_and_stories(run_on, backwards: bool) -> None:
    out = run_on(Resolve([]), reversed(PAIRS) if backwards else PAIRS)
    (full, name), (us, _) = ids(out, A)
    assert name == "Vladimir Tereshko" or name == "Volodymyr Tereshko"
    assert [it[0] for it in ids(out, B)] == [full, us]
    variant, bare, wife = (it[0] for it in ids(out, C))
    assert variant == full, "the same surname, and Vladimir is Volodymyr"
    assert len({bare, full, wife}) == 3, "a surname with two bearers in the story is nobody's"
    rows = {row.entity_id: row for row in out["entities"]}
    assert rows[us].name == "United States"
    assert rows[us].aliases == ("US",)
    assert {mention.entity_id for it in out["annotations"] for mention in it.mentions} == set(rows)
    quote = next(it for it in out["annotations"] if it.article_id == A.article_id).quotes[0]
    assert (quote.speaker, quote.speaker_entity_id) == (name, full)
    assert len(out["annotations"]) == len(PAIRS)


def test_what_was_remembered_keeps_id_and_name(run_on) -> None:
    then = datetime(2026, 1, 1, tzinfo=UTC)
    old = Entity("0" * 32, "Wolodymyr Tereshko", "PERSON", (), updated_at=then)
    bare = Entity(make_id("PERSON", "tereshko", "s1"), "Tereshko", "PERSON", (), updated_at=then)
    out = run_on(Resolve([old, bare]), PAIRS[:2])
    assert ids(out, A)[0] == (old.entity_id, old.name)
    rows = {row.entity_id: row for row in out["entities"]}
    assert rows[old.entity_id].aliases == ("Tereshko", "Volodymyr Tereshko")
    assert rows[bare.entity_id].alias_of == old.entity_id, "the story now names the bearer in full"


def test_an_unchanged_entity_is_not_written_again(run_on) -> None:
    first = run_on(Resolve([]), PAIRS)["entities"]
    then = datetime(2026, 1, 1, tzinfo=UTC)
    again = run_on(Resolve([replace(row, updated_at=then) for row in first]), PAIRS)
    assert again["entities"] == []


def test_rows_of_one_id_become_one() -> None:
    one, other = Entity("ab", "Ada Venn", "PERSON", ("Venn",)), Entity("ab", "Ada Venn", "PERSON", ("A. Venn",))
    assert merge_rows([one, other]) == merge_rows([other, one])
    assert merge_rows([one, other]).aliases == ("A. Venn", "Venn")
