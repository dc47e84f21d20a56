"""A job that never ends against the test server: `python -m benchmarks.streaming MINUTES FEEDS PERIOD -- BEAM FLAGS`.

FEEDS feeds bring one article each every PERIOD seconds, each feed at moments of its own; every fifth article is shown a
period late, every fourth by two feeds, and every sixth changes its title afterwards. It prints how many runs have
committed, whether each article is there once, the seconds from an article's publication to its commit, and the memory
of all processes of the job as time goes on. Halfway the job is killed, and started again.

    python -m benchmarks.streaming 10 200 300 -- --runner=PrismRunner --prism_location=.engines/bin/prism --streaming
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pyarrow.dataset as ds

from pipeline.verify import verify
from tests.server.client import serving
from tests.server.publishers import BEGIN, is_late

_HOSTS = 40


def main() -> None:
    """Measure one job."""
    split = sys.argv.index("--")
    minutes, feeds, period = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    folder = Path(tempfile.mkdtemp(prefix="newsbeam-streaming-"))
    with serving(publishers=_HOSTS, feeds=feeds // _HOSTS, stock=1, period=period, pace=1, lively=True) as server:
        started = time.time() - server.ask("/clock")["clock"]
        lists, hosts = server.write(folder)
        flags = [
            "--feeds",
            lists,
            "--hosts",
            hosts,
            "--output",
            str(folder / "out"),
            "--allow-private-hosts",
            "127.0.0.1",
        ]
        flags += ["--host-delay", "0", "--workers", "1", "--every", "5s"]
        command = [sys.executable, "-m", "pipeline", "run", *flags, *sys.argv[split:]]
        with (folder / "log").open("wb") as log:
            print("seconds, MiB of all processes of the job:")
            job = _job(command, log, started + 30 * minutes, started)
            os.killpg(job.pid, signal.SIGKILL)
            print(f"killed, with status {job.wait(60)}, and started again")
            job = _job(command, log, started + 60 * minutes, started)
            ended = time.time()
            job.send_signal(signal.SIGTERM)
            status = job.wait(120)
            print(f"ended with status {status}, {time.time() - ended:.1f} s after SIGTERM; its log: {folder / 'log'}")
    _tell(folder / "out", started, period)


def _job(command: list[str], log: IO[bytes], until: float, started: float) -> subprocess.Popen[bytes]:
    job = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    while time.time() < until and job.poll() is None:
        time.sleep(30)
        print(f"{time.time() - started:6.0f} {_memory(job.pid):6}", flush=True)
    return job


def _memory(session: int) -> int:
    """Return the MiB that the processes of a session hold alone, and their share of what they hold together."""
    held = 0
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getsid(int(entry.name)) == session:
                lines = (entry / "smaps_rollup").read_text().splitlines()
                held += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except OSError:
            continue
    return held >> 10


def _tell(root: Path, started: float, period: int) -> None:
    runs = ds.dataset(root / "runs").to_table(columns=["run_id", "finished_at"]).to_pylist()
    ended = {run["run_id"]: run["finished_at"].timestamp() for run in runs}
    articles = ds.dataset(root / "articles").to_table(columns=["url", "published_at", "run_id"]).to_pylist()
    times = Counter(article["url"] for article in articles)
    late = []
    for article in articles:
        published = started + (article["published_at"] - BEGIN).total_seconds()
        number = int(article["url"].rpartition("/")[2].removesuffix(".html"))
        if published > started + 60 and not is_late(number):  # what was there before waits for the job to start
            late.append(ended[article["run_id"]] - published)
    late.sort()
    twice = sum(count > 1 for count in times.values())
    print(f"{len(runs)} runs; {len(articles)} articles, {twice} of them more than once")
    if late:
        median, worst = late[len(late) // 2], late[min(len(late) - 1, len(late) * 99 // 100)]
        print(
            f"{len(late)} were published meanwhile: committed after {median:.0f} s (median), {worst:.0f} s (99 in 100)"
        )
    last = max(ended.values(), default=started)
    print(f"last commit {datetime.fromtimestamp(last, UTC):%H:%M:%S}, {last - started:.0f} s after the start")
    print(f"verify: {verify(str(root))}; every {period} s each feed brings one article")


if __name__ == "__main__":
    main()
