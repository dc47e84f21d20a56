"""robots.txt by RFC 9309."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

#: bytes of a robots.txt that count (RFC 9309, 2.5)
MAX_BYTES = 500_000
#: a crawl-delay above this is not honoured in full: an hour between two pages is a mistake of the file
LONGEST_DELAY = 30.0


@dataclass(frozen=True, slots=True)
class Robots:
    """What the robots.txt of one origin says."""

    rules: Protego | None = None
    #: nothing may be fetched, as when the file cannot be read for a fault of the server
    closed: bool = False

    def allows(self, url: str, user_agent: str) -> bool:
        """Tell whether an address may be fetched."""
        if self.closed:
            return False
        return self.rules is None or bool(self.rules.can_fetch(url, user_agent))

    def delay(self, user_agent: str) -> float | None:
        """Return the seconds between two requests that it asks for, capped; None where it does not say."""
        if self.rules is None:
            return None
        stated = self.rules.crawl_delay(user_agent)
        rate = self.rules.request_rate(user_agent)
        asked = [float(stated)] if stated is not None else []
        if rate is not None and rate.requests:
            asked.append(rate.seconds / rate.requests)
        return min(max(max(asked), 0.0), LONGEST_DELAY) if asked else None


def read_robots(status: int | None, body: bytes) -> Robots:
    """Read an answer to a request for robots.txt; a status of None stands for no answer.

    4xx opens the site, 5xx and silence close it (RFC 9309, 2.3.1).
    """
    if status is None or status >= 500 or status == 429:
        return Robots(closed=True)
    if not 200 <= status < 300:
        return Robots()
    try:
        return Robots(Protego.parse(body[:MAX_BYTES].decode("utf-8", "replace")))
    except Exception:  # a file that cannot be read says nothing
        return Robots()
