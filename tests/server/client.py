"""The test server as tests use it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.server.faults import FAULTS

REPO = Path(__file__).parents[2]


@dataclass(frozen=True)
class TestServer:
    """A running server."""

    __test__ = False

    port: int
    publishers: int
    feeds: int
    process: subprocess.Popen[str]

    def ask(self, path: str) -> Any:
        """Ask its control."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Host": "control.test"})
        return json.loads(connection.getresponse().read())

    def advance(self, seconds: float) -> None:
        """Move the clock of the publishers."""
        self.ask(f"/advance?seconds={seconds}")

    def log(self, clear: bool = True) -> list[dict[str, Any]]:
        """Return the requests so far, and begin anew."""
        found: list[dict[str, Any]] = self.ask("/log")
        if clear:
            self.ask("/clear")
        return found

    @property
    def feed_urls(self) -> list[str]:
        """Every feed of every publisher."""
        hosts = [f"http://publisher{number}.test:{self.port}" for number in range(self.publishers)]
        return [f"{host}/feed/{feed}" for host in hosts for feed in range(self.feeds)]

    @property
    def names(self) -> dict[str, str]:
        """Every name it answers to, with its address."""
        hosts = [f"publisher{number}.test" for number in range(self.publishers)]
        hosts += ["pages.test", *(f"{name}.test" for name in FAULTS)]
        return dict.fromkeys(hosts, "127.0.0.1")

    def write(self, folder: Path) -> tuple[str, str]:
        """Write a list of the feeds and a file of the names; returns their paths."""
        (folder / "feeds.txt").write_text("\n".join(self.feed_urls), "utf-8")
        (folder / "hosts").write_text("\n".join(f"{address} {name}" for name, address in self.names.items()), "utf-8")
        return str(folder / "feeds.txt"), str(folder / "hosts")


@contextmanager
def serving(publishers: int = 0, feeds: int = 1, **options: Any) -> Iterator[TestServer]:
    """Run a server until the block ends."""
    flags = [f"--publishers={publishers}", f"--feeds={feeds}"]
    flags += [f"--{name}" if value is True else f"--{name}={value}" for name, value in options.items()]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.server", *flags],
        cwd=REPO,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        yield TestServer(json.loads(process.stdout.readline())["port"], publishers, feeds, process)
    finally:
        process.stdin.close()
        process.terminate()
        process.wait(10)
