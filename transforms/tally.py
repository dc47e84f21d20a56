"""A count of what passes each stage: for Beam's metrics, and for a progress line in the same process."""

from __future__ import annotations

from collections import Counter

from apache_beam.metrics import Metrics

#: what passed in this process so far, by stage and fate; only engines that run in the caller's process fill it
PASSED: Counter[tuple[str, str]] = Counter()


def count(stage: str, fate: str) -> None:
    """Count one element that passed a stage."""
    PASSED[stage, fate] += 1
    Metrics.counter("newsbeam", f"{stage}/{fate}").inc()
