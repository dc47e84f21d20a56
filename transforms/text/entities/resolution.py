"""Entities of articles made entities of their story: who is who where several articles report together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from schemas.annotation import LocalEntity
from schemas.record import record
from transforms.text.entities.aliases import canonical_key, known
from transforms.text.entities.labels import PRECEDENCE, label_group
from transforms.text.entities.names import parse_name
from transforms.text.entities.people import gather_people, is_full
from transforms.text.entities.spelling import fold


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
    #: the local entities it is made of: article_id and entity_id
    members: tuple[tuple[str, str], ...]


def resolve_story(story_id: str, seen: Iterable[tuple[str, tuple[LocalEntity, ...]]]) -> list[StoryEntity]:
    """Resolve the entities of a story's articles, given as (article_id, entities), in whatever order they come.

    A bare surname is its only bearer in the story; with two bearers, or none, it stays an entity of its own. An acronym
    that one article explains is known in all of them.
    """
    local = sorted(
        ((article_id, entity) for article_id, entities in seen for entity in entities),
        key=lambda item: (item[0], item[1].entity_id),
    )
    groups = _groups(local)
    people = [item for item in local if groups[item[0], item[1].entity_id] == "PERSON"]
    others = [item for item in local if groups[item[0], item[1].entity_id] != "PERSON"]
    members: dict[tuple[str, str], list[tuple[str, LocalEntity]]] = defaultdict(list)
    home = _home_of_people(people)
    for item in people:
        members["PERSON", home[item[1].name]].append(item)
    explained = _explained(others)
    for item in others:
        group = groups[item[0], item[1].entity_id]
        key = canonical_key(item[1].name, item[1].label)
        members[group, explained.get(key, key)].append(item)
    return [_story_entity(story_id, group, key, found) for (group, key), found in sorted(members.items())]


def _groups(local: list[tuple[str, LocalEntity]]) -> dict[tuple[str, str], str]:
    """Settle whether each local entity is a person, a people or a thing: what most mentions of its name in the story
    say."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    surnames: set[str] = set()
    for _, entity in local:
        group = label_group(entity.label)
        votes[fold(entity.name)][group] += entity.count + 2 * len(entity.titles)
        if group == "PERSON" and is_full(entity.name):
            surnames.add(parse_name(entity.name).surname)
    groups = {}
    for article_id, entity in local:
        name = fold(entity.name)
        group = label_group(entity.label)
        if known(entity.name) is None:
            if name in surnames:
                group = "PERSON"
            elif "PERSON" in votes[name]:
                group = min(votes[name], key=lambda it: (-votes[name][it], it))
        groups[article_id, entity.entity_id] = group
    return groups


def _home_of_people(people: list[tuple[str, LocalEntity]]) -> dict[str, str]:
    """Map each person's name to the name that stands for the person in the story."""
    count: Counter[str] = Counter()
    for _, entity in people:
        count[entity.name] += entity.count
    order = sorted(count, key=lambda name: (-count[name], name))
    return {name: person.full for person in gather_people(order, alone=True) for name in person.names}


def _explained(others: list[tuple[str, LocalEntity]]) -> dict[str, str]:
    """Map keys of short names to the key of the entity that they are a form of in the article that explains them."""
    full: dict[str, set[str]] = defaultdict(set)
    for _, entity in others:
        key = canonical_key(entity.name, entity.label)
        for form in entity.forms:
            short = canonical_key(form, entity.label)
            if short != key:
                full[short].add(key)
    return {short: next(iter(keys)) for short, keys in full.items() if len(keys) == 1}


def _story_entity(story_id: str, group: str, key: str, found: list[tuple[str, LocalEntity]]) -> StoryEntity:
    names: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for _, entity in found:
        names[entity.name] += entity.count
        if label_group(entity.label) == group:
            labels[entity.label] += entity.count
    label = min(labels, key=lambda it: (-labels[it], PRECEDENCE.index(it))) if labels else group
    return StoryEntity(
        story_id,
        group,
        key,
        label,
        tuple(sorted(names.items())),
        tuple(sorted({form for _, entity in found for form in entity.forms})),
        tuple((article_id, entity.entity_id) for article_id, entity in found),
    )
