"""The keys of a run: what lets a stage pass over nearly all that is remembered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import apache_beam as beam
import numpy as np
from apache_beam.pvalue import AsSingleton, PCollection
from numpy.typing import NDArray

Keys = NDArray[np.int64]
_NONE: Keys = np.zeros(0, dtype=np.int64)


class AllKeys(beam.PTransform):
    """Gather arrays of 64-bit keys into one sorted array without repeats, as a side input.

    Bounded. 100,000 articles of 33 keys are 26 MB. Keeps no state.
    """

    def expand(self, keys: PCollection[Keys]) -> AsSingleton:
        return AsSingleton(keys | beam.CombineGlobally(_Union()).with_fanout(8))


class _Union(beam.CombineFn):
    """Joins arrays; they are sorted once in a while, so that repeats take no room."""

    def create_accumulator(self) -> list[Keys]:
        return []

    def add_input(self, accumulator: list[Keys], keys: Keys, *args: Any, **kwargs: Any) -> list[Keys]:
        accumulator.append(keys)
        return self.compact(accumulator) if len(accumulator) > 1000 else accumulator

    def merge_accumulators(self, accumulators: Iterable[list[Keys]], *args: Any, **kwargs: Any) -> list[Keys]:
        return self.compact([keys for accumulator in accumulators for keys in accumulator])

    def compact(self, accumulator: list[Keys], *args: Any, **kwargs: Any) -> list[Keys]:
        return [np.unique(np.concatenate(accumulator))] if accumulator else []

    def extract_output(self, accumulator: list[Keys], *args: Any, **kwargs: Any) -> Keys:
        return self.compact(accumulator)[0] if accumulator else _NONE


def common(keys: Keys, known: Keys) -> Keys:
    """Return those of the keys that a sorted array holds."""
    if not len(known):
        return _NONE
    places = np.searchsorted(known, keys)
    places[places == len(known)] = 0
    found: Keys = keys[known[places] == keys]
    return found
