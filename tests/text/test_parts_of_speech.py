"""The coarse parts of speech that replace the attribute ruler of a model."""

from __future__ import annotations

import spacy

from transforms.text.annotation import chosen_model, load_model

_TEXT = (
    "The mayor said that the bridge would open.\n\nThat surprised the crew, who had been told to wait until May 3. "
    "Those 14 boats left because nobody answered, and this harbour is quiet."
)


def test_the_ruler_is_replaced() -> None:
    nlp = load_model()
    assert nlp is not None
    assert "attribute_ruler" not in nlp.pipe_names


def test_the_parts_are_those_of_the_ruler_but_for_auxiliaries_and_indefinite_pronouns() -> None:
    name, nlp = chosen_model(None), load_model()
    assert name is not None
    assert nlp is not None
    ours, theirs = nlp(_TEXT), spacy.load(name)(_TEXT)
    assert [token.tag_ for token in ours] == [token.tag_ for token in theirs]
    differ = {(their.pos_, our.pos_) for our, their in zip(ours, theirs, strict=True) if our.pos_ != their.pos_}
    assert differ <= {("AUX", "VERB"), ("PRON", "NOUN")}
    assert next(token.pos_ for token in ours if token.text == "That") == "PRON"


def test_white_space_is_white_space() -> None:
    nlp = load_model()
    assert nlp is not None
    assert [token.pos_ for token in nlp("One.\n\nTwo.") if token.is_space] == ["SPACE"]
    assert len(nlp("")) == 0
