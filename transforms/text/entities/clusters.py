"""The entities of a block in the making, found by name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from schemas.annotation import Entity
from schemas.ids import make_id
from transforms.text.entities.given_names import given_keys
from transforms.text.entities.name_parts import parse_name
from transforms.text.entities.names import same_person
from transforms.text.entities.people import is_full
from transforms.text.entities.resolution import StoryEntity
from transforms.text.entities.spelling import fold


@dataclass(slots=True)
class Cluster:
    """One entity in the making."""

    #: the row that earlier runs left, if there is one
    remembered: Entity | None
    #: full names that a newcomer must agree with
    names: list[str]
    members: list[StoryEntity] = field(default_factory=list)


class Clusters:
    """The entities of a block, found by name."""

    def __init__(self, rows: dict[str, Entity]) -> None:
        self.rows = rows
        self.all: list[Cluster] = []
        self._by_id: dict[str, Cluster] = {}
        self._by_name: dict[str, Cluster] = {}
        self._by_given: dict[str, list[Cluster]] = defaultdict(list)
        for row in rows.values():
            if row.alias_of is None or row.alias_of not in rows:
                self._add(
                    Cluster(row, []), row.entity_id, [row.name, *filter(self._is_spelling(row.name), row.aliases)]
                )
        for row in rows.values():
            target = self._target(row)
            if target is not None and target.remembered is not row and is_full(row.name):
                self._by_name.setdefault(fold(row.name), target)

    @staticmethod
    def _is_spelling(name: str):  # type: ignore[no-untyped-def]
        return lambda alias: is_full(alias) and same_person(name, alias)

    def _target(self, row: Entity) -> Cluster | None:
        """Follow `alias_of` to the entity that stands for a row."""
        seen: set[str] = set()
        while row.alias_of in self.rows and row.entity_id not in seen:
            seen.add(row.entity_id)
            row = self.rows[row.alias_of]  # type: ignore[index]
        return self._by_id.get(row.entity_id)

    def _add(self, cluster: Cluster, entity_id: str, names: list[str]) -> Cluster:
        self.all.append(cluster)
        self._by_id[entity_id] = cluster
        for name in names:
            self._learn(cluster, name)
        return cluster

    def _learn(self, cluster: Cluster, name: str) -> None:
        if not is_full(name) or name in cluster.names:
            return
        cluster.names.append(name)
        self._by_name.setdefault(fold(name), cluster)
        for key in given_keys(parse_name(name).given[0]):
            if cluster not in self._by_given[key]:
                self._by_given[key].append(cluster)

    def place(self, entity: StoryEntity) -> None:
        """Put a story's entity to the one it is, or make it a new one."""
        if entity.group != "PERSON":
            minted = make_id(entity.group, entity.key)
            cluster = self._known_id(minted) or next(iter(self.all), None)
            cluster = cluster or self._add(Cluster(None, []), minted, [])
        elif not is_full(entity.key):
            minted = make_id("PERSON", fold(entity.key), entity.story_id)
            cluster = self._known_id(minted) or self._add(Cluster(None, []), minted, [])
        else:
            cluster = self._by_name.get(fold(entity.key)) or self._only_fit(entity.key)
            cluster = cluster or self._add(Cluster(None, []), "", [])
            self._learn(cluster, entity.key)
        cluster.members.append(entity)

    def _known_id(self, entity_id: str) -> Cluster | None:
        row = self.rows.get(entity_id)
        return self._by_id.get(entity_id) or (self._target(row) if row else None)

    def _only_fit(self, name: str) -> Cluster | None:
        """The only entity all whose names agree with a name."""
        near = dict.fromkeys(id(c) for key in given_keys(parse_name(name).given[0]) for c in self._by_given[key])
        fits = [c for c in self.all if id(c) in near and c.names and all(same_person(name, other) for other in c.names)]
        return fits[0] if len(fits) == 1 else None
