"""The top of a plain text gives its title, its byline and its date, whatever labels stand above them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from transforms.text.pages.plaintext import read_blocks
from transforms.text.pages.plaintext_head import Head, read_head

BODY = "The harbour authority opened the second lock on Monday, a year later than planned and over budget."


def read(*rows: str, titled: bool = False) -> Head:
    return read_head(read_blocks("\n\n".join((*rows, BODY, BODY))), titled)


@pytest.mark.parametrize("label", ["EXCLUSIVE", "Home / News / Harbour", "World", "NEWS > WORLD"])
def test_labels_above_the_headline_are_none(label: str) -> None:
    head = read(label, "Second lock opens at last")
    assert head.title == "Second lock opens at last"
    assert [removed.text for removed in head.removed] == [label]


def test_byline_and_date_are_read() -> None:
    head = read("Second lock opens at last", "By Ada Brook", "3 March 2024")
    assert head.authors == ("Ada Brook",)
    assert head.published_at == datetime(2024, 3, 3, tzinfo=UTC)
    assert read("Second lock opens", "Publish date: 13.09.2026").published_at == datetime(2026, 9, 13, tzinfo=UTC)


def test_a_short_headline_stays_one_and_nothing_is_made_up() -> None:
    head = read("Lock opens")
    assert (head.title, head.authors, head.published_at, head.removed) == ("Lock opens", (), None, ())
    assert read("Second lock opens at last", titled=True).title is None
