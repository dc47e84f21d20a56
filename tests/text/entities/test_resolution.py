"""Entities over articles: what comes in with an article does not change what its mentions say."""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schemas.annotation import Entity, LocalEntity
from transforms.text.entities.identity import block_of, block_of_remembered, resolve_block
from transforms.text.entities.resolution import StoryEntity, resolve_story

Item = tuple[str, str, tuple[LocalEntity, ...]]
Answers = dict[tuple[str, str], tuple[str, str, str]]

#: names that articles label as they see them, the forms that they explain them by, and people named in full
NAMES = st.sampled_from(("Brell", "Tolmin Works", "TW", "Karsk", "Ilse Tander", "Jonas Wick"))
LABELS = st.sampled_from(("GPE", "ORG", "FAC"))


@st.composite
def articles(draw: st.DrawFn) -> list[Item]:
    """Draw articles of two stories, oldest first."""
    found: list[Item] = []
    for number in range(draw(st.integers(1, 8))):
        entities = []
        for name in draw(st.lists(NAMES, unique=True, max_size=4)):
            label = "PERSON" if name in ("Ilse Tander", "Jonas Wick") else draw(LABELS)
            short = name == "Tolmin Works" and draw(st.booleans())
            forms = ("TW", name) if short else (name,)
            entities.append(LocalEntity(f"{number} {name}", name, label, forms, draw(st.integers(1, 5))))
        found.append((f"a{number}", draw(st.sampled_from(("s1", "s2"))), tuple(entities)))
    return found


def resolve(items: list[Item], remembered: dict[str, Entity], at: datetime) -> Answers:
    """Resolve the entities of one run and remember them."""
    stories: dict[str, list[tuple[str, tuple[LocalEntity, ...]]]] = defaultdict(list)
    blocks: dict[str, list[StoryEntity]] = defaultdict(list)
    past: dict[str, list[Entity]] = defaultdict(list)
    for article_id, story_id, entities in items:
        stories[story_id].append((article_id, entities))
    for story_id, seen in stories.items():
        for found in resolve_story(story_id, seen):
            blocks[block_of(found)].append(found)
    for row in remembered.values():
        past[block_of_remembered(row.name, row.label)].append(row)
    answers: Answers = {}
    for block, seen_here in blocks.items():
        resolved, rows = resolve_block(seen_here, past[block])
        answers |= {(it.article_id, it.local_id): (it.entity_id, it.name, it.label) for it in resolved}
        for row in rows:
            remembered[row.entity_id] = Entity(row.entity_id, row.name, row.label, row.aliases, row.alias_of, at)
    return answers


@given(articles(), st.sets(st.integers(0, 8)))
def test_mentions_are_the_same_in_one_run_and_in_many(items: list[Item], cuts: set[int]) -> None:
    now = datetime(2026, 9, 1, tzinfo=UTC)
    edges = [0, *sorted(cuts), len(items)]
    remembered: dict[str, Entity] = {}
    many: Answers = {}
    for hour, (start, end) in enumerate(itertools.pairwise(edges)):
        many |= resolve(items[start:end], remembered, now + timedelta(hours=hour))
    assert many == resolve(items, {}, now)


def test_an_article_says_itself_what_a_name_is() -> None:
    place = LocalEntity("l1", "Brell", "GPE", ("Brell",), 9)
    person = LocalEntity("l2", "Brell", "PERSON", ("Brell",), 1)
    groups = {entity.group for entity in resolve_story("s", [("a1", (place,)), ("a2", (person,))])}
    assert groups == {"PERSON", "THING"}
