"""Web archives: every answer is one page or one outcome; damage costs what it hits and no more."""

from __future__ import annotations

import gzip
import io
import zlib
from datetime import UTC, datetime
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from schemas import Outcome, Page, PageKind, Reason
from transforms.text.inputs.problems import InputProblem
from transforms.text.inputs.warc import read_warc

HTML = b"<html><body><p>The ferry is back.</p></body></html>"
URL = "https://coast.example/ferry"
DATE = "2026-03-04T05:06:07Z"


def record(kind: str, block: bytes, **fields: str) -> bytes:
    head = {"WARC-Type": kind, "WARC-Target-URI": URL, "WARC-Date": DATE, "Content-Length": str(len(block))}
    head.update({name.replace("_", "-"): value for name, value in fields.items()})
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body: bytes = HTML, status: str = "200 OK", **fields: str) -> bytes:
    head = {"Content-Type": "text/html; charset=utf-8"}
    head.update({name.replace("_", "-"): value for name, value in fields.items()})
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return record("response", f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)


def read(content: bytes | BinaryIO, cap: int = 100_000) -> list[Page | Outcome]:
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    return list(read_warc(stream, "a.warc", cap))


def reasons(content: bytes, cap: int = 100_000) -> list[tuple[str, str | None]]:
    return [(i.input_uri, i.reason if isinstance(i, Outcome) else None) for i in read(content, cap)]


def page(content: bytes) -> Page:
    (item,) = read(content)
    assert isinstance(item, Page), item
    return item


def test_a_response_is_a_page() -> None:
    assert page(answer()) == Page(
        "a.warc#1",
        PageKind.HTML,
        HTML,
        charset="utf-8",
        url=URL,
        fetched_at=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    )


def test_an_archive_as_another_program_writes_it() -> None:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    for name in ("one", "two"):
        writer.write_record(
            writer.create_warc_record(
                f"http://coast.example/{name}", "response", io.BytesIO(HTML), http_headers=headers
            )
        )
    items = read(file.getvalue())
    assert [(i.input_uri, i.url) for i in items] == [
        ("a.warc#2", "http://coast.example/one"),
        ("a.warc#3", "http://coast.example/two"),
    ]
    assert all(isinstance(i, Page) and i.content == HTML for i in items)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (answer(status="404 Not Found"), Reason.NO_CONTENT),
        (answer(status="301 Moved", Location="/x"), Reason.NO_CONTENT),
        (answer(b"User-agent: *", Content_Type="text/plain"), Reason.NOT_AN_ARTICLE),
        (answer(b"\x89PNG", Content_Type="image/png"), Reason.NOT_AN_ARTICLE),
        (answer(b"\x89PNG\r\n"), Reason.BINARY),
        (answer(b" \r\n"), Reason.EMPTY),
        (answer(b"x" * 200_000), Reason.TOO_LARGE),
        (answer(zlib.compress(b"x" * 50_000_000), Content_Encoding="deflate"), Reason.TOO_LARGE),
        (record("response", b""), Reason.BAD_WARC),
        (record("response", b"no http"), Reason.BAD_WARC),
        (record("response", b"HTTP/1.1\r\n\r\n"), Reason.NO_CONTENT),
        (record("resource", HTML, Content_Type="image/gif"), Reason.NOT_AN_ARTICLE),
        (record("response", HTML, Content_Length="many"), Reason.BAD_WARC),
        (record("response", HTML, Content_Length="-5"), Reason.BAD_WARC),
        (record("response", HTML, Content_Length="99999"), Reason.TRUNCATED),
        (b"no archive at all\n" * 9, Reason.BAD_WARC),
    ],
)
def test_an_answer_without_a_page_is_one_outcome(content: bytes, reason: Reason) -> None:
    (item,) = read(content)
    assert isinstance(item, Outcome)
    assert (item.input_uri, item.reason) == ("a.warc#1", reason)
    assert item.detail is not None
    assert item.detail.startswith("a.warc#1: ")
    assert ";" in item.detail


