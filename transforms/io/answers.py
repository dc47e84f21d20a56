"""Answers read from the wire: HTTP/1.1 as clients meet it (RFC 9112), with caps on everything."""

from __future__ import annotations

import asyncio
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from schemas import Reason
from transforms.io.arriving import MOST_FIELDS, Arriving, bad_http, truncated
from transforms.io.heads import Headers, is_packed, length_of, read_head
from transforms.text.inputs.problems import InputProblem

#: members of one gzip answer: honest ones have one, and each costs a copy of what follows it
_MOST_MEMBERS = 64
_HEX = re.compile(rb"\s*([0-9A-Fa-f]{1,15})\s*(?:;.*)?\s*", re.DOTALL)


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
    arriving = Arriving(reader)
    status = 100
    while status < 200:
        version, status, headers = read_head(await arriving.head())
    at = datetime.now(UTC)
    keeps = version >= 11 and "close" not in headers.get("connection", "").lower()
    if status in (204, 304):
        return Answer(url, status, headers, b"", at, keeps and status == 304 and not arriving.rest)
    packed = is_packed(headers)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body, whole = await _chunks(arriving, max_bytes, cut)
    else:
        length = length_of(headers)
        keeps = keeps and length is not None
        body, whole = await _stretch(arriving, length, max_bytes, cut)
    if packed:
        body = _unpacked(body, whole, max_bytes, cut)
    # what comes after an answer was not asked for: it must not be taken for the next one
    return Answer(url, status, headers, body, at, keeps and whole and not arriving.rest)


async def _stretch(arriving: Arriving, length: int | None, max_bytes: int, cut: bool) -> tuple[bytes, bool]:
    """Read a body of a length, or up to the end of the connection; tell whether it was read whole."""
    if length is not None:
        if length > max_bytes and not cut:
            raise _too_large(max_bytes)
        return await arriving.exactly(min(length, max_bytes)), length <= max_bytes
    body = bytearray()
    while piece := await arriving.some():
        body += piece
        if len(body) > max_bytes:
            if not cut:
                raise _too_large(max_bytes)
            return bytes(body[:max_bytes]), False
    return bytes(body), True


async def _chunks(arriving: Arriving, max_bytes: int, cut: bool) -> tuple[bytes, bool]:
    body = bytearray()
    while True:
        stated = _HEX.fullmatch(await arriving.line())
        if stated is None:
            raise truncated()
        length = int(stated[1], 16)
        if not length:
            for _ in range(MOST_FIELDS):  # fields after the body
                if not (await arriving.line()).strip():
                    return bytes(body), True
            raise bad_http(f"more than {MOST_FIELDS} fields follow its body")
        if len(body) + length > max_bytes and not cut:
            raise _too_large(max_bytes)
        body += await arriving.exactly(min(length, max_bytes - len(body)))
        if len(body) >= max_bytes and cut:
            return bytes(body), False
        await arriving.line()


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
                raise truncated()
            packed, members = member.unused_data, members + 1
            if members > _MOST_MEMBERS:
                raise zlib.error
    except zlib.error:
        detail = "its compressed answer is damaged; try again later"
        raise InputProblem(Reason.BAD_COMPRESSION, detail) from None
    return bytes(body)


def _too_large(max_bytes: int) -> InputProblem:
    return InputProblem(Reason.TOO_LARGE, f"answers with more than {max_bytes:,} bytes; it is left out")
