"""Secrets in addresses: tables and logs name an address without them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from schemas import make_id

#: query parameters that open a door for whoever knows them
_SECRET = re.compile(
    r"(?i)(?P<name>(?:^|[?&;])(?:[\w.-]*(?:token|secret|passw(?:or)?d|signature|api_?key|auth)|key|sig|pwd|hash|session(?:id)?)=)"
    r"(?P<value>[^&#;]+)"
)


def without_secrets(url: str) -> str:
    """Return an address without user, password and the values of parameters that look like keys.

    Such a value is replaced by a short hash, so that two feeds that differ in it alone stay two.
    """
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
        query = _SECRET.sub(lambda found: f"{found['name']}hidden-{make_id(found['value'])[:8]}", parts.query)
        return urlunsplit((parts.scheme, host, parts.path, query, parts.fragment))
    except ValueError:
        return "(an address that cannot be read)"
