"""Round-ups: what is like many that are unlike one another."""

from __future__ import annotations

from itertools import combinations

import pytest

from transforms.text.stories.round_ups import find_round_ups
from transforms.text.stories.stories import gather_stories
from transforms.text.stories.story_features import StoryEdge


def edges(likeness: float, *pairs: str) -> list[StoryEdge]:
    return [StoryEdge(*sorted(pair), likeness) for pair in pairs]


@pytest.mark.parametrize(
    ("found", "homes", "round_ups"),
    [
        ("three that share nothing", {}, {"r"}),
        ("three of one committed story", dict.fromkeys("abc", 1), set()),
        ("three of three committed stories", {"a": 1, "b": 2, "c": 3}, {"r"}),
    ],
)
def test_what_is_like_many_unlike_ones_is_a_round_up(found: str, homes: dict[str, int], round_ups: set[str]) -> None:
    assert find_round_ups(edges(0.9, "ra", "rb", "rc"), homes, "rabc") == round_ups, found


def test_what_is_like_a_story_is_none() -> None:
    story = [*edges(0.9, "ra", "rb", "rc"), *edges(0.4, "ab", "ac", "bc")]
    assert find_round_ups(story, {}, "rabc") == set()
    assert find_round_ups(edges(0.9, "ra", "rb"), {}, "rab") == set(), "two others are too few to tell"
    assert find_round_ups(edges(0.5, "ra", "rb", "rc"), {}, "rabc") == set(), "it is not much like any"
    assert find_round_ups(edges(0.9, "ra", "rb", "rc"), {}, "abc") == set(), "it is in a story"


def test_a_round_up_joins_no_story_and_bridges_none() -> None:
    stories = [f"{one}{other}" for story in ("abc", "def", "ghi") for one, other in combinations(story, 2)]
    likes = [*edges(0.9, *stories), *edges(0.8, *(f"{member}r" for member in "abcdefghi"))]
    placed, _ = gather_stories([(0.0, name) for name in "abcdefghir"], likes, [], 0)
    story_of = {assignment.article_id: assignment.story_id for assignment in placed}
    assert len(set(story_of.values())) == 4
    assert sum(story_of["r"] == story for story in story_of.values()) == 1
