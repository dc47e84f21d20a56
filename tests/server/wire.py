"""HTTP by hand: enough to be correct, and to be wrong on purpose."""

from __future__ import annotations

import asyncio
import socket
import struct
import time
from dataclasses import dataclass


class Gone(Exception):
    """The connection is over."""


async def read_request(reader: asyncio.StreamReader) -> tuple[str, dict[str, str]] | None:
    """Read one GET: its path and headers, names in lower case; None at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in rest if ": " in line)
    return first.split(" ")[1], {name.lower(): value for name, value in headers.items()}


@dataclass
class Wire:
    """One connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    #: just before the last whole answer was sent: the client cannot have had it earlier
    answered: float = 0.0

    async def send(
        self, status: int, body: bytes, media: str | None = "text/html", headers: dict[str, str] | None = None
    ) -> int:
        """Send a correct answer."""
        told = {} if status == 304 else {"Content-Length": str(len(body))}
        told |= {"Content-Type": media} if media else {}
        lines = [f"HTTP/1.1 {status} -", *(f"{name}: {value}" for name, value in (told | (headers or {})).items())]
        self.answered = time.monotonic()
        await self.raw("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        return status

    async def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def drip(self, data: bytes, seconds: float) -> None:
        """Send a byte now and then."""
        for place in range(len(data)):
            await self.raw(data[place : place + 1])
            await asyncio.sleep(seconds)

    def close(self) -> None:
        """End the connection in order."""
        raise Gone

    def reset(self) -> None:
        """End the connection with a reset."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        raise Gone
