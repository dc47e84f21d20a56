"""Which addresses may be dialled, and the look-up of names."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas import Reason
from transforms.text.inputs.problems import InputProblem

#: networks inside which no publisher lives and that `ipaddress` of Python 3.11 calls global: shared addresses of
#: providers (RFC 6598), protocol assignments, 6to4 and its relays, NAT64, Teredo, documentation, segment routing,
#: and the site-local addresses of old
_CLOSED = [
    ipaddress.ip_network(network)
    for network in (
        *("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24"),
        *("64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10"),
    )
]
#: the ports of the web; on others other services listen, which a feed could make us talk to
_PORTS = frozenset({80, 443, 8080, 8443})


Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Addresses:
    """The rule about what may be dialled, and names given beside those of DNS."""

    #: networks beside the public internet whose addresses may be dialled, at every port
    allowed: tuple[Network, ...] = ()
    #: name -> address, asked before DNS
    hosts: Mapping[str, str] = field(default_factory=dict)

    def look_up(self, host: str, port: int) -> list[tuple[int, Any]]:
        """Return the socket addresses of a host, all of them allowed.

        What is returned is what must be dialled: asking DNS again could give another answer.

        Raises:
            InputProblem: the name is unknown, or one of its addresses or the port is not allowed.
        """
        try:
            found = socket.getaddrinfo(self.hosts.get(host, host), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            what = getattr(error, "strerror", None) or str(error)
            raise InputProblem(Reason.UNKNOWN_HOST, f"{host} has no address ({what}); check its spelling") from error
        for *_, address in found:
            self._check(host, str(address[0]), port)
        return [(family, address) for family, *_, address in found]

    def _check(self, host: str, address: str, port: int) -> None:
        ip = _unwrapped(address)
        if ip is not None and any(ip in network for network in self.allowed if network.version == ip.version):
            return
        if not is_public(address):
            detail = f"{host} is {address}, which is no public address; --allow-private-hosts lets it be asked"
            raise InputProblem(Reason.PRIVATE_ADDRESS, detail)
        if port not in _PORTS:
            ports = ", ".join(map(str, sorted(_PORTS)))
            raise InputProblem(Reason.BAD_ADDRESS, f"port {port} is none of the web's, {ports}; it is not asked")


def networks(spelt: str) -> tuple[Network, ...]:
    """Read networks as `10.0.0.0/8,127.0.0.1`; `all` stands for every address.

    Raises:
        ValueError: one is none.
    """
    parts = ["0.0.0.0/0", "::/0"] if spelt == "all" else [part for part in spelt.split(",") if part.strip()]
    return tuple(ipaddress.ip_network(part.strip()) for part in parts)


def _unwrapped(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Read an IP address; one of version 4 inside one of version 6 is what it leads to."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return getattr(ip, "ipv4_mapped", None) or ip


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet."""
    ip = _unwrapped(address)
    if ip is None:
        return False
    closed = any(ip in network for network in _CLOSED if network.version == ip.version)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or closed)


def read_hosts(path: str) -> dict[str, str]:
    """Read a file in the form of /etc/hosts: an address and its names on each line.

    Raises:
        OSError, ValueError: it cannot be read, or holds something else.
    """
    found: dict[str, str] = {}
    for line in Path(path).read_text("utf-8").splitlines():
        address, *names = line.partition("#")[0].split() or [""]
        if address:
            ipaddress.ip_address(address)
            found |= {name.lower(): address for name in names}
    return found
