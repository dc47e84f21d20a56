"""Hosts: one request at a time to each, a delay between two, and what each has said of itself."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from schemas import make_id
from transforms.io.dialling import Line
from transforms.io.robots import Robots
from transforms.io.web import Answer, parse
from transforms.text.inputs.problems import InputProblem
from transforms.text.urls import site

#: failures in a row to reach a server after which it is not asked again in the run
DOWN_AFTER = 3


@dataclass(frozen=True, slots=True)
class Request:
    """Something to be asked for."""

    url: str
    #: what it is asked for; handed back with the answer
    subject: Any
    max_bytes: int
    headers: Mapping[str, str] = field(default_factory=dict)
    #: robots.txt decides whether it may be fetched
    obeys_robots: bool = True
    #: the delay that robots.txt asks for is to be known before
    wants_delay: bool = True
    #: redirects from https to http are not followed
    secure: bool = False
    #: the first `max_bytes` of a longer answer are enough
    cut: bool = False
    #: addresses that redirected here, with the status of each
    hops: tuple[tuple[str, int], ...] = ()
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of a request: an answer, or the problem why there is none."""

    request: Request
    answer: Answer | None = None
    problem: InputProblem | None = None
    #: how long the server asked to be left alone
    wait: timedelta | None = None
    crawl_delay: float | None = None
    robots_at: datetime | None = None


@dataclass(slots=True)
class Acquaintance:
    """What this process has met of a host: it outlasts one crawl, so that the next keeps its distance too."""

    last_asked: float = 0.0
    #: by origin, with the time it was read
    robots: dict[str, tuple[datetime, Robots]] = field(default_factory=dict)

    def delay(self, robot: str) -> float:
        """Return the longest delay that one of its robots.txt asks for."""
        return max((robots.delay(robot) or 0.0 for _, robots in self.robots.values()), default=0.0)


@dataclass(slots=True, eq=False)
class Host:
    """The requests that wait for one host, and what is known of it."""

    name: str
    #: what was met of it in earlier crawls too
    met: Acquaintance
    jobs: deque[Request] = field(default_factory=deque)
    #: when it may be asked next, by the monotonic clock
    ready_at: float = 0.0
    #: somebody sees to its requests
    taken: bool = False
    #: open connections by origin
    held: dict[str, Line] = field(default_factory=dict)
    #: seconds between requests that memory says robots.txt asked for
    known_delay: float | None = None
    began: float | None = None
    #: failures in a row by name of the server
    failures: dict[str, int] = field(default_factory=dict)
    pause: timedelta | None = None

    def close(self) -> None:
        """Close the connections kept open."""
        for line in self.held.values():
            line.close()
        self.held.clear()


_met: dict[str, Acquaintance] = {}
_MOST_MET = 100_000
#: how long a robots.txt is believed (RFC 9309, 2.4)
ROBOTS_HOLD = timedelta(days=1)


def acquaintance(name: str) -> Acquaintance:
    """Return what this process knows of a host."""
    if len(_met) > _MOST_MET:
        _met.clear()
    return _met.setdefault(name, Acquaintance(-1e9))


def forget() -> None:
    """Forget every host; for tests that use the same addresses for other servers."""
    _met.clear()


@lru_cache(maxsize=8_192)
def host_name(url: str) -> str:
    """Name what counts as one host: the registered domain, or the server where there is none.

    Raises:
        InputProblem: the address is none of the web.
    """
    target = parse(url)
    return site(f"{target.scheme}://{target.host}") or f"{target.host}:{target.port or 0}"


def shard_of(url: str, shards: int) -> int:
    """Number the part of the work that everything of one host belongs to."""
    try:
        return int(make_id(host_name(url))[:8], 16) % shards
    except InputProblem:
        return 0


@lru_cache(maxsize=8_192)
def origin(url: str) -> str:
    """Return scheme, server and port, of which each has its own robots.txt."""
    target = parse(url)
    return f"{target.scheme}://{target.host}" + (f":{target.port}" if target.port else "")


def now() -> float:
    """Return the time by which hosts are scheduled."""
    return time.monotonic()
