"""Fixtures: `run_on` applies a transform on the engine that users get; `address` is that of an emulated bucket."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from tests.catching import CAUGHT, catch
from tests.io.emulator import emulated


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


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start an emulated Cloud Storage for the tests of a module, and return its address."""
    with emulated() as found:
        yield found
