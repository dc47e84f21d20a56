"""The same rows on other engines than the local one. They run in `make engines`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.conftest import REPO, Newsbeam
from tests.integration.rows import rows

pytestmark = pytest.mark.engine
TABLES = ["articles", "mentions", "entities", "quotes", "stories", "outcomes"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """Run a server until the block ends; the block begins when its port answers."""
    with (folder / f"{port}.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(REPO)})
        try:
            for _ in range(600):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert server.poll() is None, (folder / f"{port}.log").read_text()[-2000:]
                time.sleep(0.2)
            yield
        finally:
            server.terminate()
            server.wait(30)


def test_workers_in_other_processes_give_the_same_rows(newsbeam: Newsbeam, sample: Path, tmp_path: Path) -> None:
    jobs, workers = free_port(), free_port()
    job_service = ["-m", "apache_beam.runners.portability.local_job_service_main", "--port", str(jobs)]
    worker_pool = ["-m", "apache_beam.runners.worker.worker_pool_main", f"--service_port={workers}"]
    root = tmp_path / "tables"
    flags = ["--runner=PortableRunner", f"--job_endpoint=localhost:{jobs}"]
    flags += ["--environment_type=EXTERNAL", f"--environment_config=localhost:{workers}"]
    with (
        served([sys.executable, *job_service], jobs, tmp_path),
        served([sys.executable, *worker_pool], workers, tmp_path),
    ):
        done = newsbeam("run", "--seeds", "seeds", "--output", str(root), "--", *flags)
    assert done.returncode == 0, done.stderr
    for table in TABLES:
        assert rows(root, table) == rows(sample, table), table
