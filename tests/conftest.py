"""Fixtures: `run_on` applies a transform to elements on the engine that users get."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from tests.catching import CAUGHT, catch


@pytest.fixture
def run_on() -> Callable[..., Any]:
    """Return a function that runs a transform on elements and returns what comes out, by output if it has several."""

    def run(transform: beam.PTransform, elements: Iterable[Any]) -> Any:
        CAUGHT.clear()
        with beam.Pipeline(runner=FnApiRunner()) as pipeline:
            out = pipeline | "elements" >> beam.Create(list(elements)) | "under test" >> transform
            for name, pcollection in (out if isinstance(out, dict) else {"": out}).items():
                pcollection | f"catch {name}" >> beam.Map(catch, name)
        return {name: CAUGHT[name] for name in out} if isinstance(out, dict) else CAUGHT[""]

    return run
