"""One turn of a host: what is asked next, and what its answer leads to."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from schemas import Reason
from transforms.io.hosts import DOWN_AFTER, ROBOTS_HOLD, Fetched, Host, Request, host_name, now, origin
from transforms.io.robots import MAX_BYTES, Robots, read_robots
from transforms.io.web import Answer, Web, parse
from transforms.text.feeds.redirects import MAX_HOPS, REDIRECTS, next_address
from transforms.text.feeds.retry_after import retry_after
from transforms.text.inputs.problems import InputProblem

#: how long a host that says 429 without more is left alone (NetNewsWire's number)
PAUSE = timedelta(minutes=10)
#: bytes of a robots.txt that is read apart
_LARGE = 20_000
#: seconds before something that failed in passing is tried once more
AGAIN = 3.0

_OUT_OF_REACH = frozenset({Reason.UNREACHABLE, Reason.TIMEOUT, Reason.UNKNOWN_HOST})
#: problems that meet a request for robots.txt just as they would meet the page
_ALIKE = frozenset(
    {Reason.UNKNOWN_HOST, Reason.UNREACHABLE, Reason.PRIVATE_ADDRESS, Reason.BAD_ADDRESS, Reason.BAD_CERTIFICATE}
)
_AGAIN = frozenset({Reason.UNREACHABLE, Reason.TRUNCATED})


class Rules(Protocol):
    """What of the manners matters here."""

    @property
    def robot(self) -> str:
        """The name by which robots.txt knows this program."""

    @property
    def delay(self) -> float:
        """Seconds between two requests to a host."""

    @property
    def host_seconds(self) -> float:
        """Seconds for one host in one run."""


async def ask(request: Request, host: Host, web: Web, rules: Rules) -> Fetched | Request:
    """Do the next thing that a request needs: at most one request goes out.

    Returns what was fetched, or the request that is to be asked next: the same after robots.txt was read or for
    another try, or where a redirect leads.
    """
    server = parse(request.url).host or ""
    if host.pause is not None:
        problem = InputProblem(Reason.RATE_LIMITED, f"{host.name} asked to be left alone; it is asked again later")
        return _told(Fetched(request, problem=problem, wait=host.pause), host, rules)
    if host.failures.get(server, 0) >= DOWN_AFTER:
        problem = InputProblem(Reason.HOST_DOWN, f"{server} did not answer {DOWN_AFTER} times; it is asked again later")
        return _told(Fetched(request, problem=problem), host, rules)
    if host.began is not None and now() - host.began > rules.host_seconds:
        detail = f"{host.name} has had its {rules.host_seconds:g} s of this run; the next one goes on"
        return _told(Fetched(request, problem=InputProblem(Reason.POSTPONED, detail)), host, rules)
    robots = _robots(request, host)
    if robots is None and (request.obeys_robots or request.wants_delay):
        unasked = await _read_robots(request, host, web, rules)
        return _told(Fetched(request, problem=unasked), host, rules) if unasked else request
    if request.obeys_robots and robots is not None and not robots.allows(request.url, rules.robot):
        detail = "robots.txt forbids it; ask its publisher, or take its feed off the list"
        if robots.closed:
            detail = "its robots.txt cannot be read, which forbids everything for now; it is tried again later"
        return _told(Fetched(request, problem=InputProblem(Reason.ROBOTS, detail)), host, rules)
    try:
        answer = await _get(request, host, web, rules)
    except InputProblem as problem:
        host.failures[server] = host.failures.get(server, 0) + 1 if problem.reason in _OUT_OF_REACH else 0
        if problem.reason in _AGAIN and request.tries < 1 and host.failures[server] < DOWN_AFTER:
            return _again(request, host)
        return _told(Fetched(request, problem=problem), host, rules)
    host.failures[server] = 0
    if answer.status in REDIRECTS:
        return _redirected(request, answer, host, rules)
    if answer.status in (429, 503):
        wait = retry_after(answer.headers, datetime.now(UTC)) or (PAUSE if answer.status == 429 else None)
        if wait is not None:
            host.pause = wait
            return _told(Fetched(request, answer, wait=wait), host, rules)
    if answer.status in (502, 503, 504) and request.tries < 1:
        return _again(request, host)
    return _told(Fetched(request, answer), host, rules)


async def _get(request: Request, host: Host, web: Web, rules: Rules) -> Answer:
    """Send one request and note when the host may be asked again."""
    host.began = host.began or now()
    try:
        return await web.ask(request.url, request.headers, request.max_bytes, host.held, request.cut)
    finally:
        host.met.last_asked = now()
        _rest(request, host, rules)


def _rest(request: Request, host: Host, rules: Rules) -> None:
    """Set when the host may be asked again."""
    robots = _robots(request, host)
    asked = robots.delay(rules.robot) if robots is not None else host.known_delay
    host.ready_at = host.met.last_asked + max(rules.delay, asked or 0.0)


def _robots(request: Request, host: Host) -> Robots | None:
    found = host.met.robots.get(origin(request.url))
    return found[1] if found and datetime.now(UTC) - found[0] < ROBOTS_HOLD else None


async def _read_robots(request: Request, host: Host, web: Web, rules: Rules) -> InputProblem | None:
    """Read the robots.txt of the request's origin; redirects inside the host are followed in its time.

    Returns a problem where the server cannot be asked for anything.
    """
    first = origin(request.url)
    address, status, body = f"{first}/robots.txt", None, b""
    passed: list[str] = []
    for _ in range(MAX_HOPS + 1):
        if passed:
            await asyncio.sleep(host.ready_at - now())
        try:
            answered = await _get(Request(address, None, MAX_BYTES, cut=True), host, web, rules)
        except InputProblem as problem:
            server = parse(address).host or ""
            if problem.reason in _OUT_OF_REACH:
                host.failures[server] = host.failures.get(server, 0) + 1
            if problem.reason in _ALIKE and not passed:
                return problem
            break
        status, body = answered.status, answered.body
        if status not in REDIRECTS:
            break
        passed.append(address)
        try:
            address = next_address(address, answered.headers.get("Location"), tuple(passed[:-1]), False)
            if host_name(address) == host.name:
                continue
        except InputProblem:
            pass
        status = 404  # a file at another host, or nowhere: RFC 9309 lets it count as none
        break
    # a large file takes long to read, and everything else goes on meanwhile
    robots = read_robots(status, body) if len(body) < _LARGE else await asyncio.to_thread(read_robots, status, body)
    host.met.robots[first] = (datetime.now(UTC), robots)
    _rest(request, host, rules)
    return None


def _redirected(request: Request, answer: Answer, host: Host, rules: Rules) -> Fetched | Request:
    passed = tuple(url for url, _ in request.hops)
    try:
        target = next_address(request.url, answer.headers.get("Location"), passed, request.secure)
    except InputProblem as problem:
        return _told(Fetched(request, answer, problem), host, rules)
    hops = (*request.hops, (request.url, answer.status))
    return replace(request, url=target, hops=hops, tries=0)


def _again(request: Request, host: Host) -> Request:
    host.ready_at = max(host.ready_at, now() + AGAIN)
    return replace(request, tries=request.tries + 1)


def _told(fetched: Fetched, host: Host, rules: Rules) -> Fetched:
    """Add what the host's robots.txt says, for whoever remembers it."""
    try:
        read = host.met.robots.get(origin(fetched.request.url))
    except InputProblem:
        read = None
    if read is None:
        return fetched
    delay = read[1].delay(rules.robot)
    return Fetched(fetched.request, fetched.answer, fetched.problem, fetched.wait, delay, read[0])
