"""Worker processes for CPU work on other people's input: they run in parallel, and one that hangs can be killed.

A thread cannot be stopped and Beam's own timeouts do not stop the work (2.77), so extraction and annotation run here.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import apache_beam as beam
from apache_beam.transforms.window import GlobalWindow
from apache_beam.utils.windowed_value import WindowedValue
from pebble import ProcessExpired, ProcessPool

from schemas import Reason

E = TypeVar("E")
O = TypeVar("O")

#: bytes of data a worker may hold; the small model needs some 0.3 GiB, a page of 10 MB some 0.6 GiB
MEMORY_LIMIT = 2 << 30
#: imported once by the server that workers are forked from: a killed worker is replaced at once
_PRELOAD = ["transforms.text.extraction", "transforms.text.boilerplate", "transforms.annotate"]

_pools: dict[int, ProcessPool] = {}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a worker gave no answer, as the fields of an outcome."""

    reason: Reason
    detail: str


def _begin(memory_limit: int) -> None:
    """Prepare a worker: one BLAS thread, a limit on its memory."""
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory_limit, memory_limit))
    except (ImportError, ValueError, OSError):
        pass  # not every system can limit it; the time limit holds everywhere


def _pool(size: int) -> ProcessPool:
    """Return this process's pool of that many workers, started on first use."""
    pool = _pools.get(size)
    if pool is None:
        # a fork of this process would copy Beam's threads and locks in an unknown state
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOAD)
        pool = ProcessPool(size, initializer=_begin, initargs=(MEMORY_LIMIT,), context=context)
        _pools[size] = pool
    return pool


def stop_workers() -> None:
    """End the workers of this process; the next use starts new ones."""
    while _pools:
        _, pool = _pools.popitem()
        pool.stop()
        pool.join()


class InWorkers(beam.DoFn, Generic[E, O]):
    """Apply a function to each element in worker processes, in order.

    Args:
        work: picklable, from one element to its results.
        failed: what to yield for an element whose work raised, ran too long or took its process down.
        size: worker processes; 0 runs the work in this process, unguarded (for debugging).
        timeout: seconds one element may take.
    """

    def __init__(
        self, work: Callable[[E], Iterable[O]], failed: Callable[[E, Failure], O], size: int, timeout: float
    ) -> None:
        self.work = work
        self.failed = failed
        self.size = size
        self.timeout = timeout
        self._waiting: deque[tuple[E, Any, Any]] = deque()

    def start_bundle(self) -> None:
        """Begin with nothing under way."""
        self._waiting = deque()

    def process(self, element: E, timestamp: Any = beam.DoFn.TimestampParam) -> Iterator[O]:  # type: ignore[override]
        """Hand an element over, and yield what has come back."""
        if not self.size:
            yield from self.work(element)
            return
        future = _pool(self.size).schedule(self.work, args=(element,), timeout=self.timeout)
        self._waiting.append((element, future, timestamp))
        # as many again as are being worked on wait for their turn, so that no worker idles
        while len(self._waiting) > 3 * self.size:
            yield from self._answer()[0]

    def finish_bundle(self) -> Iterator[WindowedValue]:
        """Wait for the rest of the bundle."""
        while self._waiting:
            results, timestamp = self._answer()
            for result in results:
                yield WindowedValue(result, timestamp, [GlobalWindow()])

    def _answer(self) -> tuple[list[O], Any]:
        element, future, timestamp = self._waiting.popleft()
        try:
            return list(future.result()), timestamp
        except FutureTimeout:
            failure = Failure(Reason.TIMEOUT, f"took longer than {self.timeout:g} s and was stopped; see if it is an article")
        except MemoryError:
            failure = Failure(Reason.OUT_OF_MEMORY, f"needs more than {MEMORY_LIMIT >> 20} MiB; see if it is an article")
        except ProcessExpired as error:
            failure = Failure(Reason.ERROR, f"took its process down (exit {error.exitcode}); please report it with the input")
        except Exception as error:  # any error of a library on one input must not end the run
            failure = Failure(Reason.ERROR, f"{type(error).__name__}: {error}"[:500] + "; please report it with the input")
        return [self.failed(element, failure)], timestamp
