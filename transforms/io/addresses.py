"""Which addresses may be dialled, and the look-up of names."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas import Reason
from transforms.text.problems import InputProblem

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


@dataclass(frozen=True, slots=True)
class Addresses:
    """The rule about what may be dialled, and names given beside those of DNS."""

    #: loopback, private and reserved networks, and every port, may be dialled too
    allow_private: bool = False
    #: name -> address, asked before DNS
    hosts: dict[str, str] = field(default_factory=dict)

    def look_up(self, host: str, port: int) -> list[tuple[int, Any]]:
        """Return the socket addresses of a host, all of them allowed.

        What is returned is what must be dialled: asking DNS again could give another answer.

        Raises:
            InputProblem: the name is unknown, or one of its addresses or the port is not allowed.
        """
        if not self.allow_private and port not in _PORTS:
            ports = ", ".join(map(str, sorted(_PORTS)))
            raise InputProblem(Reason.BAD_ADDRESS, f"port {port} is not one of {ports}; --allow-private-hosts opens it")
        try:
            found = socket.getaddrinfo(self.hosts.get(host, host), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            what = getattr(error, "strerror", None) or str(error)
            raise InputProblem(Reason.UNKNOWN_HOST, f"{host} has no address ({what}); check its spelling") from error
        for *_, address in found:
            if not self.allow_private and not is_public(str(address[0])):
                detail = f"{host} is {address[0]}, which is no public address; --allow-private-hosts lets it be asked"
                raise InputProblem(Reason.PRIVATE_ADDRESS, detail)
        return [(family, address) for family, *_, address in found]


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    ip = mapped or ip
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
