"""How well articles are grouped: B-cubed, the adjusted Rand index, and pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each 0..1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class GroupScores:
    """What one grouping is worth against another."""

    b_cubed: Score
    pairs: Score
    #: adjusted Rand index (Hubert and Arabie 1985): 0 by chance, 1 if equal
    ari: float


def score_groups(gold: Sequence[Hashable], found: Sequence[Hashable]) -> GroupScores:
    """Compare two groupings of the same items, given as the label of each item in turn.

    B-cubed (Bagga and Baldwin 1998) is the mean over the items: of an item's found group, the share that belongs with
    it (precision); of its gold group, the share that was found with it (recall). Raises ValueError on unequal lengths.
    """
    items = len(gold)
    cells = Counter(zip(gold, found, strict=True))
    if not items:
        return GroupScores(Score(1.0, 1.0), Score(1.0, 1.0), 1.0)
    gold_sizes, found_sizes = Counter(gold), Counter(found)
    precision = sum(size * size / found_sizes[group] for (_, group), size in cells.items()) / items
    recall = sum(size * size / gold_sizes[group] for (group, _), size in cells.items()) / items
    right = sum(comb(size, 2) for size in cells.values())
    wanted = sum(comb(size, 2) for size in gold_sizes.values())
    got = sum(comb(size, 2) for size in found_sizes.values())
    by_chance = wanted * got / comb(items, 2) if items > 1 else 0.0
    most = (wanted + got) / 2
    ari = 1.0 if most == by_chance else (right - by_chance) / (most - by_chance)
    return GroupScores(Score(precision, recall), _pairs(right, got, wanted), ari)


def group_pairs(groups: Mapping[str, Hashable]) -> frozenset[Pair]:
    """List the pairs of items that have the same label, the smaller name first."""
    members: dict[Hashable, list[str]] = defaultdict(list)
    for item, label in groups.items():
        members[label].append(item)
    return frozenset(pair for names in members.values() for pair in combinations(sorted(names), 2))


def score_pairs(gold: frozenset[Pair], found: frozenset[Pair]) -> Score:
    """Compare two sets of pairs."""
    return _pairs(len(gold & found), len(found), len(gold))


def _pairs(right: int, got: int, wanted: int) -> Score:
    return Score(right / got if got else 1.0, right / wanted if wanted else 1.0)
