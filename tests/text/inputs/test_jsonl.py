"""JSON lines: every line is one page or one outcome, and what is wrong in one costs no other."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Fate, Outcome, Page, PageKind, Reason
from transforms.text.inputs.jsonl import read_jsonl, read_line

CAP = 10_000


def read(content: bytes, cap: int = CAP) -> list[Page | Outcome]:
    return list(read_jsonl(io.BufferedReader(io.BytesIO(content)), "a.jsonl", cap))


def page(**fields: Any) -> Page:
    result = read_line(json.dumps({"text": "The harbour reopened.", **fields}).encode(), "a.jsonl#1")
    assert isinstance(result, Page)
    return result


def reasons(items: list[Page | Outcome]) -> list[tuple[str, str | None]]:
    return [(i.input_uri, i.reason if isinstance(i, Outcome) else None) for i in items]


def test_what_is_given_is_taken_as_it_stands() -> None:
    line = {
        "text": "The harbour reopened.\n\nShips came in.",
        "url": "https://coast.example/harbour?id=3",
        "title": " Harbour open ",
        "published_at": "2026-03-04T05:06:07.5+02:00",
        "publisher": "Coast Courier",
        "authors": ["Ada Byrne", "Tom Ilves"],
        "language": "en-GB",
    }
    assert read(json.dumps(line).encode()) == [
        Page(
            "a.jsonl#1",
            PageKind.TEXT,
            "The harbour reopened.\n\nShips came in.",
            url="https://coast.example/harbour?id=3",
            title="Harbour open",
            authors=("Ada Byrne", "Tom Ilves"),
            published_at=datetime(2026, 3, 4, 3, 6, 7, 500_000, UTC),
            published_at_source="given",
            publisher="Coast Courier",
            language="en",
        )
    ]


def test_html_is_a_page_and_text_goes_before_it() -> None:
    only_html = read_line(b'{"html": "<p>Rain.</p>"}', "x")
    assert only_html == Page("x", PageKind.HTML, "<p>Rain.</p>")
    assert page(html="<p>Rain.</p>").kind is PageKind.TEXT


def test_broken_lines_cost_no_good_one_and_blank_lines_count() -> None:
    content = b'{"text": "One."}\n\n{"text": \n[1]\nnull\n   \n"x"\n{"text": "Two."}\r\n{}\n{"text": 5}\n{"html": " "}'
    assert reasons(read(content)) == [
        ("a.jsonl#1", None),
        ("a.jsonl#3", Reason.BAD_JSON),
        ("a.jsonl#4", Reason.BAD_JSON),
        ("a.jsonl#5", Reason.BAD_JSON),
        ("a.jsonl#7", Reason.BAD_JSON),
        ("a.jsonl#8", None),
        ("a.jsonl#9", Reason.NO_CONTENT),
        ("a.jsonl#10", Reason.BAD_FIELD),
        ("a.jsonl#11", Reason.NO_CONTENT),
    ]


@pytest.mark.parametrize("deep", [b"[" * 100_000, b'{"text":' * 100_000, b'{"text": ' + b"9" * 5000 + b"}"])
def test_hostile_json_is_one_outcome(deep: bytes) -> None:
    (outcome,) = read(deep, cap=2_000_000)
    assert isinstance(outcome, Outcome)
    assert outcome.reason in (Reason.BAD_JSON, Reason.BAD_FIELD)


@pytest.mark.parametrize("content", [b"", b"\n\n  \n"])
def test_a_file_without_lines_is_one_outcome(content: bytes) -> None:
    (outcome,) = read(content)
    assert isinstance(outcome, Outcome)
    assert (outcome.input_uri, outcome.outcome, outcome.reason) == ("a.jsonl", Fate.REJECTED, Reason.EMPTY)


def test_a_binary_file_is_one_outcome() -> None:
    assert reasons(read(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)) == [("a.jsonl", Reason.BINARY)]


def test_a_line_over_the_cap_is_left_out_alone() -> None:
    content = b'{"text": "One."}\n{"text": "' + b"x" * 200_000 + b'"}\n{"text": "Two."}\n' + b"y" * 300
    assert reasons(read(content, cap=200)) == [
        ("a.jsonl#1", None),
        ("a.jsonl#2", Reason.TOO_LARGE),
        ("a.jsonl#3", None),
        ("a.jsonl#4", Reason.TOO_LARGE),
    ]


def test_a_line_of_just_the_cap_is_read() -> None:
    line = b'{"text": "One."}'
    assert reasons(read(line + b"\n" + line, cap=len(line))) == [("a.jsonl#1", None), ("a.jsonl#2", None)]


@pytest.mark.parametrize(
    ("fields", "kept", "reason", "said"),
    [
        ({"title": 5}, {"title": None}, Reason.BAD_FIELD, '"title" is a number'),
        ({"title": ["a"]}, {"title": None}, Reason.BAD_FIELD, '"title" is a list'),
        ({"html": {}}, {"kind": PageKind.TEXT}, Reason.BAD_FIELD, '"html" is an object'),
        ({"authors": "Ada Byrne"}, {"authors": ("Ada Byrne",)}, Reason.BAD_FIELD, "one author"),
        ({"authors": [1, "Ada Byrne", None]}, {"authors": ("Ada Byrne",)}, Reason.BAD_FIELD, '"authors"'),
        ({"authors": True}, {"authors": ()}, Reason.BAD_FIELD, "true or false"),
        ({"url": "coast/harbour"}, {"url": None}, Reason.BAD_FIELD, "coast/harbour"),
        ({"url": "file:///etc/hosts"}, {"url": None}, Reason.BAD_FIELD, "http"),
        ({"language": "Klingon"}, {"language": None}, Reason.BAD_FIELD, "ISO 639-1"),
        ({"published_at": "yesterday"}, {"published_at": None}, Reason.BAD_DATE, "yesterday"),
        ({"published_at": "9999-01-01T00:00:00Z"}, {"published_at": None}, Reason.BAD_DATE, "9999"),
        ({"published_at": "0001-01-01T00:00:00+14:00"}, {"published_at": None}, Reason.BAD_DATE, "0001"),
        ({"published_at": "2026-02-30T00:00:00Z"}, {"published_at": None}, Reason.BAD_DATE, "02-30"),
        ({"published_at": "2026-02-03T00:00:00+99:00"}, {"published_at": None}, Reason.BAD_DATE, "+99"),
        ({"published_at": 1_700_000_000}, {"published_at": None}, Reason.BAD_DATE, "1700000000"),
        ({"published_at": "2026-02-03"}, {"published_at": datetime(2026, 2, 3, tzinfo=UTC)}, Reason.BAD_DATE, "UTC"),
        ({"title": "a\ud800b"}, {"title": "a\ufffdb"}, Reason.BAD_CHARACTERS, '"title"'),
        ({"text": "a\x00b"}, {"content": "ab"}, Reason.BAD_CHARACTERS, '"text"'),
    ],
)
def test_a_wrong_field_costs_no_article(
    fields: dict[str, Any], kept: dict[str, Any], reason: Reason, said: str
) -> None:
    article = page(**fields)
    assert {name: getattr(article, name) for name in kept} == kept
    (repair,) = article.repairs
    assert repair.reason == reason
    assert said in repair.detail
    assert article.published_at_source == ("given" if article.published_at else None)


@pytest.mark.parametrize("name", ["title", "url", "published_at", "publisher", "authors", "language"])
@pytest.mark.parametrize("nothing", [None, ""])
def test_a_field_without_value_is_no_fault(name: str, nothing: str | None) -> None:
    if (name, nothing) != ("authors", ""):
        assert page(**{name: nothing}).repairs == ()


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_a_byte_order_mark_says_the_charset(charset: str) -> None:
    mark = b"\xff\xfe" if charset == "utf-16-le" else b""
    text = '{"text": "Caf\u00e9 \u4e0a\u0a0d open."}\n{"text": "Two."}\n'
    first, second = read(mark + text.encode(charset))
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.content, second.content) == ("Caf\u00e9 \u4e0a\u0a0d open.", "Two.")
    assert first.repairs == ()


def test_a_line_in_another_charset_is_kept_with_a_repair() -> None:
    (article,) = read('{"text": "Le caf\u00e9 est ferm\u00e9 \u00e0 No\u00ebl."}'.encode("cp1252"))
    assert isinstance(article, Page)
    assert article.content == "Le caf\u00e9 est ferm\u00e9 \u00e0 No\u00ebl."
    assert [repair.reason for repair in article.repairs] == [Reason.BAD_ENCODING]


letters = st.text("ab\u00e9\u4e0a\ud800\udc00\x00\n\u2028 -:T0Z", max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | letters,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(letters, inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(["text", "html", "url", "title", "published_at", "publisher", "authors", "language"])


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    for item in read(content, cap=50):
        assert item.input_uri.startswith("a.jsonl")


@given(st.dictionaries(names, values, max_size=8))
def test_no_record_makes_it_raise_and_none_is_lost(record: dict[str, Any]) -> None:
    (item,) = read(json.dumps(record).encode())
    if isinstance(item, Page):
        repr(item).encode()
        assert isinstance(item.content, str)
        item.content.encode()
    else:
        assert item.detail
        item.detail.encode()
