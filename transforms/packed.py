"""Packed: all elements as one, for a stage that looks what is remembered through for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import apache_beam as beam
from apache_beam.pvalue import PCollection

P = TypeVar("P")
#: elements that are held before they are packed
_HELD = 1000


class Packed(beam.PTransform):
    """Pack all elements of a window into one, under the key 0; nothing comes of none.

    Bounded or not. `pack` makes one of many and takes what it made again, so that the parts of a run are packed in
    parallel; the order of its arguments must make no difference. Keeps no state.
    """

    def __init__(self, pack: Callable[[list[Any]], Any]) -> None:
        super().__init__()
        self.pack = pack

    def expand(self, elements: PCollection[Any]) -> PCollection[tuple[int, Any]]:
        return elements | "In one" >> beam.Map(_keyed) | "Pack" >> beam.CombinePerKey(_Pack(self.pack))


def _keyed(element: Any) -> tuple[int, Any]:
    return 0, element


class _Pack(beam.CombineFn):
    def __init__(self, pack: Callable[[list[Any]], Any]) -> None:
        self.pack = pack

    def create_accumulator(self) -> list[Any]:
        return []

    def add_input(self, accumulator: list[Any], element: Any, *args: Any, **kwargs: Any) -> list[Any]:
        accumulator.append(element)
        return self.compact(accumulator) if len(accumulator) > _HELD else accumulator

    def merge_accumulators(self, accumulators: Iterable[list[Any]], *args: Any, **kwargs: Any) -> list[Any]:
        return self.compact([element for accumulator in accumulators for element in accumulator])

    def compact(self, accumulator: list[Any], *args: Any, **kwargs: Any) -> list[Any]:
        return [self.pack(accumulator)] if accumulator else []

    def extract_output(self, accumulator: list[Any], *args: Any, **kwargs: Any) -> Any:
        return self.pack(accumulator)


def parted(records: Iterable[Any], *kinds: type) -> tuple[list[Any], ...]:
    """Part records of several kinds that met under one key, in the order of the kinds."""
    found: dict[type, list[Any]] = {kind: [] for kind in kinds}
    for record in records:
        found[type(record)].append(record)
    return tuple(found.values())