def test_records_about_answers_are_no_inputs_but_count() -> None:
    others = [record(kind, b"x") for kind in ("warcinfo", "request", "metadata", "revisit", "conversion")]
    assert reasons(b"".join(others) + answer() + others[1] + answer()) == [("a.warc#6", None), ("a.warc#8", None)]
    assert reasons(b"".join(others)) == [("a.warc", Reason.NO_CONTENT)]
    assert reasons(b"") == [("a.warc", Reason.EMPTY)]


def test_damage_between_records_costs_no_other() -> None:
    broken = record("response", HTML, Content_Length="12")
    assert reasons(answer() + broken + answer() + b"junk\nmore junk\n" + answer()) == [
        ("a.warc#1", None),
        ("a.warc#2", Reason.BAD_WARC),
        ("a.warc#3", Reason.BAD_WARC),
        ("a.warc#4", None),
        ("a.warc#5", Reason.BAD_WARC),
        ("a.warc#6", None),
    ]


def test_a_cut_archive_keeps_what_came_before() -> None:
    whole = answer() + answer()
    for cut in range(len(answer()) + 10, len(whole) - 4):
        assert reasons(whole[:cut]) in (
            [("a.warc#1", None), ("a.warc#2", Reason.TRUNCATED)],
            [("a.warc#1", None), ("a.warc#2", Reason.BAD_WARC)],
        ), cut


def test_a_stream_that_breaks_ends_in_one_outcome() -> None:
    class Breaking(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            if not line:
                raise InputProblem(Reason.TRUNCATED, "the packed file ends too early; copy it again")
            return line

    first, cut = read(Breaking(answer()))
    assert isinstance(first, Page)
    assert isinstance(cut, Outcome)
    assert (cut.input_uri, cut.outcome, cut.reason) == ("a.warc#2", "failed", Reason.TRUNCATED)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (gzip.compress(HTML), {"Content_Encoding": "gzip"}),
        (zlib.compress(HTML), {"Content_Encoding": "deflate"}),
        (
            b"10\r\n" + HTML[:16] + b"\r\n" + b"%x\r\n" % len(HTML[16:]) + HTML[16:] + b"\r\n0\r\n\r\n",
            {"Transfer_Encoding": "chunked"},
        ),
        (HTML, {"Transfer_Encoding": "chunked"}),
        (HTML, {"Content_Encoding": "gzip"}),
        (HTML, {"Content_Type": "application/xhtml+xml; charset=utf-8"}),
        (HTML, {"Content_Encoding": "identity"}),
    ],
)
def test_encodings_are_undone_where_the_archiver_left_them(body: bytes, fields: dict[str, str]) -> None:
    item = page(answer(body, **fields))
    assert (item.content, item.charset) == (HTML, "utf-8")


def test_a_resource_and_a_page_without_a_type_are_pages() -> None:
    assert page(record("resource", HTML, Content_Type="text/html")).content == HTML
    assert page(answer(HTML, Content_Type="")).content == HTML


def test_what_the_archiver_cut_is_named() -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML
    assert [r.reason for r in page(record("response", block, WARC_Truncated="length")).repairs] == [Reason.TRUNCATED]


def test_addresses_in_brackets_or_with_spaces_are_put_right() -> None:
    block = b"HTTP/1.1 200 OK\r\n\r\n" + HTML
    assert (
        page(record("response", block, WARC_Target_URI="<https://coast.example/a b>")).url
        == "https://coast.example/a%20b"
    )
    assert page(record("response", block, WARC_Target_URI="urn:x")).url is None


WHOLE = answer() + record("request", b"GET / HTTP/1.1\r\n\r\n") + answer(gzip.compress(HTML), Content_Encoding="gzip")


@given(st.binary(max_size=100) | st.sampled_from([b"WARC/1.0\r\n", b"\r\n\r\n", WHOLE, WHOLE[:100], b"0"]), st.data())
def test_no_bytes_make_it_raise(inserted: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(WHOLE)))
    cut = data.draw(st.integers(at, len(WHOLE)))
    items = read(WHOLE[:at] + inserted + WHOLE[cut:], cap=100)
    uris = [item.input_uri for item in items]
    assert uris
    assert len(uris) == len(set(uris))
