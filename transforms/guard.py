"""Guard: a map whose work runs in worker processes that can be killed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import apache_beam as beam
from apache_beam.utils.windowed_value import WindowedValue

from transforms import workers


class Guard(beam.DoFn):
    """Map each element in worker processes, in order.

    Args:
        work: from one element to one result; a function of a module without Beam, which each worker would import.
        failed: the result of an element whose work raised, ran too long or took its process down.
        size: worker processes; 0 does the work in this process, unguarded, for debugging.
        timeout: seconds of processor time one element may take.
    """

    def __init__(
        self, work: Callable[[Any], Any], failed: Callable[[Any, workers.Failure], Any], size: int, timeout: float
    ) -> None:
        self.work = work
        self.failed = failed
        self.size = size
        self.timeout = timeout
        self._waiting: deque[tuple[Any, Future[Any], Any]] = deque()

    def start_bundle(self) -> None:
        """Begin with nothing under way."""
        self._waiting = deque()

    def process(
        self, element: Any, timestamp: Any = beam.DoFn.TimestampParam, window: Any = beam.DoFn.WindowParam
    ) -> Iterator[Any]:
        """Hand an element over, and yield what has come back."""
        if not self.size:
            yield self.work(element)
            return
        started = workers.submit(self.size, self.timeout, self.work, element)
        self._waiting.append((element, started, (timestamp, window)))
        # some wait for their turn while as many are worked on, so that no worker idles
        while len(self._waiting) > 4 * self.size:
            yield self._answer()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        """Yield the rest of the bundle."""
        while self._waiting:
            yield self._answer()

    def _answer(self) -> WindowedValue:
        """Wait for the first one that was handed over; it keeps its own time and window, not those of the last one."""
        element, future, (timestamp, window) = self._waiting.popleft()
        result = workers.answer(future, self.timeout)
        made = self.failed(element, result) if isinstance(result, workers.Failure) else result
        return WindowedValue(made, timestamp, [window])
