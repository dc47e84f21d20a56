"""Bytes of an answer as they arrive, taken head, line and stretch at a time."""

from __future__ import annotations

import asyncio
import re

from schemas import Reason
from transforms.text.inputs.problems import InputProblem

#: fields of a head, as Python's own client has it
MOST_FIELDS = 100
#: bytes of a head in all; those of real servers come near 16 KB
_LONGEST_HEAD = 1 << 17
_CHUNK = 1 << 16
_HEAD_ENDS = re.compile(rb"\n\r?\n")


class Silence(Exception):
    """A server closed the connection without a byte of an answer."""


class Arriving:
    """One answer that arrives over a connection.

    A head is most often read with one look at what has come, and with it what follows: nearly all of the work on a
    small page was to read it line by line.
    """

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        #: what has come with a head and belongs to what follows it
        self.rest = bytearray()

    async def head(self) -> bytes:
        """Read up to the next empty line.

        Raises:
            InputProblem: it is no head of HTTP, has no end or too many fields.
            Silence: there is none.
        """
        looked = 0
        while (end := _HEAD_ENDS.search(self.rest, looked)) is None:
            if b"\n" in self.rest and not self.rest.startswith(b"HTTP/1."):
                raise bad_http(f"it begins with {bytes(self.rest[:40]).decode('latin-1').strip()!r}")
            if len(self.rest) > _LONGEST_HEAD:
                raise bad_http("its head has no end")
            looked = max(0, len(self.rest) - 2)
            piece = await self._reader.read(_CHUNK)
            if not piece:
                raise truncated() if self.rest else Silence
            self.rest += piece
        head = bytes(self.rest[: end.end()])
        del self.rest[: end.end()]
        if len(head) > _LONGEST_HEAD or head.count(b"\n") > MOST_FIELDS + 2:
            raise bad_http(f"its head is too long, or has more than {MOST_FIELDS} fields")
        return head

    async def line(self) -> bytes:
        """Read a line with its end."""
        end = self.rest.find(b"\n") + 1
        if end:
            line = bytes(self.rest[:end])
            del self.rest[:end]
            return line
        try:
            line = bytes(self.rest) + await self._reader.readline()
        except ValueError:
            raise bad_http("a line of it has no end") from None
        self.rest.clear()
        if not line.endswith(b"\n"):
            raise truncated()
        return line

    async def exactly(self, count: int) -> bytes:
        """Read so many bytes."""
        taken = bytes(self.rest[:count])
        del self.rest[:count]
        if len(taken) == count:
            return taken
        try:
            return taken + await self._reader.readexactly(count - len(taken))
        except asyncio.IncompleteReadError:
            raise truncated() from None

    async def some(self) -> bytes:
        """Read what has come, and wait for it if need be; nothing at the end of the connection."""
        if self.rest:
            taken = bytes(self.rest)
            self.rest.clear()
            return taken
        return await self._reader.read(_CHUNK)


def bad_http(what: str) -> InputProblem:
    """Say that an answer is none in HTTP."""
    return InputProblem(Reason.BAD_HTTP, f"does not answer in HTTP ({what}); try again later")


def truncated() -> InputProblem:
    """Say that an answer ends too early."""
    return InputProblem(Reason.TRUNCATED, "ends its answer in the middle; try again later")
