"""Web archives (WARC, ISO 28500): records one by one, and the HTML page that a response holds."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from warcio.bufferedreaders import ChunkedDataReader, DecompressingBufferedReader

from schemas import Outcome, Page, PageKind, Reason, Repair
from transforms.text.decoding import is_binary
from transforms.text.inputs.problems import InputProblem, too_large
from transforms.text.inputs.stated import charset_of, parse_time, web_address

#: longest line of a header and most lines in one: far above what archives hold, so that no header fills the memory
_LINE, _LINES = 65_536, 1_000
_CHUNK = 1 << 16
#: the records that hold what a server answered; all others say something about it
_ANSWERS = ("response", "resource")
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Record:
    """One record; `block` stays empty where the record is no answer."""

    kind: str
    fields: dict[str, str]
    block: bytes = b""
    whole: bool = True


def read_warc(stream: BinaryIO, input_uri: str, max_page_bytes: int) -> Iterator[Page | Outcome]:
    """Read the records of a stream one by one: each answer becomes one page or one outcome.

    Records are numbered from 1, all kinds counted. What lies between records is passed over and makes one outcome; a
    stream that breaks (InputProblem) ends in one.
    """
    number, found = 0, False
    try:
        for record in _records(stream, max_page_bytes):
            number += 1
            uri = f"{input_uri}#{number}"
            if isinstance(record, InputProblem):
                found = True
                yield record.outcome(uri)
            elif record.kind in _ANSWERS:
                found = True
                url = web_address(record.fields.get("warc-target-uri", "").strip("<>").replace(" ", "%20"))
                try:
                    yield _page(record, uri, url, max_page_bytes)
                except InputProblem as problem:
                    yield problem.outcome(uri, url)
    except InputProblem as problem:
        yield problem.outcome(f"{input_uri}#{number + 1}")
        return
    if not found:
        reason = Reason.NO_CONTENT if number else Reason.EMPTY
        yield InputProblem(reason, "holds no response record; nothing can be read from it").outcome(input_uri)


def _records(stream: BinaryIO, max_page_bytes: int) -> Iterator[_Record | InputProblem]:
    lost = False
    while line := stream.readline(_LINE):
        if not line.startswith(b"WARC/"):
            if line.strip() and not lost:
                lost = True
                yield InputProblem(
                    Reason.BAD_WARC, "what stands here is no record; was passed over up to the next record"
                )
            continue
        fields = _fields(stream)
        try:
            length = int(fields.get("content-length", ""))
            lost = length < 0
        except ValueError:
            lost = True
        if lost:
            yield InputProblem(
                Reason.BAD_WARC, 'field "Content-Length" is missing or no number; archive the page again'
            )
            continue
        kind = fields.get("warc-type", "").strip().lower()
        # the HTTP header comes on top of the page; its size is not the page's
        keep = min(length, max_page_bytes + _LINE) if kind in _ANSWERS else 0
        block = stream.read(keep) if keep else b""
        missing = length - len(block)
        while missing > 0 and (rest := stream.read(min(missing, _CHUNK))):
            missing -= len(rest)
        if missing:
            yield InputProblem(Reason.TRUNCATED, "the archive ends inside this record; fetch it again, whole")
            return
        yield _Record(kind, fields, block, whole=len(block) == length)


def _fields(stream: BinaryIO) -> dict[str, str]:
    """Read the named fields of a header up to the blank line, names in lower case; the first of a name holds."""
    fields: dict[str, str] = {}
    for _ in range(_LINES):
        line = stream.readline(_LINE)
        if not line.strip():
            break
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _page(record: _Record, input_uri: str, url: str | None, max_page_bytes: int) -> Page:
    header, body = record.fields, record.block
    if record.kind == "response":
        header, body = _answer(body, max_page_bytes)
    mime = header.get("content-type", "").partition(";")[0].strip().lower()
    if mime not in _HTML and (mime or not body.lstrip().startswith(b"<")):
        detail = f"is {mime or 'of no stated type'}, not an HTML page; nothing to do"
        raise InputProblem(Reason.NOT_AN_ARTICLE, detail)
    if len(body) > max_page_bytes or not record.whole:
        raise too_large("the page", max_page_bytes)
    if not body.strip():
        raise InputProblem(Reason.EMPTY, "the page is empty; archive it again")
    if is_binary(body):
        raise InputProblem(Reason.BINARY, "says it is HTML and is not; nothing to do")
    cut = record.fields.get("warc-truncated")
    fetched = parse_time(record.fields.get("warc-date", ""))
    return Page(
        input_uri,
        PageKind.HTML,
        body,
        charset=charset_of(header.get("content-type")),
        url=url,
        fetched_at=fetched[0] if fetched else None,
        repairs=(Repair(Reason.TRUNCATED, f"the archiver cut the page off ({cut[:50]}); kept as it is"),)
        if cut
        else (),
    )


def _answer(block: bytes, max_page_bytes: int) -> tuple[dict[str, str], bytes]:
    """Split an HTTP answer into its header's fields and its body, transfer and content encodings undone.

    Raises:
        InputProblem: it is no HTTP answer, or not one of status 200.
    """
    stream = io.BytesIO(block)
    status = stream.readline(_LINE).split(None, 2)
    if not status or not status[0].startswith(b"HTTP/"):
        raise InputProblem(Reason.BAD_WARC, "holds no HTTP answer; archive the page again")
    code = status[1].decode("ascii", "replace") if len(status) > 1 else "none"
    if code != "200":
        raise InputProblem(Reason.NO_CONTENT, f"the server answered with status {code[:20]}; archive the page again")
    fields = _fields(stream)
    chunked = "chunked" in fields.get("transfer-encoding", "").lower()
    encoding = fields.get("content-encoding", "").strip().lower()
    if not chunked and encoding not in ("gzip", "x-gzip", "deflate", "br"):
        return fields, stream.read()
    decoder = ChunkedDataReader if chunked else DecompressingBufferedReader
    try:
        reader = decoder(stream, decomp_type=encoding.removeprefix("x-") or None)
        body = bytearray()
        while len(body) <= max_page_bytes and (part := reader.read(_CHUNK)):
            body += part
    except (OSError, ValueError, EOFError, zlib.error) as error:
        detail = f"its body cannot be decoded ({type(error).__name__}); archive the page again"
        raise InputProblem(Reason.BAD_WARC, detail) from error
    return fields, bytes(body)
