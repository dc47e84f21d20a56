"""Conditional logits: weights of features by which the right one of several options is the likeliest."""

from __future__ import annotations

from collections import Counter

import numpy as np

from benchmarks.quote_choices import Choice


def fit(choices: list[Choice], prior: float, least: float = 0.15) -> dict[str, float]:
    """Fit a conditional logit twice: on all features that are not rare, then on those that weighed at least `least`."""
    counts = Counter(feature for options, _ in choices for option in options for feature in option)
    weights = _climb(choices, {feature for feature, count in counts.items() if count >= 5}, steps=120, prior=prior)
    kept = {feature for feature, weight in weights.items() if abs(weight) >= least}
    return {
        feature: round(weight, 2)
        for feature, weight in _climb(choices, kept, steps=220, prior=prior).items()
        if abs(weight) >= 0.05
    }


def _climb(choices: list[Choice], features: set[str], steps: int, prior: float) -> dict[str, float]:
    """Climb to the likeliest weights under a normal prior by Adam on the whole data."""
    index = {feature: n for n, feature in enumerate(sorted(features))}
    rows: list[int] = []
    columns: list[int] = []
    group: list[int] = []
    right: list[float] = []
    for number, (options, shares) in enumerate(choices):
        for option, share in zip(options, shares, strict=True):
            known = [index[feature] for feature in option if feature in index]
            rows += [len(group)] * len(known)
            columns += known
            group.append(number)
            right.append(share)
    row, column, groups, wanted = np.array(rows), np.array(columns), np.array(group), np.array(right)
    starts = np.r_[0, np.flatnonzero(np.diff(groups)) + 1]
    weights = np.zeros(len(index))
    mean, spread = np.zeros(len(index)), np.zeros(len(index))
    for step in range(1, steps + 1):
        scores = np.bincount(row, weights=weights[column], minlength=len(group))
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        shares = raised / np.add.reduceat(raised, starts)[groups]
        slope = np.bincount(column, weights=(shares - wanted)[row], minlength=len(index)) + prior * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        pace = 0.1 if step < 0.6 * steps else 0.03 if step < 0.85 * steps else 0.01
        weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
    return {feature: float(weights[n]) for feature, n in index.items()}
