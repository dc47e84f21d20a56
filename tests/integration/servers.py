"""Servers of an engine, started for a test and ended with everything they started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.integration.conftest import REPO

#: seconds until a server must answer: Beam's import alone takes ten on a machine that is busy
_PATIENCE = 120.0


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], port: int, folder: Path) -> Iterator[Callable[[], None]]:
    """Run a server until the block ends; the block begins when its port answers. Yields what kills it before."""
    log = folder / f"{port}.log"
    with log.open("wb") as out:
        # a worker pool starts its workers as `python`, whichever that is
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "PYTHONPATH": str(REPO), "PATH": path}
        server = subprocess.Popen(command, stdout=out, stderr=out, env=environment, start_new_session=True)
        try:
            ends = time.monotonic() + _PATIENCE
            while not _answers(port):
                assert server.poll() is None, log.read_text()[-2000:]
                assert time.monotonic() < ends, f"nothing answers at port {port}: {log.read_text()[-2000:]}"
                time.sleep(0.1)
            yield lambda: os.killpg(server.pid, signal.SIGKILL)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)  # and the worker processes that it has started
            server.wait(30)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def worker_pool(folder: Path) -> Iterator[list[str]]:
    """Run Beam's worker pool, and yield the Beam flags that let an engine's work be done there."""
    port = free_port()
    command = [sys.executable, "-m", "apache_beam.runners.worker.worker_pool_main", f"--service_port={port}"]
    with served(command, port, folder):
        yield ["--environment_type=EXTERNAL", f"--environment_config=localhost:{port}"]
