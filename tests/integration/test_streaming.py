"""A job that never ends, on an engine that streams: feeds in, runs committed one after another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.verify import verify
from tests.integration.conftest import REPO, Newsbeam
from tests.integration.rows import table
from tests.integration.test_engines import installed
from tests.integration.test_feeds import command, links
from tests.server.client import serving
from transforms.io.manifest import read_manifest
from transforms.io.store import LocalStore

#: seconds until a job must have committed so many runs: a machine that is busy takes ten for each
_PATIENCE = 240.0


def committed(root: Path) -> int:
    """Return how many runs a ROOT holds."""
    return sum(file.rows for file in read_manifest(LocalStore(str(root))).of("runs"))


def wait_for(root: Path, runs: int, job: subprocess.Popen[bytes]) -> None:
    """Wait until so many runs have committed."""
    ends = time.monotonic() + _PATIENCE
    while committed(root) < runs:
        assert job.poll() is None, "the job has ended"
        assert time.monotonic() < ends, f"{committed(root)} of {runs} runs have committed"
        time.sleep(0.5)


@contextmanager
def streaming(flags: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a job; whatever is left of it in the end is killed."""
    engine = ["--", "--runner=PrismRunner", f"--prism_location={installed('bin/prism')}", "--streaming"]
    with log.open("ab") as told:
        job = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "run", *flags, "--every", "3s", *engine],
            cwd=REPO, env=dict(os.environ), stdout=told, stderr=told, start_new_session=True,
        )  # fmt: skip
    try:
        yield job
    finally:
        with suppress(ProcessLookupError):
            os.killpg(job.pid, signal.SIGKILL)
        job.wait(60)


@pytest.mark.engine
def test_a_job_commits_one_run_after_another_until_it_is_told_to_stop(newsbeam: Newsbeam, tmp_path: Path) -> None:
    root, log = tmp_path / "out", tmp_path / "log"
    with serving(publishers=4, feeds=2, stock=2, period=60, lively=True) as server:
        flags = command(server, tmp_path)
        with streaming(flags, log) as job:
            wait_for(root, 1, job)
            assert len(links(root)) == 4 * 2 * 2
            server.advance(60)
            wait_for(root, committed(root) + 2, job)
            assert len(links(root)) == 4 * 2 * 3
        # it was killed; the next job goes on from the last commit
        server.advance(120)
        with streaming(flags, log) as job:
            wait_for(root, committed(root) + 2, job)
            job.send_signal(signal.SIGTERM)
            assert job.wait(60) == 0, log.read_text()[-3000:]
        assert set(links(root).values()) == {1}
        assert len(links(root)) == 4 * 2 * 5
        assert verify(str(root)) == 0
        # a single run goes on where the job stopped
        server.advance(60)
        done = newsbeam("run", *flags)
        assert done.returncode == 0, done.stderr
    assert set(links(root).values()) == {1}
    assert len(links(root)) == 4 * 2 * 6
    assert verify(str(root)) == 0
    assert len({row["run_id"] for row in table(root, "runs")}) == committed(root)


@pytest.mark.parametrize(
    ("given", "engine", "told"),
    [
        (["--seeds", "seeds"], [], "watches --feeds"),
        (["--feeds", "https://news.example/rss"], [], "the engine in this process cannot"),
        (
            ["--feeds", "https://news.example/rss"],
            ["--runner=DataflowRunner", "--template_location=gs://news/job"],
            "cannot be laid by a template",
        ),
    ],
)
def test_what_cannot_be_streamed_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], engine: list[str], told: str
) -> None:
    assert main(["run", *given, "--output", str(tmp_path / "out"), "--", "--streaming", *engine]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
