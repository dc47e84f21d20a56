"""Entities of stories made entities of the whole output: which ids they have, and which ones are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from schemas.annotation import Entity
from schemas.ids import make_id
from schemas.record import record
from transforms.text.entities.aliases import canonical_key, key_of, known
from transforms.text.entities.clusters import Cluster, Clusters
from transforms.text.entities.labels import PRECEDENCE, label_group
from transforms.text.entities.name_parts import parse_name
from transforms.text.entities.people import is_full
from transforms.text.entities.resolution import StoryEntity
from transforms.text.entities.spelling import fold, sound


@record
class Resolved:
    """What a local entity turned out to be."""

    article_id: str
    local_id: str
    entity_id: str
    name: str
    label: str


def block_key(group: str, name: str, label: str) -> str:
    """Give the key that two names of one entity share, so that only entities of one block need be compared."""
    if group == "PERSON":
        return f"PERSON {sound(parse_name(name).surname)}"
    return f"{group} {canonical_key(name, label)}"


def block_of(entity: StoryEntity) -> str:
    """Give the block of a story's entity."""
    return block_key("PERSON", entity.key, "PERSON") if entity.group == "PERSON" else f"{entity.group} {entity.key}"


def block_of_remembered(name: str, label: str) -> str:
    """Give the block of an entity that an earlier run wrote."""
    return block_key(label_group(label), name, label)


def resolve_block(stories: Iterable[StoryEntity], remembered: Iterable[Entity]) -> tuple[list[Resolved], list[Entity]]:
    """Decide within one block which entities of stories are one, and give them the id they keep.

    Remembered entities come first and keep their id and name; people join on names that agree without the help of a
    common
    story; a person known by one word only is an entity of its story alone. The answer does not depend on the order of
    the
    arguments. Entities come back where they are new or changed, `updated_at` unset.
    """
    known_rows = {row.entity_id: row for row in sorted(remembered, key=lambda row: (row.updated_at, row.entity_id))}
    entities = sorted(stories, key=lambda entity: (entity.group, entity.key, entity.story_id))
    clusters = Clusters(known_rows)
    for entity in sorted(entities, key=_fullest_first):
        clusters.place(entity)
    resolved: list[Resolved] = []
    rows: list[Entity] = []
    for cluster in clusters.all:
        if not cluster.members:
            continue
        row = _row(cluster)
        if row != cluster.remembered:
            rows.append(row)
        resolved += [
            Resolved(
                one.article_id, one.local_id, row.entity_id, row.name if one.label == "PERSON" else one.name, one.label
            )
            for member in cluster.members
            for one in member.members
        ]
    rows += _merged(clusters)
    return sorted(resolved, key=lambda it: (it.article_id, it.local_id)), sorted(rows, key=lambda row: row.entity_id)


def merge_rows(rows: Iterable[Entity]) -> Entity:
    """Join the rows that blocks made of one id: two blocks can come to one name by different spellings of it."""
    first, *others = sorted(rows, key=lambda row: (row.alias_of is not None, PRECEDENCE.index(row.label), row.aliases))
    names = {*first.aliases, *(alias for row in others for alias in row.aliases)}
    return replace(first, aliases=tuple(sorted(names - {first.name})))


def _fullest_first(entity: StoryEntity) -> tuple[int, int, str, str]:
    parsed = parse_name(entity.key)
    return (-len(parsed.given), -sum(count for _, count in entity.names), entity.key, entity.story_id)


def _merged(clusters: Clusters) -> Iterator[Entity]:
    """The remembered rows that this run found to be another entity: a bare surname whose story now names its
    bearer in
    full, or two spellings that one story uses for one person."""
    done: set[str] = set()
    for cluster in clusters.all:
        if not cluster.members:
            continue
        row = _row(cluster)
        for member in cluster.members:
            for form in member.forms:
                old = (
                    make_id("PERSON", fold(form), member.story_id)
                    if member.group == "PERSON" and not is_full(form)
                    else ""
                )
                if (
                    old in clusters.rows
                    and old != row.entity_id
                    and clusters.rows[old].alias_of is None
                    and old not in done
                ):
                    done.add(old)
                    yield replace(clusters.rows[old], alias_of=row.entity_id)


def _row(cluster: Cluster) -> Entity:
    """The row of an entity: as remembered, with the forms that were added."""
    forms = {" ".join(form.split()) for member in cluster.members for form in member.forms}
    if cluster.remembered is not None:
        row = cluster.remembered
        return replace(row, aliases=tuple(sorted({*row.aliases, *forms} - {row.name})))
    first = cluster.members[0]
    labels: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for member in cluster.members:
        labels[member.label] += sum(count for _, count in member.names)
        names.update(dict(member.names))
    label = min(labels, key=lambda it: (-labels[it], PRECEDENCE.index(it)))
    if first.group == "PERSON":
        full = [name for name in names if is_full(name)] or list(names)
        spelled = [name for name in full if len(parse_name(name).given[:1] and parse_name(name).given[0]) > 1] or full
        name = min(spelled, key=lambda it: (-names[it], -len(it), it))
        entity_id = make_id("PERSON", fold(name), *([] if is_full(name) else [first.story_id]))
    else:
        listed = [it for it in map(known, sorted(names)) if it is not None and key_of(it.name) == first.key]
        found = listed[0] if listed else None
        name = (
            found.name if found else min(names, key=lambda it: (canonical_key(it, label) != first.key, -names[it], it))
        )
        label = found.label if found else label
        entity_id = make_id(first.group, first.key)
    return Entity(entity_id, name, label, tuple(sorted(forms - {name})))
