"""LinkUtterances: the same words by the same speaker have one id."""

from __future__ import annotations

import pytest

from schemas import Annotation, Quote, make_id
from transforms.link_utterances import LinkUtterances

LONG = "We will not leave the harbour until the last boat is home, whatever the weather does"


def annotation(name: str, text: str, speaker: str | None = "e1") -> Annotation:
    quote = Quote(make_id(name), name, "direct", text, 0, len(text), 0.9, speaker=speaker, speaker_entity_id=speaker)
    return Annotation(name, quotes=(quote,))


ANNOTATIONS = [
    annotation("a", LONG),
    annotation("b", LONG.upper() + ","),
    annotation("c", "We will not leave the harbour until the last boat is home"),
    annotation("d", LONG, "e2"),
    annotation("e", "Other words altogether, said by the same person on the same day"),
    annotation("f", LONG, None),
    annotation("g", LONG, None),
]


@pytest.mark.parametrize("backwards", [False, True])
def test_equal_and_cut_words_are_one_utterance(run_on, backwards: bool) -> None:
    out = run_on(LinkUtterances(), reversed(ANNOTATIONS) if backwards else ANNOTATIONS)
    found = {quote.article_id: quote.utterance_id for quotes in out for quote in quotes}
    assert found["a"] == found["b"] == found["c"]
    assert found["f"] == found["g"]
    assert len({found[name] for name in "adef"}) == 4
    assert all(len(it) == 32 for it in found.values())
