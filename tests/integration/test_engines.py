"""The same rows on other engines than the local one. `make test-engines` installs them and runs this."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.verify import verify
from tests.integration.conftest import REPO, Newsbeam
from tests.integration.rows import rows
from tests.integration.servers import free_port, served, worker_pool

pytestmark = pytest.mark.engine
TABLES = ["articles", "mentions", "entities", "quotes", "stories", "article_links", "outcomes"]


def installed(path: str) -> str:
    """Return the place of an engine that was installed; skip the test without it."""
    place = REPO / ".engines" / path
    if not place.exists():
        pytest.skip(f".engines/{path} is not there; make test-engines installs what it can")
    return str(place)


@contextmanager
def portable(folder: Path) -> Iterator[list[str]]:
    """Beam's own job service, and workers in a process of theirs."""
    port = free_port()
    service = [sys.executable, "-m", "apache_beam.runners.portability.local_job_service_main", "--port", str(port)]
    with served(service, port, folder), worker_pool(folder) as external:
        yield ["--runner=PortableRunner", f"--job_endpoint=localhost:{port}", *external]


@contextmanager
def prism(folder: Path) -> Iterator[list[str]]:
    """Prism, which is a job server and an engine in one; the command line starts it and is its worker."""
    yield ["--runner=PrismRunner", f"--prism_location={installed('bin/prism')}"]


@contextmanager
def prism_with_workers(folder: Path) -> Iterator[list[str]]:
    """Prism, and workers in a process of theirs."""
    with prism(folder) as flags, worker_pool(folder) as external:
        yield [*flags, *external]


@contextmanager
def flink(folder: Path) -> Iterator[list[str]]:
    """The cluster inside Flink's job server, and workers in a process of theirs."""
    jar, port = installed("jars/flink-job-server.jar"), free_port()
    java = ["java", "-Xmx768m", "-jar", jar, "--job-host=127.0.0.1", f"--job-port={port}", "--artifact-port=0"]
    server = [*java, "--expansion-port=0", f"--artifacts-dir={folder / 'artifacts'}", "--flink-master=[local]"]
    with served(server, port, folder), worker_pool(folder) as external:
        yield ["--runner=PortableRunner", f"--job_endpoint=localhost:{port}", "--parallelism=2", *external]


@pytest.mark.parametrize("engine", [portable, prism, prism_with_workers, flink], ids=lambda engine: engine.__name__)
def test_every_engine_gives_the_same_rows(newsbeam: Newsbeam, sample: Path, tmp_path: Path, engine) -> None:
    root = tmp_path / "tables"
    with engine(tmp_path) as flags:
        done = newsbeam("run", "--seeds", "seeds", "--output", str(root), "--", *flags)
        assert done.returncode == 0, done.stderr
        for table in TABLES:
            assert rows(root, table) == rows(sample, table), table
        again = newsbeam("run", "--seeds", "seeds", "--output", str(root), "--", *flags)
    assert again.returncode == 0, again.stderr
    for table in ("articles", "mentions", "entities", "quotes", "stories", "article_links"):
        assert rows(root, table) == rows(sample, table), table
    assert sum(rows(root, "runs").values()) == 2
    assert verify(str(root)) == 0


def test_workers_that_die_leave_nothing_and_the_next_run_is_a_clean_one(
    newsbeam: Newsbeam, sample: Path, tmp_path: Path
) -> None:
    root, port = tmp_path / "tables", free_port()
    pool = [sys.executable, "-m", "apache_beam.runners.worker.worker_pool_main", f"--service_port={port}"]
    flags = ["--runner=PrismRunner", f"--prism_location={installed('bin/prism')}"]
    command = [sys.executable, "-m", "pipeline", "run", "--seeds", "seeds", "--output", str(root), "--", *flags]
    command += ["--environment_type=EXTERNAL", f"--environment_config=localhost:{port}"]
    with served(pool, port, tmp_path) as kill, (tmp_path / "log").open("wb") as log:
        run = subprocess.Popen(command, cwd=REPO, stdout=log, stderr=log)
        staging = root / "_newsbeam" / "staging"
        while not any(staging.rglob("*.parquet")):
            assert run.poll() is None, (tmp_path / "log").read_text()[-2000:]
            time.sleep(0.05)
        kill()  # when the first rows have been staged
        assert run.wait(240) == 1
    assert not (root / "articles").exists()
    done = newsbeam("run", "--seeds", "seeds", "--output", str(root), "--", *flags)
    assert done.returncode == 0, done.stderr
    for table in TABLES:
        assert rows(root, table) == rows(sample, table), table
    assert verify(str(root)) == 0
