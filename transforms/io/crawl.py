"""Crawl: many requests to many hosts at once, one at a time to each."""

from __future__ import annotations

import heapq
import itertools
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas import Reason
from transforms.io.addresses import Addresses, Network
from transforms.io.asking import ask
from transforms.io.hosts import Fetched, Host, Request, acquaintance, host_name, now
from transforms.io.web import Web
from transforms.text.inputs.problems import InputProblem

Handle = Callable[[Fetched], Iterable[Any]]

#: results that wait to be taken; pages of 5 MB each stay bearable
_WAITING = 64


@dataclass(frozen=True, slots=True)
class Manners:
    """How this program behaves towards servers."""

    #: named to every server, with a way to reach who runs it
    user_agent: str = "newsbeam"
    #: seconds between the end of a request and the next one to its host; robots.txt can ask for more
    delay: float = 1.0
    #: requests under way at once, each to another host
    connections: int = 200
    #: seconds after which a host's further requests are put off to the next run
    host_seconds: float = 900.0
    #: seconds one answer may take
    answer_seconds: float = 30.0
    #: feeds that robots.txt forbids are left alone too
    robots_for_feeds: bool = False
    #: networks beside the public internet that may be dialled
    allowed: tuple[Network, ...] = ()
    #: names and their addresses, asked before DNS
    hosts: Mapping[str, str] = field(default_factory=dict)

    def web(self) -> Web:
        """Return the means to ask."""
        return Web(Addresses(self.allowed, self.hosts), self.user_agent, self.answer_seconds)

    @property
    def robot(self) -> str:
        """The name by which robots.txt knows this program."""
        return self.user_agent.partition("/")[0]


class Crawl:
    """Asks for everything, following redirects to the queue of the host they lead to.

    `handle` turns what was fetched into results; a Request among them is asked for in turn. It runs in the threads.
    `known_delays` are the delays that robots.txt of a host is known to ask for.
    """

    def __init__(self, manners: Manners, handle: Handle, known_delays: Mapping[str, float] | None = None) -> None:
        self.manners = manners
        self._handle = handle
        self._web = manners.web()
        self._known_delays = known_delays or {}
        self._hosts: dict[str, Host] = {}
        self._ready: queue.SimpleQueue[Host | None] = queue.SimpleQueue()
        self._results: queue.Queue[Any] = queue.Queue(_WAITING)
        self._later: list[tuple[float, int, Host]] = []
        self._numbers = itertools.count()
        self._open = 0
        self._stopped = threading.Event()
        self._changed = threading.Condition()

    def run(self, requests: Iterable[Request]) -> Iterator[Any]:
        """Yield the results of all requests as they come, in no particular order."""
        first = list(requests)
        self._open = 1  # ours, so that nothing ends before all are in
        unaskable = [result for request in first for result in self._enter(request)]
        threads = [threading.Thread(target=self._dispatch, name="hosts", daemon=True)]
        size = max(1, min(self.manners.connections, max(8, len(self._hosts))))
        threads += [threading.Thread(target=self._work, name=f"host {n}", daemon=True) for n in range(size)]
        for thread in threads:
            thread.start()
        self._close_one()
        try:
            yield from unaskable
            while (result := self._results.get()) is not _END:
                if isinstance(result, _Broken):
                    raise result.error
                yield result
        finally:
            self._stopped.set()
            with self._changed:
                self._changed.notify_all()
            for _ in threads:
                self._ready.put(None)

    def _enter(self, request: Request) -> Iterator[Any]:
        """Put a request into the queue of its host; what cannot be asked for is handled at once."""
        try:
            name = host_name(request.url)
        except InputProblem as problem:
            yield from self._handled(Fetched(request, problem=problem))
            return
        with self._changed:
            self._open += 1
            host = self._hosts.get(name)
            if host is None:
                host = self._hosts[name] = Host(name, known_delay=self._known_delays.get(name))
                met = acquaintance(name)
                delay = max(self.manners.delay, host.known_delay or 0.0, met.delay(self.manners.robot))
                host.ready_at = met.last_asked + delay
            host.jobs.append(request)
            self._line_up(host)

    def _line_up(self, host: Host) -> None:
        """Give a host that is free and has work its place in line; the caller holds the lock."""
        if host.taken or not host.jobs:
            return
        host.taken = True
        if host.ready_at <= now():
            self._ready.put(host)
        else:
            heapq.heappush(self._later, (host.ready_at, next(self._numbers), host))
            self._changed.notify_all()

    def _dispatch(self) -> None:
        """Move hosts whose time has come to those that are ready."""
        while not self._stopped.is_set():
            with self._changed:
                while self._later and self._later[0][0] <= now():
                    self._ready.put(heapq.heappop(self._later)[2])
                self._changed.wait(self._later[0][0] - now() if self._later else None)

    def _work(self) -> None:
        while (host := self._ready.get()) is not None and not self._stopped.is_set():
            try:
                self._turn(host)
            except BaseException as error:  # told to whoever reads the results
                self._put(_Broken(error))
                return

    def _turn(self, host: Host) -> None:
        """Give a host its turn: at most one request."""
        with self._changed:
            request = host.jobs.popleft()
        try:
            done = ask(request, host, self._web, self.manners)
        except InputProblem as problem:
            done = Fetched(request, problem=problem)
        except Exception as error:  # no answer of a server may end the run
            detail = f"{type(error).__name__}: {error}"[:300] + "; please report it with the address"
            done = Fetched(request, problem=InputProblem(Reason.ERROR, detail))
        again = isinstance(done, Request) and _is_of(done, host)
        with self._changed:
            if again and isinstance(done, Request):
                host.jobs.appendleft(done)
            if not host.jobs:
                host.close()
            host.taken = False
            self._line_up(host)
        if again:
            return
        for result in self._enter(done) if isinstance(done, Request) else self._handled(done):
            self._put(result)
        self._close_one()

    def _handled(self, fetched: Fetched) -> Iterator[Any]:
        for result in self._handle(fetched):
            if isinstance(result, Request):
                yield from self._enter(result)
            else:
                yield result

    def _close_one(self) -> None:
        with self._changed:
            self._open -= 1
            ended = not self._open
        if ended:
            self._put(_END)

    def _put(self, result: Any) -> None:
        while not self._stopped.is_set():
            try:
                self._results.put(result, timeout=1.0)
                return
            except queue.Full:
                continue


def _is_of(request: Request, host: Host) -> bool:
    try:
        return host_name(request.url) == host.name
    except InputProblem:
        return False


_END = object()


@dataclass(frozen=True, slots=True)
class _Broken:
    error: BaseException
