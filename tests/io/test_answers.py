"""Answers read from the wire."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import random
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from urllib3.util import parse_url

from transforms.io.answers import Answer, read_answer
from transforms.io.arriving import Silence
from transforms.io.web import parse
from transforms.text.inputs.problems import InputProblem

OK = b"HTTP/1.1 200 OK\r\n"


def answer(wire: bytes, max_bytes: int = 100, cut: bool = False) -> Answer:
    """Read an answer from a connection that brings these bytes and closes."""

    async def read() -> Answer:
        reader = asyncio.StreamReader(limit=1 << 16)
        reader.feed_data(wire)
        reader.feed_eof()
        return await read_answer(reader, "http://a.test/", max_bytes, cut)

    return asyncio.run(read())


@pytest.mark.parametrize(
    ("wire", "body", "keeps"),
    [
        (OK + b"Content-Length: 2\r\n\r\nok", b"ok", True),
        (OK + b"Content-Length: 2, 2\r\n\r\nok", b"ok", True),
        (OK + b"CONTENT-LENGTH:2\r\n\r\nok", b"ok", True),
        (OK + b"Content-Length: 2\r\n\r\nokand more", b"ok", False),
        (b"HTTP/1.1 200\nContent-Length: 2\n\nok", b"ok", True),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", b"ok", False),
        (OK + b"Connection: Close\r\nContent-Length: 2\r\n\r\nok", b"ok", False),
        (OK + b"\r\nok", b"ok", False),
        (b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + OK + b"Content-Length: 2\r\n\r\nok", b"ok", True),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n1;x=y\r\no\r\n01\r\nk\r\n0\r\nTrailer: x\r\n\r\n", b"ok", True),
        (OK + b"Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", b"ok", True),
        (b"HTTP/1.1 304 -\r\nContent-Length: 9\r\n\r\n", b"", True),
        (b"HTTP/1.1 204 -\r\n\r\nodd", b"", False),
        (OK + b"no field\r\nContent-Length: 2\r\n\r\nok", b"ok", True),
    ],
)
def test_answers_are_read(wire: bytes, body: bytes, keeps: bool) -> None:
    found = answer(wire)
    assert (found.body, found.keeps) == (body, keeps)


@pytest.mark.parametrize(
    ("wire", "reason"),
    [
        (OK + b"Content-Length: 3\r\n\r\nok", "truncated"),
        (OK + b"Content-Length: 2, 3\r\n\r\nok", "bad_http"),
        (OK + b"Content-Length: -1\r\n\r\nok", "bad_http"),
        (OK + b"Content-Length: 101\r\n\r\n", "too_large"),
        (OK + b"\r\n" + b"x" * 101, "too_large"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nfff\r\n", "too_large"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", "truncated"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nok", "truncated"),
        (OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 200), "too_large"),
        (OK + b"Content-Encoding: gzip\r\n\r\nplain", "bad_compression"),
        (OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 50)[:-9], "truncated"),
        (OK + b"Content-Encoding: gzip\r\nContent-Length: 15\r\n\r\n" + gzip.compress(b"x" * 50)[:15], "truncated"),
        (OK + b"Content-Encoding: br\r\n\r\nx", "bad_compression"),
        (OK + b"X: " + b"x" * (1 << 17), "bad_http"),
        (OK + b"X: y\r\n" * 101 + b"\r\n", "bad_http"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"X: y\r\n" * 101 + b"\r\n", "bad_http"),
        (b"HTTP/1.1 2000 OK\r\n\r\n", "bad_http"),
        (b"ICY 200 OK\r\n\r\n", "bad_http"),
        (b"HTTP/1.1 200 OK\r\nX: y", "truncated"),
    ],
)
def test_what_is_no_answer_has_its_reason(wire: bytes, reason: str) -> None:
    with pytest.raises(InputProblem) as raised:
        answer(wire)
    assert raised.value.reason == reason


def test_silence_is_told_apart() -> None:
    with pytest.raises(Silence):
        answer(b"")


def test_a_folded_and_a_repeated_field_are_one() -> None:
    found = answer(OK + b'ETag: "a\r\n b"\r\nVary: x\r\nvary: y\r\nContent-Length: 0\r\n\r\n')
    assert found.headers.get("etag") == '"a b"'
    assert found.headers["VARY"] == "x, y"
    assert "Etag" in found.headers
    assert found.headers.get("Age") is None


def test_gzip_of_several_members_is_unpacked_and_what_follows_is_left() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0"
    assert answer(OK + b"Content-Encoding: gzip\r\n\r\n" + packed).body == b"one two"


def test_gzip_of_many_members_is_left_before_it_takes_time() -> None:
    wire = OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"") * 25_000
    began = time.process_time()
    with pytest.raises(InputProblem) as raised:
        answer(wire, 1_000_000)
    assert raised.value.reason == "bad_compression"
    assert time.process_time() - began < 0.5


def test_of_a_packed_answer_that_is_cut_what_came_is_taken() -> None:
    body = random.Random(1).randbytes(300)
    found = answer(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(body), cut=True).body
    assert found
    assert body.startswith(found)


@pytest.mark.parametrize("field", [b"", b"Content-Length: 250\r\n", b"Content-Encoding: gzip\r\n"])
def test_the_beginning_of_a_longer_answer_can_be_taken(field: bytes) -> None:
    body = b"0123456789" * 25
    found = answer(OK + field + b"\r\n" + (gzip.compress(body) if b"gzip" in field else body), cut=True)
    assert found.body == body[:100]
    assert not found.keeps


@given(st.binary(max_size=300), st.booleans(), st.sampled_from([b"", OK, OK + b"Transfer-Encoding: chunked\r\n\r\n"]))
def test_whatever_comes_is_an_answer_or_a_problem(wire: bytes, cut: bool, head: bytes) -> None:
    with contextlib.suppress(InputProblem, Silence):
        assert len(answer(head + wire, 50, cut).body) <= 50


@given(st.binary(max_size=2_000))
def test_what_is_packed_comes_back(body: bytes) -> None:
    packer = zlib.compressobj(wbits=31)
    wire = packer.compress(body) + packer.flush()
    assert answer(OK + b"Content-Encoding: x-gzip\r\n\r\n" + wire, 2_000).body == body


_NAME = st.from_regex(r"[a-z0-9-]{1,5}(\.[a-z0-9-]{1,5}){0,2}\.[a-z]{2,4}", fullmatch=True)
_PATH = st.from_regex(r"(/[A-Za-z0-9_.~%:@+-]{0,6}){0,4}(\?[a-z0-9=&%]{0,6})?", fullmatch=True)
_PORT = st.one_of(st.just(""), st.integers(1, 65535).map(":{}".format))


@given(st.builds("{}://{}{}{}".format, st.sampled_from(["http", "https"]), _NAME, _PORT, _PATH))
def test_usual_addresses_are_taken_apart_like_all_others(url: str) -> None:
    assert parse(url) == parse_url(url)
