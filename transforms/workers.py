"""Worker processes for CPU work on other people's input: they run in parallel, and one that hangs can be killed.

A thread cannot be stopped and Beam's own timeouts do not stop the work (2.77), so extraction and annotation run here.
Workers import this file, so it stays free of Beam.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.context
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from multiprocessing import forkserver
from typing import Any

from pebble import ProcessExpired, ProcessPool

from schemas import Reason

#: bytes of data a worker may hold; the small model needs some 0.3 GiB, a page of 10 MB some 0.6 GiB
MEMORY_LIMIT = 2 << 30
#: seconds on the clock for each second of processor time: a machine that busy serves nobody
PATIENCE = 8
#: tasks after which a worker is replaced: what libraries keep of each text they saw goes with it, and a fork costs
#: less than a thousandth of so much work
TASKS = 1000
#: imported once by the server that workers are forked from, so that a killed worker is replaced at once
PRELOAD = ["transforms.text.preload"]
#: environment variable in which that module finds the name of the model to load
MODEL_VARIABLE = "NEWSBEAM_PRELOADED_MODEL"

_pools: dict[int, ProcessPool] = {}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a worker gave no answer, as two fields of an outcome."""

    reason: Reason
    detail: str


def each(work: Callable[[Any], Any], elements: list[Any]) -> list[Any]:
    """Do the work on one element after the other; for work that gains nothing by seeing several at once."""
    return [work(element) for element in elements]


def submit(size: int, timeout: float, work: Callable[[Any], Any], element: Any) -> Future[Any]:
    """Hand an element to a pool of `size` workers; after `timeout` seconds of processor time its worker is killed.

    Processor time, so that a busy machine loses no good page; work that waits for ever is ended by the clock.
    """
    future: Future[Any] = _pool(size).schedule(_timed, args=(work, timeout, element), timeout=PATIENCE * timeout)
    return future


def _timed(work: Callable[[Any], Any], seconds: float, element: Any) -> Any:
    """Do the work in a worker; the system ends the process when the time is used up, whatever it is doing."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return work(element)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def answer(future: Future[Any], timeout: float) -> Any:
    """Wait for a worker's result; a Failure stands for a result that never came."""
    try:
        return future.result()
    except FutureTimeout:
        return _late(timeout)
    except MemoryError:
        return Failure(Reason.OUT_OF_MEMORY, f"needs over {MEMORY_LIMIT >> 20} MiB; look whether it is an article")
    except ProcessExpired as error:
        if error.exitcode == -signal.SIGPROF:
            return _late(timeout)
        return Failure(Reason.ERROR, f"ended its worker (exit code {error.exitcode}); please report it with the input")
    except Exception as error:  # whatever a library raises on one input must not end the run
        return Failure(Reason.ERROR, f"{type(error).__name__}: {error}"[:500] + "; please report it with the input")


def _late(timeout: float) -> Failure:
    return Failure(Reason.TIMEOUT, f"took longer than {timeout:g} s and was stopped; look whether it is an article")


def stop() -> None:
    """End the workers of this process; the next use starts new ones."""
    while _pools:
        _, pool = _pools.popitem()
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _pool(size: int) -> ProcessPool:
    """Return this process's pool of that many workers, started on first use."""
    pool = _pools.get(size)
    if pool is None:
        context = _forkserver()
        pool = _pools[size] = ProcessPool(size, TASKS, initializer=_limit_memory, context=context)
    return pool


def warm(model: str) -> None:
    """Start the server that workers are forked from, which loads the model while this process is still importing.

    Call it before anything slow; without it the first use of a worker starts the server, and each worker loads the
    model itself. An empty name is the model that is taken by default.
    """
    os.environ[MODEL_VARIABLE] = model
    _forkserver()
    forkserver.ensure_running()


def _forkserver() -> multiprocessing.context.ForkServerContext:
    os.environ["OMP_NUM_THREADS"] = "1"  # inherited by the workers: BLAS threads only get in each other's way
    # a plain fork would copy Beam's threads and locks in an unknown state
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    return context


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_LIMIT, MEMORY_LIMIT))
    except (ImportError, ValueError, OSError):
        pass  # not every system can limit it; the time limit holds everywhere
