"""Round-ups: articles that mention many stories and report none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from transforms.text.stories.story_features import StoryEdge

#: An article that is so much like at least so many others, which are on average hardly like one another, is a round-up.
#: On four labelled sets .6 to .8 and .2 to .3 make no difference beyond .003; with two others, good joins go too.
_LIKE, _OTHERS, _UNLIKE = 0.6, 3, 0.25
#: others that are looked at, the most alike first
_MOST = 20


def find_round_ups(edges: Iterable[StoryEdge], homes: Mapping[str, int], alone: Iterable[str]) -> set[str]:
    """Return which of the articles that stand `alone` are round-ups; `homes` has the group of each article.

    Two articles of one group are alike, two without an edge are not.
    """
    likeness: dict[tuple[str, str], float] = {}
    nearest: dict[str, list[tuple[float, str]]] = defaultdict(list)
    single = set(alone)
    for edge in edges:
        likeness[edge.first, edge.second] = edge.likeness
        if edge.likeness >= _LIKE:
            for one, other in ((edge.first, edge.second), (edge.second, edge.first)):
                if one in single:
                    nearest[one].append((-edge.likeness, other))

    def alike(one: str, other: str) -> float:
        same = one in homes and homes[one] == homes.get(other)
        return 1.0 if same else likeness.get((min(one, other), max(one, other)), 0.0)

    found = set()
    for article_id, others in nearest.items():
        if len(others) >= _OTHERS:
            pairs = list(combinations([other for _, other in sorted(others)[:_MOST]], 2))
            if sum(alike(one, other) for one, other in pairs) < _UNLIKE * len(pairs):
                found.add(article_id)
    return found
