"""Versions: one URL, one article, numbered as its text changes."""

from __future__ import annotations

from datetime import timedelta

from tests.text.news import START
from transforms.text.stories.versions import Version, number_versions


def test_new_states_go_on_from_the_last_committed_one() -> None:
    states = [
        Version("c", False, fetched_at=START + timedelta(hours=2)),
        Version("b", False, fetched_at=START),
        Version("a2", True, version=2, supersedes="a1"),
        Version("a1", True),
    ]
    expected = [Version("b", False, 3, "a2"), Version("c", False, 4, "b")]
    assert number_versions(states) == expected
    assert number_versions(states[::-1] + states) == expected


def test_a_first_version_supersedes_nothing() -> None:
    assert number_versions([Version("a", False)]) == []
    assert number_versions([Version("b", False), Version("a", False)]) == [Version("b", False, 2, "a")]
