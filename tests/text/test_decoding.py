"""Decoding: every charset comes out as the text it held, and no bytes make it fail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import PageKind, Reason
from transforms.text.decoding import decode, is_binary

FRENCH = "Le maire a déclaré que l’été serait «très» chaud, dit-on à Genève. " * 5


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        *[(e, None) for e in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")],
        *[("cp1252", "ISO-8859-1"), ("cp1252", "utf-8"), ("utf-8", "latin-1"), ("utf-8", "no such charset")],
        *[("utf-16", "utf-8"), ("utf-16-le", "utf-16le"), ("cp1252", "rot13")],
    ],
)
def test_text_survives_its_charset(encoding: str, declared: str | None) -> None:
    assert decode(FRENCH.encode(encoding), declared)[0] == FRENCH


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Мэр сказал во вторник, что мост откроют осенью. " * 5),
        ("koi8_r", "Мэр сказал во вторник, что мост откроют осенью. " * 5),
        ("cp932", "市長は火曜日に述べた。橋は秋に開通する予定だと政府は発表した。" * 5),
        ("euc_kr", "시장은 화요일에 다리가 가을에 개통될 것이라고 말했다. " * 5),
    ],
)
def test_undeclared_charsets_are_detected(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_the_declaration_inside_a_page_is_read() -> None:
    page = '<meta charset="windows-1251"><p>Мост</p>'
    assert decode(page.encode("cp1251"), None, PageKind.HTML) == (page, ())
    document = '<?xml version="1.0" encoding="windows-1251"?><p>Мост</p>'
    assert decode(document.encode("cp1251"))[0] == document


def test_pasted_windows_quotes_are_read_and_recorded() -> None:
    text, repairs = decode("Café à Paris. ".encode() * 4 + b"He said \x93yes\x94.")
    assert text.endswith("He said “yes”.")
    assert [r.reason for r in repairs] == [Reason.BAD_ENCODING]


def test_what_no_text_can_hold_is_taken_out_and_recorded() -> None:
    text, repairs = decode(b"one\x00 two\x08 three\r\nfour")
    assert text == "one two three\nfour"
    assert [r.reason for r in repairs] == [Reason.BAD_CHARACTERS]


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "latin-1", "gb18030", "hex", "idna", ""]))
def test_no_bytes_fail_and_all_text_can_be_written(content: bytes, charset: str | None) -> None:
    for kind in (None, PageKind.HTML):
        text, _ = decode(content, charset, kind)
        text.encode("utf-8")
        assert "\x00" not in text
    is_binary(content)


@pytest.mark.parametrize(
    ("content", "binary"),
    [
        (b"\x89PNG\r\n\x1a\n", True),
        (bytes(range(256)) * 4, True),
        (b"", False),
        (b"plain words", False),
        ("Мост".encode("utf-16"), False),
        ("words without a mark".encode("utf-16-le"), False),
    ],
)
def test_binary_content_is_told(content: bytes, binary: bool) -> None:
    assert is_binary(content) is binary
