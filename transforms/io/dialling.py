"""Connections to servers, dialled to checked addresses only."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from schemas import Reason
from transforms.io.addresses import Addresses
from transforms.text.inputs.problems import InputProblem

#: seconds to reach a server
CONNECT = 5.0
#: bytes of a line of an answer's head (Python's own client has the same)
LONGEST_LINE = 1 << 16


@dataclass(slots=True)
class Line:
    """An open connection to one server."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @property
    def is_closed(self) -> bool:
        """Tell whether the server is known to have closed it."""
        return self.reader.at_eof() or self.writer.is_closing()

    def close(self) -> None:
        """End it at once: nothing is said any more, so nothing need be waited for."""
        self.writer.transport.abort()


async def dial(scheme: str, host: str, port: int, addresses: Addresses, threads: Executor | None = None) -> Line:
    """Connect to the first address of a host that answers; names are looked up in `threads`.

    No proxy of the environment is asked: it would dial for us, unchecked.

    Raises:
        InputProblem: the host is unknown, not allowed or does not answer.
        ssl.SSLError: no secure connection comes about.
    """
    loop = asyncio.get_running_loop()
    look_up: Callable[..., list[tuple[int, Any]]] = addresses.look_up
    is_given = host in addresses.hosts or _is_address(host)
    found = look_up(host, port) if is_given else await loop.run_in_executor(threads, look_up, host, port)
    give_up, what = loop.time() + CONNECT, "no address"
    for family, address in found:
        raw = socket.socket(family, socket.SOCK_STREAM)
        raw.setblocking(False)
        try:
            async with asyncio.timeout_at(give_up):
                await loop.sock_connect(raw, address)
        except OSError as error:
            what = error.strerror or "no answer in time"
            raw.close()
            continue
        except BaseException:
            raw.close()
            raise
        tls, name = (_tls(), host) if scheme == "https" else (None, None)
        return Line(*await asyncio.open_connection(sock=raw, limit=LONGEST_LINE, ssl=tls, server_hostname=name))
    raise InputProblem(Reason.UNREACHABLE, f"{host} does not answer ({what}); try again later")


def _is_address(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
