"""Direct quotes and entities in French, by `make french`, and a language without a model."""

from __future__ import annotations

import pytest

from schemas import Annotation, Article
from transforms.text.annotation import annotate

_TEXT = """La maire de Valbrune, Odile Tessier, a inauguré le nouveau tramway samedi matin.

« Nous avons attendu ce tramway pendant trente ans », a déclaré Odile Tessier devant la gare. « Il était temps. »

Son prédécesseur, Gérard Lemoine, est plus prudent : « Le budget sera dépassé avant la fin de l’année. »

“Je préfère mon vélo, de toute façon”, a ajouté Karim Benhaddou, un passager."""


def _annotated(language: str, text: str) -> Annotation:
    return annotate(None, Article("a1", "a1.txt", "seed", text, len(text.split()), "hash", language=language))


@pytest.mark.engine
def test_french_quotes_have_speaker_and_cue_and_people_are_found() -> None:
    found = _annotated("fr", _TEXT)
    assert [(quote.kind, quote.text, quote.speaker, quote.cue) for quote in found.quotes] == [
        ("direct", "Nous avons attendu ce tramway pendant trente ans", "Odile Tessier", "déclaré"),
        ("direct", "Le budget sera dépassé avant la fin de l’année.", "Gérard Lemoine", None),
        ("direct", "Je préfère mon vélo, de toute façon", "Karim Benhaddou", "ajouté"),
    ]
    people = {entity.name for entity in found.entities if entity.label == "PERSON"}
    assert {"Odile Tessier", "Gérard Lemoine", "Karim Benhaddou"} <= people
    assert all(_TEXT[quote.start : quote.end] == quote.text for quote in found.quotes)
    assert all(quote.speaker_entity_id for quote in found.quotes)


def test_a_language_without_a_model_has_no_mentions_and_quotes() -> None:
    assert _annotated("xx", "„Wir schließen heute um zwölf“, sagte Anna Berg.") == Annotation("a1", unread="xx")
