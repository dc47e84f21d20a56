"""Quotes and people of our labelled articles are found as well as when the floors were pinned, on every run."""

from __future__ import annotations

import pytest

from schemas.annotation import Annotation
from tests.quality.marked import read_labelled
from tests.quality.measure import measure, raised, read_floors


@pytest.fixture(scope="module")
def measured() -> tuple[dict[str, float], list[Annotation]]:
    """Annotate the articles once for all tests."""
    figures, _, found = measure()
    return figures, found


@pytest.mark.quality
def test_quotes_and_people_are_found_as_well_as_before(measured: tuple[dict[str, float], list[Annotation]]) -> None:
    figures, _ = measured
    floors = read_floors()
    assert floors.keys() == figures.keys()
    below = {name: (figures[name], floor) for name, floor in floors.items() if figures[name] < floor}
    assert not below, f"measured, floor: {below}"


@pytest.mark.quality
def test_every_span_is_the_words_beside_it(measured: tuple[dict[str, float], list[Annotation]]) -> None:
    for article, annotation in zip(read_labelled(), measured[1], strict=True):
        known = {entity.entity_id for entity in annotation.entities}
        ids = [quote.quote_id for quote in annotation.quotes]
        assert len(set(ids)) == len(ids)
        for mention in annotation.mentions:
            assert article.text[mention.start : mention.end] == mention.text != ""
            assert mention.entity_id in known
        for quote in annotation.quotes:
            assert article.text[quote.start : quote.end] == quote.text != ""
            assert 0 <= quote.confidence <= 1
            assert quote.continues is None or quote.continues in ids
            assert quote.speaker_entity_id is None or quote.speaker_entity_id in known
            if quote.speaker_start is not None:
                assert article.text[quote.speaker_start : quote.speaker_end] == quote.speaker_text
            if quote.cue_start is not None:
                assert article.text[quote.cue_start : quote.cue_end] == quote.cue


def test_floors_only_rise() -> None:
    floors = raised({"a": 0.9, "b": 0.5, "c": 0.7}, {"a": 0.8, "b": 1.0, "c": 0.8123, "d": 0.25})
    assert floors == {"a": 0.9, "b": 1.0, "c": 0.807, "d": 0.245}
