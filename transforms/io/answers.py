"""Answers read from the wire: HTTP/1.1 as clients meet it (RFC 9112), with caps on everything."""

from __future__ import annotations

import asyncio
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from schemas import Reason
from transforms.text.inputs.problems import InputProblem

#: fields of a head, as Python's own client has it
_MOST_FIELDS = 100
_CHUNK = 1 << 16
#: members of one gzip answer: honest ones have one, and each costs a copy of what follows it
_MOST_MEMBERS = 64
_HEX = re.compile(rb"\s*([0-9A-Fa-f]{1,15})\s*(?:;.*)?\s*", re.DOTALL)


class Silence(Exception):
    """A server closed the connection without a byte of an answer."""


class Headers(dict[str, str]):
    """The fields of a head by name, whatever its case; one that comes several times is joined by commas."""

    def add(self, name: str, value: str) -> None:
        """Add one field."""
        known = dict.get(self, name.lower())
        self[name.lower()] = value if known is None else f"{known}, {value}"

    def __getitem__(self, name: str) -> str:
        return dict.__getitem__(self, name.lower())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and dict.__contains__(self, name.lower())

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Return a field, or what is given for one that is not there."""
        return dict.get(self, name.lower(), default)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    #: the address that was asked, with what may be secret in it
    url: str
    status: int
    headers: Headers
    body: bytes
    at: datetime
    #: the connection can be used again
    keeps: bool = False


async def read_answer(reader: asyncio.StreamReader, url: str, max_bytes: int, cut: bool) -> Answer:
    """Read one answer to a GET; the body is unpacked, and `cut` takes the first `max_bytes` of a longer one.

    Raises:
        InputProblem: it is no answer in HTTP, ends early, is too large, or is packed in a way that was not asked for.
        Silence: there is none.
    """
    status = 100
    while status < 200:
        version, status = _status(await _line(reader, first=True))
        headers = await _fields(reader)
    at = datetime.now(UTC)
    keeps = version >= 11 and "close" not in (headers.get("connection") or "").lower()
    if status in (204, 304):
        return Answer(url, status, headers, b"", at, keeps and status == 304)
    packed = _is_packed(headers)
    if "chunked" in (headers.get("transfer-encoding") or "").lower():
        body, whole = await _chunks(reader, max_bytes, cut)
    else:
        length = _length(headers)
        keeps = keeps and length is not None
        body, whole = await _stretch(reader, length, max_bytes, cut)
    if packed:
        body = _unpacked(body, whole, max_bytes, cut)
    return Answer(url, status, headers, body, at, keeps and whole)


async def _line(reader: asyncio.StreamReader, first: bool = False) -> bytes:
    try:
        line = await reader.readline()
    except ValueError:
        raise _bad("a line of its head has no end") from None
    if not line.endswith(b"\n"):
        raise Silence if first and not line else _truncated()
    return line


def _status(line: bytes) -> tuple[int, int]:
    """Return the version (10 or 11) and the status."""
    protocol, _, rest = line.partition(b" ")
    number = rest.split(None, 1)[:1]
    if not protocol.startswith(b"HTTP/1.") or not number or not re.fullmatch(rb"[1-9][0-9]{2}", number[0]):
        raise _bad(f"it begins with {line[:40].decode('latin-1').strip()!r}")
    return (10 if protocol == b"HTTP/1.0" else 11), int(number[0])


async def _fields(reader: asyncio.StreamReader) -> Headers:
    """Read the fields of a head; what is no field is passed over, as other clients do."""
    found, last = Headers(), ""
    for _ in range(_MOST_FIELDS + 1):
        line = (await _line(reader)).rstrip(b"\r\n").decode("latin-1")
        if not line:
            return found
        if line[0] in " \t":
            if last:
                found[last] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        if colon and (last := name.strip().lower()):
            found.add(last, value.strip())
    raise _bad(f"its head has more than {_MOST_FIELDS} fields")


def _length(headers: Headers) -> int | None:
    stated = {part.strip() for part in (headers.get("content-length") or "").split(",")} - {""}
    if not stated:
        return None
    length = stated.pop()
    if stated or not (length.isascii() and length.isdigit()):
        raise _bad("it does not say how long it is")
    return int(length[:18])


def _is_packed(headers: Headers) -> bool:
    coding = ", ".join(part.strip() for part in (headers.get("content-encoding") or "").lower().split(","))
    if coding not in ("", "identity", "gzip", "x-gzip"):
        detail = f"is compressed in a way that was not asked for ({coding[:40]!r}); ask its publisher"
        raise InputProblem(Reason.BAD_COMPRESSION, detail)
    return coding.endswith("gzip")


async def _stretch(reader: asyncio.StreamReader, length: int | None, max_bytes: int, cut: bool) -> tuple[bytes, bool]:
    """Read a body of a length, or up to the end of the connection; tell whether it was read whole."""
    if length is not None:
        if length > max_bytes and not cut:
            raise _too_large(max_bytes)
        try:
            return await reader.readexactly(min(length, max_bytes)), length <= max_bytes
        except asyncio.IncompleteReadError:
            raise _truncated() from None
    body = bytearray()
    while piece := await reader.read(_CHUNK):
        body += piece
        if len(body) > max_bytes:
            if not cut:
                raise _too_large(max_bytes)
            return bytes(body[:max_bytes]), False
    return bytes(body), True


async def _chunks(reader: asyncio.StreamReader, max_bytes: int, cut: bool) -> tuple[bytes, bool]:
    body = bytearray()
    while True:
        stated = _HEX.fullmatch(await _line(reader))
        if stated is None:
            raise _truncated()
        length = int(stated[1], 16)
        if not length:
            await _fields(reader)
            return bytes(body), True
        if len(body) + length > max_bytes and not cut:
            raise _too_large(max_bytes)
        try:
            body += await reader.readexactly(min(length, max_bytes - len(body)))
        except asyncio.IncompleteReadError:
            raise _truncated() from None
        if len(body) >= max_bytes and cut:
            return bytes(body), False
        await _line(reader)


def _unpacked(packed: bytes, whole: bool, max_bytes: int, cut: bool) -> bytes:
    """Undo gzip, of several members too; what follows the last one is no concern of ours."""
    body, members = bytearray(), 0
    try:
        while packed[:2] == b"\x1f\x8b" or (packed and not body):
            member = zlib.decompressobj(16 + zlib.MAX_WBITS)
            body += member.decompress(packed, max_bytes + 1 - len(body))
            if len(body) > max_bytes:
                if not cut:
                    raise _too_large(max_bytes)
                return bytes(body[:max_bytes])
            if not member.eof and whole:
                raise _truncated()
            packed, members = member.unused_data, members + 1
            if members > _MOST_MEMBERS:
                raise zlib.error
    except zlib.error:
        detail = "its compressed answer is damaged; try again later"
        raise InputProblem(Reason.BAD_COMPRESSION, detail) from None
    return bytes(body)


def _bad(what: str) -> InputProblem:
    return InputProblem(Reason.BAD_HTTP, f"does not answer in HTTP ({what}); try again later")


def _truncated() -> InputProblem:
    return InputProblem(Reason.TRUNCATED, "ends its answer in the middle; try again later")


def _too_large(max_bytes: int) -> InputProblem:
    return InputProblem(Reason.TOO_LARGE, f"answers with more than {max_bytes:,} bytes; it is left out")
