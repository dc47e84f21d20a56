"""Manners: how this program behaves towards servers."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field

from transforms.io.addresses import Addresses, Network
from transforms.io.web import Web


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

    def web(self, threads: Executor | None = None) -> Web:
        """Return the means to ask; names are looked up in `threads`."""
        return Web(Addresses(self.allowed, self.hosts), self.user_agent, self.answer_seconds, threads)

    @property
    def robot(self) -> str:
        """The name by which robots.txt knows this program."""
        return self.user_agent.partition("/")[0]
