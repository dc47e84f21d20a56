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
        work: from some elements to as many results; a function of a module without Beam, as each worker imports it.
        failed: the result of an element whose work raised, ran too long or took its process down.
        size: worker processes; 0 does the work in this process, unguarded, for debugging.
        timeout: seconds of processor time one element may take.
        together: elements that are handed over at a time, where work on several costs less than on each.
    """

    def __init__(
        self,
        work: Callable[[list[Any]], list[Any]],
        failed: Callable[[Any, workers.Failure], Any],
        size: int,
        timeout: float,
        together: int = 1,
    ) -> None:
        self.work = work
        self.failed = failed
        self.size = size
        self.timeout = timeout
        self.together = together
        self.start_bundle()

    def start_bundle(self) -> None:
        """Begin with nothing under way."""
        self._next: list[WindowedValue] = []
        self._waiting: deque[tuple[list[WindowedValue], Future[Any]]] = deque()

    def process(
        self, element: Any, timestamp: Any = beam.DoFn.TimestampParam, window: Any = beam.DoFn.WindowParam
    ) -> Iterator[Any]:
        """Hand an element over, and yield what has come back."""
        # a result keeps the time and the window of its own element, not those of the one it comes back at
        self._next.append(WindowedValue(element, timestamp, [window]))
        if len(self._next) == self.together:
            yield from self._hand_over()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        """Yield the rest of the bundle."""
        if self._next:
            yield from self._hand_over()
        while self._waiting:
            yield from self._answer()

    def _hand_over(self) -> Iterator[WindowedValue]:
        batch, self._next = self._next, []
        elements = [one.value for one in batch]
        if not self.size:
            yield from map(WindowedValue.with_value, batch, self.work(elements))
            return
        self._waiting.append((batch, workers.submit(self.size, self.timeout, self.work, elements)))
        # some wait for their turn while as many are worked on, so that no worker idles
        while len(self._waiting) > 4 * self.size:
            yield from self._answer()

    def _answer(self) -> Iterator[WindowedValue]:
        """Wait for what was handed over first."""
        batch, future = self._waiting.popleft()
        results = workers.answer(future, self.timeout)
        if isinstance(results, workers.Failure):
            several = len(batch) > 1
            results = [self._alone(one.value) if several else self.failed(one.value, results) for one in batch]
        yield from map(WindowedValue.with_value, batch, results)

    def _alone(self, element: Any) -> Any:
        """Give an element a worker and all the time for itself: of those that went together, one is to blame."""
        result = workers.answer(workers.submit(self.size, self.timeout, self.work, [element]), self.timeout)
        return self.failed(element, result) if isinstance(result, workers.Failure) else result[0]
