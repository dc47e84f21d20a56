"""Choosing one of several readings, or none, by learnt weights."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from importlib import resources
from itertools import repeat

Weights = dict[str, float]

_NOTHING = repeat(0.0)


def read_weights(name: str) -> dict[str, Weights]:
    """Read the weight tables packaged under a name; features that are not in a table weigh nothing."""
    tables: dict[str, Weights] = json.loads(
        resources.files("transforms.text.data").joinpath(name).read_text(encoding="utf-8")
    )
    return tables


def weigh(features: Iterable[str], weights: Weights) -> float:
    """Add up what features weigh."""
    return sum(map(weights.get, features, _NOTHING))


def probabilities(scores: Sequence[float]) -> list[float]:
    """Turn scores into shares that sum to 1 (softmax)."""
    if not scores:
        return []
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
