"""Kept pages: what sources handed over, as WARC files that any archive tool opens, and read back as they were."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PBegin, PCollection
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from schemas import Page, PageKind, Repair, make_id
from transforms.io.manifest import PAGES, DataFile, read_manifest
from transforms.io.store import open_store

#: pages of one file: at 100 kB a page it is some 50 MB before compression
PAGES_PER_FILE = 500
#: the header that holds what WARC has no header for, as JSON
_HEADER = "X-Newsbeam-Page"
#: what can stand in a header as it is
_URL = re.compile(r"[!-~]+")
_TYPES = {PageKind.HTML: "text/html", PageKind.TEXT: "text/plain", PageKind.MARKDOWN: "text/markdown"}


def pack_pages(pages: Iterable[Page], date: str) -> bytes:
    """Write pages as records of one gzipped WARC file, in the order of their names; equal pages give equal bytes.

    `date` is the WARC-Date of pages that were not fetched.
    """
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=True)
    for page in sorted(pages, key=lambda page: (page.input_uri, page.feed_url or "")):
        content = page.content.encode("utf-8", "surrogatepass") if isinstance(page.content, str) else page.content
        kept = {item.name: getattr(page, item.name) for item in dataclasses.fields(page) if item.name != "content"}
        told = {**kept, "repairs": [dataclasses.astuple(repair) for repair in page.repairs]}
        told["text"] = isinstance(page.content, str)
        name = make_id("page", page.input_uri, page.feed_url)
        headers = {
            "WARC-Record-ID": f"<urn:newsbeam:{name}>",
            "WARC-Date": f"{page.fetched_at:%Y-%m-%dT%H:%M:%SZ}" if page.fetched_at else date,
            _HEADER: json.dumps(told, default=_plain, sort_keys=True),
        }
        record = writer.create_warc_record(
            page.url if page.url and _URL.fullmatch(page.url) else f"urn:newsbeam:{name}",
            "resource",
            payload=io.BytesIO(content),
            length=len(content),
            warc_content_type=_TYPES.get(PageKind(page.kind), "application/octet-stream"),
            warc_headers_dict=headers,
        )
        writer.write_record(record)
    return sink.getvalue()


def unpack_pages(data: bytes) -> Iterator[Page]:
    """Read back the pages of a file that `pack_pages` wrote."""
    for record in ArchiveIterator(io.BytesIO(data)):
        told: dict[str, Any] = json.loads(record.rec_headers.get_header(_HEADER))
        content = record.raw_stream.read()
        if told.pop("text"):
            content = content.decode("utf-8", "surrogatepass")
        for name in ("published_at", "fetched_at"):
            told[name] = told[name] and datetime.fromisoformat(told[name])
        told["kind"], told["authors"] = PageKind(told["kind"]), tuple(told["authors"])
        told["repairs"] = tuple(Repair(*repair) for repair in told["repairs"])
        known = {item.name for item in dataclasses.fields(Page)}
        yield Page(content=content, **{name: value for name, value in told.items() if name in known})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} is not kept")


class ReadKeptPages(beam.PTransform):
    """Read the pages that the runs of a ROOT kept, instead of files or feeds; of a page kept twice the last holds.

    Bounded. The files are those of the manifest when the pipeline is made.
    """

    def __init__(self, root: str) -> None:
        super().__init__()
        self.root = root

    def expand(self, pbegin: PBegin) -> PCollection[Page]:
        files = read_manifest(open_store(self.root)).of(PAGES)
        return (
            pbegin
            | "Name the files" >> beam.Create(files)
            | "Hand them out" >> beam.Reshuffle()
            | "Read them" >> beam.FlatMap(_read, self.root)
            | "Same page" >> beam.GroupByKey()
            | "The last" >> beam.MapTuple(lambda _, kept: max(kept, key=_age)[1]).with_output_types(Page)
        )


def _age(kept: tuple[str, Page]) -> tuple[str, str]:
    fetched = kept[1].fetched_at
    return fetched.isoformat() if fetched else "", kept[0]


def _read(file: DataFile, root: str) -> Iterator[tuple[str, tuple[str, Page]]]:
    for page in unpack_pages(open_store(root).read(file.path) or b""):
        yield make_id(page.input_uri, page.feed_url), (file.path, page)
