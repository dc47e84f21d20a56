"""Marks pair into stretches, whatever their kind and whatever is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.text.quotes.quotation_marks import find_paragraphs, find_stretches


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We close at noon," said Ms Arden.', ["We close at noon,"]),
        ("“We close at noon,” said Ms Arden. “Not later.”", ["We close at noon,", "Not later."]),
        ("''We close at noon,'' said Ms Arden.", ["We close at noon,"]),
        ("‘We close at noon,’ said Ms Arden.", ["We close at noon,"]),
        ("'We don't close at noon,' said Ms Arden.", ["We don't close at noon,"]),
        ("Die Leiterin sagte: „Wir schließen um zwölf.“ Dann ging sie.", ["Wir schließen um zwölf."]),
        ("« Nous fermons à midi », a dit la gérante.", ["Nous fermons à midi"]),
        ("Sie sagte: »Wir schließen um zwölf.«", ["Wir schließen um zwölf."]),
        ("She said: „We close at noon.” Then she left.", ["We close at noon."]),
        ("“He told me ‘never again’ and left,” she said.", ["He told me ‘never again’ and left,"]),
        ("The players’ bus and the '90s songs weren't late.", []),
        ("A 6'2\" man bought a rock 'n' roll record.", []),
        ("The park is open till the last guest goes,” he said.", ["The park is open till the last guest goes,"]),
        ("Ms Arden said: “The park stays open.", ["The park stays open."]),
        ("It was late.” Then they left.", []),
        ("‘The sign said “No dogs” and we obeyed,’ said Ms Arden.", ["The sign said “No dogs” and we obeyed,"]),
        ("‘I thought, “They forgot us.”’ So he wrote.", ["I thought, “They forgot us.”"]),
        ("“He shouted “stop” and ran,” she said. “So did I.”", ["He shouted “stop” and ran,", "So did I."]),
        ('"We close at noon, said Ms Arden. "Not later."', ["We close at noon, said Ms Arden.", "Not later."]),
        ("‘The gate is old.\n\n‘It stays shut,’ she said.", ["The gate is old.", "It stays shut,"]),
        (
            "‘It’s the members’ choice – they’ve said “enough” twice.’ He left.",
            ["It’s the members’ choice – they’ve said “enough” twice."],
        ),
        ("‘The hall of the members’ was dark, he said, ‘for good’.", ["The hall of the members", "for good"]),
        ("The players’ “new” shirts and the players’ “old” ones.", ["new", "old"]),
        ("“`", []),
        ("”", []),
        ("’a'", ["a"]),
        ("", []),
    ],
)  # fmt: skip
def test_stretches(text: str, expected: list[str]) -> None:
    assert [text[stretch.start : stretch.end] for stretch in find_stretches(text)] == expected


def test_a_quotation_over_paragraphs_is_one_stretch_a_paragraph() -> None:
    text = "“The bridge is old.\n\n“It must be closed,” the engineer said."
    first, second = find_stretches(text)
    assert not first.closed
    assert second.closed
    assert (first.paragraph, second.paragraph) == (0, 1)
    assert text[first.start : first.end] == "The bridge is old."


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»—", max_size=60))
def test_stretches_are_ordered_and_stay_in_their_paragraph(text: str) -> None:
    paragraphs = find_paragraphs(text)
    end = 0
    for stretch in find_stretches(text):
        low, high = paragraphs[stretch.paragraph]
        assert low <= stretch.start < stretch.end <= high
        assert stretch.start >= end
        assert any(char.isalnum() for char in text[stretch.start : stretch.end])
        end = stretch.end
