"""Kept pages come back as they were, and other tools can open them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from schemas import Page, PageKind, Repair
from transforms.io.kept_pages import pack_pages, unpack_pages

TEXT = st.text(st.characters(codec=None), max_size=40)
MOMENT = st.none() | st.datetimes(
    timezones=st.just(UTC), min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)
)
PAGES = st.builds(
    Page,
    input_uri=TEXT,
    kind=st.sampled_from(PageKind),
    content=st.binary(max_size=60) | TEXT,
    url=st.none() | st.just("https://brell.example/a") | TEXT,
    title=st.none() | TEXT,
    authors=st.lists(TEXT, max_size=2).map(tuple),
    published_at=MOMENT,
    fetched_at=MOMENT,
    repairs=st.lists(st.builds(Repair, TEXT, TEXT), max_size=2).map(tuple),
)
DATE = "2026-09-01T00:00:00Z"


@given(st.lists(PAGES, max_size=4, unique_by=lambda page: page.input_uri))
def test_pages_come_back_as_they_were(pages: list[Page]) -> None:
    assert sorted(unpack_pages(pack_pages(pages, DATE)), key=str) == sorted(pages, key=str)


def test_equal_pages_give_equal_files_in_any_order() -> None:
    pages = [Page(name, PageKind.TEXT, "words of " + name) for name in "abc"]
    assert pack_pages(pages, DATE) == pack_pages(pages[::-1], DATE)


def test_an_archive_tool_finds_the_page_by_its_address() -> None:
    page = Page("in/a.html", PageKind.HTML, b"<p>Ferry</p>", url="https://brell.example/ferry")
    for record in ArchiveIterator(io.BytesIO(pack_pages([page], DATE))):
        assert record.rec_type == "resource"
        assert record.rec_headers.get_header("WARC-Target-URI") == page.url
        assert record.content_type == "text/html"
        assert record.raw_stream.read() == page.content
