"""Stories: which articles report the same, decided in one place by agreement with a story's members."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from schemas import Story, make_id
from schemas.record import record
from transforms.text.stories.round_ups import find_round_ups
from transforms.text.stories.story_features import StoryEdge

#: Mean likeness between the members of two groups from which they are one story; what few pairs say is doubted, by
#: so much for a single pair. On 1,100 labelled and unlabelled articles B-cubed F1 stays within .01 from .30 to .38.
MIN_AGREEMENT = 0.35
_DOUBT = 0.1
#: While so few articles are remembered, all of them are looked at again with each run. Then doubt costs little: what is
#: left apart now may be joined by a later run, and a wrong join would stay.
LOOKED_AT_AGAIN = 1000
#: The agreement that a join takes meanwhile where one of the groups is new; what is added for two committed stories,
#: down to nothing at so many articles. Two labelled sets of 350 articles, in thirty runs in random order, come nearest
#: to one run by these; between .5 and .65, and 300 and 340 articles, B-cubed F1 stays within .005.
_SURE, _WAIT, _ENOUGH = 0.5, 0.5, 300
_LATE = datetime.max.replace(tzinfo=UTC)


@record
class Assignment:
    """The story that one new article is put into."""

    article_id: str
    story_id: str


@record
class Merge:
    """A committed story that turned out to be part of an older one."""

    story_id: str
    merged_into: str


@dataclass(slots=True)
class _Group:
    """A story in the making."""

    size: int
    #: new articles in it, the earliest first
    members: list[int] = field(default_factory=list)
    #: committed stories in it, the oldest first
    stories: list[int] = field(default_factory=list)
    #: sum of likeness to other groups
    links: dict[int, float] = field(default_factory=dict)


def gather_stories(
    articles: Iterable[tuple[float, str]], edges: Iterable[StoryEdge], known: Iterable[Story], remembered: int
) -> tuple[list[Assignment], list[Merge]]:
    """Put each new article into a story; the order of articles and edges makes no difference.

    `articles` are times and ids of the new ones, `known` the rows of the committed stories in the edges and of those
    that they absorbed, `remembered` the number of articles that the new ones were compared with or could be. Groups are
    joined from the most alike on, as long as the mean likeness over all pairs of their members holds (average
    linkage), so one article between two stories does not chain them; round-ups are joined with none. A group keeps the
    id of its oldest committed story, or gets one made of its first article.
    """
    order = [article_id for _, article_id in sorted(set(articles))]
    places = {article_id: place for place, article_id in enumerate(order)}
    rows = {story.story_id: story for story in known}
    stories = sorted(
        (s for s in rows.values() if s.merged_into is None), key=lambda s: (s.first_published_at or _LATE, s.story_id)
    )
    groups = {place: _Group(1, members=[place]) for place in range(len(order))}
    numbers = {}
    for number, story in enumerate(stories, len(order)):
        # each row counts its own articles only
        size = sum(rows[id_].independent_count for id_ in (story.story_id, *story.absorbed) if id_ in rows)
        groups[number] = _Group(max(1, size), stories=[number])
        numbers.update(dict.fromkeys((story.story_id, *story.absorbed), number))
    # one pair may have met under several keys; the last figures of a likeness depend on the company it was reckoned in
    unique = {(edge.first, edge.second): edge for edge in sorted(edges, key=lambda e: (e.first, e.second, e.likeness))}
    homes = dict(places)
    for edge in unique.values():
        homes.setdefault(edge.first, numbers.get(edge.first_story, -1))
        homes.setdefault(edge.second, numbers.get(edge.second_story, -1))
    alone = [article_id for article_id, home in homes.items() if home >= 0 and groups[home].size == 1]
    round_ups = find_round_ups(unique.values(), homes, alone)
    for edge in unique.values():
        one, other = homes[edge.first], homes[edge.second]
        if one != other and one >= 0 and other >= 0 and not {edge.first, edge.second} & round_ups:
            groups[one].links[other] = groups[one].links.get(other, 0.0) + edge.likeness
            groups[other].links[one] = groups[other].links.get(one, 0.0) + edge.likeness
    _join(groups, _bars(remembered, len(order)))
    assignments, merges = [], []
    for group in groups.values():
        told = [stories[number - len(order)] for number in group.stories]
        kept = told[0].story_id if told else make_id("story", order[group.members[0]])
        assignments += [Assignment(order[place], kept) for place in group.members]
        merges += [Merge(id_, kept) for story in told[1:] for id_ in (story.story_id, *story.absorbed)]
    return sorted(assignments, key=lambda a: a.article_id), sorted(merges, key=lambda m: m.story_id)


def _bars(remembered: int, new: int) -> tuple[float, float, float]:
    """Return the agreement that a join takes, by how many of the two groups have a committed story."""
    if not 0 < remembered < LOOKED_AT_AGAIN:
        return MIN_AGREEMENT, MIN_AGREEMENT, MIN_AGREEMENT
    return _SURE, _SURE, MIN_AGREEMENT + _WAIT * max(0.0, 1 - (remembered + new) / _ENOUGH)


def _join(groups: dict[int, _Group], bars: tuple[float, float, float]) -> None:
    """Join groups in place, those furthest above their bar first; ties go to the earlier groups."""

    def excess(one: int, other: int) -> float:
        group, second = groups[one], groups[other]
        return _agreement(group, second, other) - bars[bool(group.stories) + bool(second.stories)]

    heap = [
        (-value, one, other)
        for one, group in groups.items()
        for other in group.links
        if one < other and (value := excess(one, other)) >= 0
    ]
    heapq.heapify(heap)
    while heap:
        value, one, other = heapq.heappop(heap)
        if one not in groups or other not in groups or -excess(one, other) != value:
            continue
        kept, gone = groups[one], groups.pop(other)
        kept.size += gone.size
        kept.members = sorted(kept.members + gone.members)
        kept.stories = sorted(kept.stories + gone.stories)
        del kept.links[other], gone.links[one]
        for third, likeness in gone.links.items():
            kept.links[third] = kept.links.get(third, 0.0) + likeness
            del groups[third].links[other]
        for third, likeness in kept.links.items():
            groups[third].links[one] = likeness
            if (now := excess(one, third)) >= 0:
                heapq.heappush(heap, (-now, min(one, third), max(one, third)))


def _agreement(group: _Group, other: _Group, number: int) -> float:
    pairs = group.size * other.size
    return group.links.get(number, 0.0) / pairs - _DOUBT / math.sqrt(pairs)
