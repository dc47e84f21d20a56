"""Crawl: many requests to many hosts at once, one at a time to each."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from schemas import Reason
from transforms.io.asking import ask
from transforms.io.hosts import Fetched, Host, Request, acquaintance, host_name, now
from transforms.io.manners import Manners
from transforms.text.inputs.problems import InputProblem

Handle = Callable[[Fetched], Iterable[Any]]

#: results that wait to be taken before requests wait; pages of 5 MB each stay bearable
_WAITING = 64
#: threads that look up names or wait for other processes
_THREADS = 64


class Crawl:
    """Asks for everything, following redirects to the queue of the host they lead to.

    Requests are under way on an event loop in a thread of its own. `handle` turns what was fetched into results; a
    Request among them is asked for in turn. It runs on the loop, or, if it `waits` for something, in other threads.
    `known_delays` are the delays that robots.txt of a host is known to ask for.
    """

    def __init__(
        self,
        manners: Manners,
        handle: Handle,
        known_delays: Mapping[str, float] | None = None,
        waits: bool = False,
    ) -> None:
        self.manners = manners
        self._handle = handle
        self._waits = waits
        self._known_delays = known_delays or {}
        self._hosts: dict[str, Host] = {}
        self._results: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()
        #: results of one round of the loop, which are given together: waking who reads costs more than most answers
        self._round: list[Any] = []
        self._given = self._taken = 0
        self._resting = 0

    def run(self, requests: Iterable[Request]) -> Iterator[Any]:
        """Yield the results of all requests as they come, in no particular order."""
        loop = asyncio.new_event_loop()
        crawl = loop.create_task(self._all(list(requests)))
        thread = threading.Thread(target=self._drive, args=(loop, crawl), name="crawl", daemon=True)
        thread.start()
        try:
            while some := self._results.get():
                for result in some:
                    if isinstance(result, _Broken):
                        raise result.error
                    yield result
                self._taken += len(some)
        finally:
            if thread.is_alive():
                with suppress(RuntimeError):  # it ended between the two lines
                    loop.call_soon_threadsafe(crawl.cancel)
            thread.join()

    def _drive(self, loop: asyncio.AbstractEventLoop, crawl: asyncio.Task[None]) -> None:
        try:
            loop.run_until_complete(crawl)
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # told to whoever reads the results
            while isinstance(error, BaseExceptionGroup):
                error = error.exceptions[0]
            self._round.append(_Broken(error))
        finally:
            loop.run_until_complete(asyncio.sleep(0))  # connections that were ended go now
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()
            self._give()
            self._results.put([])  # the end

    async def _all(self, requests: list[Request]) -> None:
        self._slots = asyncio.Semaphore(self.manners.connections)
        self._handling = asyncio.Semaphore(self.manners.connections)
        names, self._threads = ThreadPoolExecutor(_THREADS, "names"), ThreadPoolExecutor(_THREADS, "handle")
        self._web = self.manners.web(names)
        try:
            async with asyncio.TaskGroup() as self._tasks:
                for request in requests:
                    await self._enter(request)
        finally:
            for host in self._hosts.values():
                host.close()
            for threads in (names, self._threads):
                threads.shutdown(wait=False, cancel_futures=True)

    async def _enter(self, request: Request) -> None:
        """Put a request into the queue of its host; what cannot be asked for is handled at once."""
        try:
            name = host_name(request.url)
        except InputProblem as problem:
            await self._handled(Fetched(request, problem=problem))
            return
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = Host(name, acquaintance(name), known_delay=self._known_delays.get(name))
            delay = max(self.manners.delay, host.known_delay or 0.0, host.met.delay(self.manners.robot))
            host.ready_at = host.met.last_asked + delay
        host.jobs.append(request)
        if not host.taken:
            host.taken = True
            self._tasks.create_task(self._see_to(host))

    async def _see_to(self, host: Host) -> None:
        """Ask a host for everything, one after the other, each when its time has come."""
        while host.jobs:
            if (wait := host.ready_at - now()) > 0:
                await self._rest(host, wait)
            async with self._slots:
                while host.jobs and host.ready_at <= now():
                    await self._turn(host)
        host.close()
        host.taken = False

    async def _rest(self, host: Host, wait: float) -> None:
        """Leave a host alone; so many connections and no more are kept open meanwhile."""
        if self._resting >= self.manners.connections:
            host.close()
        self._resting += 1
        await asyncio.sleep(wait)
        self._resting -= 1

    async def _turn(self, host: Host) -> None:
        """Give a host its turn: at most one request."""
        request = host.jobs.popleft()
        try:
            done = await ask(request, host, self._web, self.manners)
        except InputProblem as problem:
            done = Fetched(request, problem=problem)
        except Exception as error:  # no answer of a server may end the run
            detail = f"{type(error).__name__}: {error}"[:300] + "; please report it with the address"
            done = Fetched(request, problem=InputProblem(Reason.ERROR, detail))
        if isinstance(done, Fetched):
            await self._handled(done)
        elif _is_of(done, host):
            host.jobs.appendleft(done)
        else:
            await self._enter(done)

    async def _handled(self, fetched: Fetched) -> None:
        if not self._waits:
            await self._pass_on(self._handle(fetched))
            return
        await self._handling.acquire()
        self._tasks.create_task(self._wait_for(fetched))

    async def _wait_for(self, fetched: Fetched) -> None:
        try:
            loop = asyncio.get_running_loop()
            results = await loop.run_in_executor(self._threads, lambda: list(self._handle(fetched)))
            await self._pass_on(result for result in results if not isinstance(result, Request))
        finally:
            self._handling.release()
        # one that cannot be asked for is handled too, so what it takes to handle is not held any more
        await self._pass_on(result for result in results if isinstance(result, Request))

    async def _pass_on(self, results: Iterable[Any]) -> None:
        for result in results:
            if isinstance(result, Request):
                await self._enter(result)
                continue
            while self._given - self._taken >= _WAITING:
                await asyncio.sleep(0.005)
            if not self._round:
                asyncio.get_running_loop().call_soon(self._give)
            self._round.append(result)
            self._given += 1

    def _give(self) -> None:
        if self._round:
            self._results.put(self._round)
            self._round = []


def _is_of(request: Request, host: Host) -> bool:
    try:
        return host_name(request.url) == host.name
    except InputProblem:
        return False


@dataclass(frozen=True, slots=True)
class _Broken:
    error: BaseException
