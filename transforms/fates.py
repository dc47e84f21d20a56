"""Split: what goes on from what leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from schemas import Outcome
from transforms.tally import count


class Split(beam.PTransform):
    """Part outcomes from the records that go on; these count under `stage`, an outcome under its own stage.

    Yields a dict: `kept` (what goes on) and `outcomes`.
    """

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.stage = stage

    def expand(self, results: PCollection[Any]) -> dict[str, PCollection[Any]]:
        parted = results | "Part" >> beam.ParDo(_Part(self.stage)).with_outputs("outcomes", main="kept")
        return {"kept": parted.kept, "outcomes": parted.outcomes}


class _Part(beam.DoFn):
    def __init__(self, stage: str) -> None:
        self.stage = stage

    def process(self, element: Any) -> Iterator[Any]:
        if isinstance(element, Outcome):
            count(element.stage, element.reason or element.outcome)
            yield TaggedOutput("outcomes", element)
        else:
            count(self.stage, "kept")
            yield element
