"""Seeds: what a PATH leads to is read, as what it is and once."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from schemas import Fate, Outcome, Page, PageKind, Reason
from tests.io.inputs import CAP, HTML, line, put, read
from transforms import workers
from transforms.io.paths import list_files
from transforms.io.seeds import ReadSeeds, read_file


def test_each_kind_is_read_as_what_it_is(here: Path) -> None:
    put("in/a.txt", b"Ferry back\n\nThe ferry is back.")
    put("in/b.md", b"# Ferry back")
    put("in/c.xhtml")
    put("in/d.htm.gz", gzip.compress(HTML))
    put("in/e.jsonl.gz", gzip.compress(line("One.") + b"\n" + line("Two.")))
    put("in/f.warc", b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 51\r\n\r\n" + HTML)
    put("in/g.rss", b"<rss version='2.0'><channel><item><description>The ferry.</description></item></channel></rss>")
    assert [(i.input_uri, i.kind, i.content, i.source_kind) for i in read("in") if isinstance(i, Page)] == [
        ("in/a.txt", PageKind.TEXT, b"Ferry back\n\nThe ferry is back.", "seed"),
        ("in/b.md", PageKind.MARKDOWN, b"# Ferry back", "seed"),
        ("in/c.xhtml", PageKind.HTML, HTML, "seed"),
        ("in/d.htm.gz", PageKind.HTML, HTML, "seed"),
        ("in/e.jsonl.gz#1", PageKind.TEXT, "One.", "seed"),
        ("in/e.jsonl.gz#3", PageKind.TEXT, "Two.", "seed"),
        ("in/f.warc#1", PageKind.HTML, HTML, "seed"),
        ("in/g.rss#1", PageKind.TEXT, "The ferry.", "seed"),
    ]


IN = {
    b"in/a.html": HTML,
    b"in/b.jsonl": line("One.") + b"{\n\n" + b'{"text": "Caf\\u00e9 \\ud800"}',
    b"in/c.html": b"",
    b"in/d.xml": b"<opml/>",
    b"in/n\xff.txt": b"Rain.",
}


@pytest.mark.parametrize("paths", [["in"], ["in/*"], ["in", "in/b.jsonl", "in/../in", "in/*.html", "in"]])
def test_the_pipeline_reads_every_item_once(here: Path, paths: list[str]) -> None:
    Path("in").mkdir()
    for name, content in IN.items():
        Path(os.fsdecode(name)).write_bytes(content)
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        pages, outcomes = pipeline | ReadSeeds(paths, CAP)
        told = pages | beam.Map(
            lambda page: (page.input_uri, page.kind, page.content, [r.reason for r in page.repairs])
        )
        assert_that(
            told,
            equal_to(
                [
                    ("in/a.html", PageKind.HTML, HTML, []),
                    ("in/b.jsonl#1", PageKind.TEXT, "One.", []),
                    ("in/b.jsonl#4", PageKind.TEXT, "Caf\u00e9 \ufffd", [Reason.BAD_CHARACTERS]),
                    ("in/n\\udcff.txt", PageKind.TEXT, b"Rain.", []),
                ]
            ),
            label="pages",
        )
        left = outcomes | beam.Map(lambda outcome: (outcome.input_uri, outcome.outcome, outcome.reason))
        assert_that(
            left,
            equal_to(
                [
                    ("in/b.jsonl#2", Fate.REJECTED, Reason.BAD_JSON),
                    ("in/c.html", Fate.REJECTED, Reason.EMPTY),
                    ("in/d.xml", Fate.REJECTED, Reason.BAD_FEED),
                ]
            ),
            label="outcomes",
        )


def test_a_feed_that_takes_too_long_is_stopped(here: Path) -> None:
    put(
        "slow.xml",
        b"<rss version='2.0'><channel><item><author>" + b"a." * 100_000 + b"@</author></item></channel></rss>",
    )
    put("good.xml", b"<rss version='2.0'><channel><item><description>Rain.</description></item></channel></rss>")
    items = [
        item
        for name in ("slow.xml", "good.xml")
        for file in list_files(name)
        if not isinstance(file, Outcome)
        for item in read_file(file, 1_000_000, 1, 2.0)
    ]
    workers.stop()
    slow, good = items
    assert isinstance(slow, Outcome)
    assert (slow.input_uri, slow.outcome, slow.reason) == ("slow.xml", Fate.FAILED, Reason.TIMEOUT)
    assert isinstance(good, Page)
