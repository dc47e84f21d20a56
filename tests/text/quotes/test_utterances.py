"""Versions of an utterance: which are cuts of which, and that they meet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transforms.text.quotes.utterances import LEAST_WORDS, Version, cuts, is_cut, meeting_keys

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"]), min_size=1, max_size=40)


@given(WORDS, st.integers(0, 39), st.integers(1, 40))
def test_a_version_meets_every_sure_cut_of_it(words: list[str], start: int, length: int) -> None:
    long = Version("x", " ".join(words))
    short = Version("x", " ".join(words[start : start + length]))
    if is_cut(short, long):
        assert len(short.words) >= LEAST_WORDS
        assert set(meeting_keys(short)) & set(meeting_keys(long))
        assert [key for key, _ in cuts([long, short])] == [short.version_id]


def test_other_speakers_share_nothing() -> None:
    words = "we will not leave the harbour before the last boat"
    one, other = Version("x", words), Version("y", words.removesuffix(" boat"))
    assert not is_cut(other, one)
    assert not set(meeting_keys(one)) & set(meeting_keys(other))
    assert one.version_id != Version("y", words).version_id
