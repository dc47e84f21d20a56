"""Fingerprints: the same for the same words, near for near texts, and stable for years."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.news import prose
from transforms.text.stories.fingerprint import Sketch, band_keys, capitalised, fingerprint, fold_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t PANIC — it's a “test”!", ["dont", "panic", "its", "a", "test"]),
        ("1,000-for-1,000\n\nswap", ["1", "000", "for", "1", "000", "swap"]),
        ("ＦＵＬＬ width", ["full", "width"]),
        ("東京で", ["東", "京", "で"]),
        ("…", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert fold_words(text) == words


def test_the_recipe_holds() -> None:
    """Another digest is another recipe: stored fingerprints no longer meet, so SCHEME has to change."""
    taken = fingerprint(prose(1, 600))
    assert taken is not None
    assert hashlib.blake2b(taken.signature + taken.sketch, digest_size=8).hexdigest() == "df0b3a932c17687d"


def test_sketches_without_the_digest_of_what_was_delivered_are_read() -> None:
    taken = fingerprint(prose(1, 600))
    assert taken is not None
    old = replace(Sketch.unpack(taken.sketch), delivered=0)
    assert hashlib.blake2b(taken.signature + old.pack(), digest_size=8).hexdigest() == "2d57e6875f657c9f"
    assert Sketch.unpack(old.pack()).pack() == old.pack()


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_fingerprint_or_none(text: str) -> None:
    taken = fingerprint(text)
    if taken is not None:
        sketch = Sketch.unpack(taken.sketch)
        assert sketch.pack() == taken.sketch
        keys = band_keys(np.frombuffer(taken.signature, dtype=np.uint8)[None])
        assert keys.shape == (1, 33)
        assert (keys >= 0).all()


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(10, 400))
def test_layout_makes_no_difference(seed: int, words: int) -> None:
    text = prose(seed, words)
    assert fingerprint(text) == fingerprint(f"“{text.replace(' ', '  ')}”.\n")


def test_a_short_text_has_none_unless_it_is_long_in_signs() -> None:
    assert fingerprint(prose(1, 9)) is None
    assert fingerprint("★" * 600) is not None


def test_a_long_text_is_sampled_alike() -> None:
    """The sample of a text is a part of the sample of its beginning, where that is sampled more finely."""
    whole, part = (fingerprint(prose(2, words)) for words in (5000, 1000))
    assert whole is not None
    assert part is not None
    one, other = Sketch.unpack(whole.sketch), Sketch.unpack(part.sketch)
    assert one.limit < other.limit
    assert np.isin(other.shingles[other.shingles <= one.limit], one.shingles).mean() > 0.99


def test_names_stand_within_sentences_or_in_rows() -> None:
    assert set(capitalised("Then Mr Ngata spoke. Rain fell, and Vell flooded. Lake Orr rose.")) >= {
        "Ngata",
        "Vell",
        "Lake",
    }
    assert "Rain" not in capitalised("Rain fell.")
