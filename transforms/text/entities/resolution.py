"""Entities of articles made entities of their story: who is who where several articles report together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from schemas.annotation import LocalEntity
from schemas.record import record
from transforms.text.entities.aliases import canonical_key
from transforms.text.entities.labels import PRECEDENCE, label_group
from transforms.text.entities.people import gather_people


@record
class Member:
    """A local entity of one article, with the name and the label that the article gives it."""

    article_id: str
    local_id: str
    name: str
    label: str


@record
class StoryEntity:
    """One entity as one story knows it."""

    story_id: str
    #: `PERSON`, `NORP` or `THING`
    group: str
    #: what it is compared by: the fullest name of a person, the canonical key of anything else
    key: str
    label: str
    #: how often each name is used as the fullest one in an article
    names: tuple[tuple[str, int], ...]
    #: every form seen, sorted
    forms: tuple[str, ...]
    members: tuple[Member, ...]


def resolve_story(story_id: str, seen: Iterable[tuple[str, tuple[LocalEntity, ...]]]) -> list[StoryEntity]:
    """Resolve the entities of a story's articles, given as (article_id, entities), in whatever order they come.

    A bare surname is its only bearer in the story; with two bearers, or none, it stays an entity of its own. Whether a
    name is a person's, a people's or a thing's, and what an acronym stands for, each article says for itself, so that a
    mention is the same whichever articles came in with it.
    """
    local = sorted(
        ((article_id, entity) for article_id, entities in seen for entity in entities),
        key=lambda item: (item[0], item[1].entity_id),
    )
    home = _home_of_people([item for item in local if item[1].label == "PERSON"])
    members: dict[tuple[str, str], list[tuple[str, LocalEntity]]] = defaultdict(list)
    for item in local:
        entity = item[1]
        key = home[entity.name] if entity.label == "PERSON" else canonical_key(entity.name, entity.label)
        members[label_group(entity.label), key].append(item)
    return [_story_entity(story_id, group, key, found) for (group, key), found in sorted(members.items())]


def _home_of_people(people: list[tuple[str, LocalEntity]]) -> dict[str, str]:
    """Map each person's name to the name that stands for the person in the story."""
    count: Counter[str] = Counter()
    for _, entity in people:
        count[entity.name] += entity.count
    order = sorted(count, key=lambda name: (-count[name], name))
    return {name: person.full for person in gather_people(order, alone=True) for name in person.names}


def _story_entity(story_id: str, group: str, key: str, found: list[tuple[str, LocalEntity]]) -> StoryEntity:
    names: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for _, entity in found:
        names[entity.name] += entity.count
        labels[entity.label] += entity.count
    label = min(labels, key=lambda it: (-labels[it], PRECEDENCE.index(it)))
    return StoryEntity(
        story_id,
        group,
        key,
        label,
        tuple(sorted(names.items())),
        tuple(sorted({form for _, entity in found for form in entity.forms})),
        tuple(Member(article_id, entity.entity_id, entity.name, entity.label) for article_id, entity in found),
    )
