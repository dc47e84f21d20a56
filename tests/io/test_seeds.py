"""Seeds: what a PATH leads to is read, and each bad input is one outcome that says what to do."""

from __future__ import annotations

import gzip
import json
import os
import socket
import zlib
from collections.abc import Iterator
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from schemas import Fate, Outcome, Page, PageKind, Reason
from transforms import workers
from transforms.io import files
from transforms.io.files import InputError
from transforms.io.paths import list_files
from transforms.io.seeds import ReadSeeds, check_paths, read_file

HTML = b"<html><body><p>The ferry is back.</p></body></html>"
CAP = 20_000


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the one we are in, so that relative paths can be given."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: str, content: bytes = HTML) -> str:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return path


def names(path: str) -> list[str]:
    listed = list(list_files(path))
    return [file.input_uri if isinstance(file, Outcome) else file.uri for file in listed]


def read(path: str, cap: int = CAP) -> Iterator[Page | Outcome]:
    for file in list_files(path):
        if isinstance(file, Outcome):
            yield file
        else:
            yield from read_file(file, cap)


def fates(path: str, cap: int = CAP) -> list[tuple[str, str | None, str | None]]:
    items = read(path, cap)
    return [(i.input_uri, *((i.outcome, i.reason) if isinstance(i, Outcome) else (None, None))) for i in items]


def line(text: str) -> bytes:
    return json.dumps({"text": text}).encode() + b"\n"


@pytest.mark.parametrize("given", ["in", "in/", "./in", "../{here}/in", "{root}/in"])
def test_a_folder_keeps_its_spelling(here: Path, given: str) -> None:
    given = given.format(here=here.name, root=here)
    for name in ("b/c.HTML", "b/d.txt.gz", "a.md", "b/.hidden.txt", ".git/e.txt", "f.pdf", "g"):
        put(f"in/{name}")
    below = given if given.endswith("/") else given + "/"
    assert names(given) == [f"{below}a.md", f"{below}b/c.HTML", f"{below}b/d.txt.gz"]


def test_globs(here: Path) -> None:
    for name in ("in/a.txt", "in/b.html", "in/c/d.txt", "in/c/e.pdf", "in/.f.txt", "odd[1].txt"):
        put(name)
    assert names("in/*.txt") == ["in/a.txt"]
    assert names("in/**/*.txt") == ["in/a.txt", "in/c/d.txt"]
    assert names("in/*") == ["in/a.txt", "in/b.html", "in/c/d.txt"]
    assert names("odd[1].txt") == ["odd[1].txt"]


def test_links_lead_to_files_and_loops_end(here: Path) -> None:
    put("in/a/x.txt")
    put("elsewhere/y.txt")
    os.symlink("..", "in/a/up")
    os.symlink(".", "in/self")
    os.symlink("../elsewhere", "in/b")
    os.symlink("../elsewhere", "in/c")
    os.symlink("a/x.txt", "in/z.txt")
    assert names("in") == ["in/z.txt", "in/a/x.txt", "in/b/y.txt"]


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


RECORD = (
    b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(HTML)
    + HTML
    + b"\r\n\r\n"
)
MEMBERS = b"".join(gzip.compress(line(word)) for word in ("One.", "Two."))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", b"", [("", Fate.REJECTED, Reason.EMPTY)]),
        ("a.txt", b"\xef\xbb\xbf \r\n", [("", Fate.REJECTED, Reason.EMPTY)]),
        ("a.txt.gz", b"", [("", Fate.REJECTED, Reason.EMPTY)]),
        ("a.xml", b"", [("", Fate.REJECTED, Reason.EMPTY)]),
        ("a.warc.gz", gzip.compress(b""), [("", Fate.REJECTED, Reason.EMPTY)]),
        ("a.html", b"%PDF-1.7\n" + HTML, [("", Fate.REJECTED, Reason.BINARY)]),
        ("a.html", b"\0" * 500, [("", Fate.REJECTED, Reason.BINARY)]),
        ("a.html", gzip.compress(HTML), [("", Fate.REJECTED, Reason.BINARY)]),
        ("a.html", HTML.replace(b"ferry", b"fer\0ry"), [("", None, None)]),
        ("a.html", HTML.decode().encode("utf-16"), [("", None, None)]),
        ("a.html", b"x" * (CAP + 1), [("", Fate.REJECTED, Reason.TOO_LARGE)]),
        ("a.html", b"x" * CAP, [("", None, None)]),
        ("a.xml", b"<rss>" + b"x" * CAP, [("", Fate.REJECTED, Reason.TOO_LARGE)]),
        ("a.html.gz", gzip.compress(b"\0" * 10_000_000), [("", Fate.REJECTED, Reason.TOO_LARGE)]),
        ("a.html.gz", gzip.compress(HTML)[:-9], [("", Fate.FAILED, Reason.TRUNCATED)]),
        ("a.html.gz", gzip.compress(HTML)[:5], [("", Fate.FAILED, Reason.TRUNCATED)]),
        ("a.html.gz", HTML, [("", Fate.FAILED, Reason.UNREADABLE)]),
        ("a.html.gz", gzip.compress(HTML)[:-8] + b"12345678", [("", Fate.FAILED, Reason.UNREADABLE)]),
        ("a.html.gz", gzip.compress(HTML) + b"\0" * 100, [("", None, None)]),
        ("a.jsonl.gz", MEMBERS[:-9], [("#1", None, None), ("#2", None, None), ("#3", Fate.FAILED, Reason.TRUNCATED)]),
        ("a.warc.gz", gzip.compress(RECORD) * 2, [("#1", None, None), ("#2", None, None)]),
        ("a.warc.gz", gzip.compress(RECORD * 2), [("#1", None, None), ("#2", None, None)]),
        ("a.warc.gz", (gzip.compress(RECORD) * 2)[:-40], [("#1", None, None), ("#2", Fate.FAILED, Reason.TRUNCATED)]),
        ("a.jsonl.gz", MEMBERS[:-20], [("#1", None, None), ("#2", Fate.FAILED, Reason.TRUNCATED)]),
        (
            "a.jsonl.gz",
            MEMBERS + b"junk",
            [("#1", None, None), ("#2", None, None), ("#3", Fate.FAILED, Reason.UNREADABLE)],
        ),
    ],
)
def test_bad_content_is_one_outcome(
    here: Path, name: str, content: bytes, expected: list[tuple[str, str | None, str | None]]
) -> None:
    put(name, content)
    assert fates(name) == [(name + number, fate, reason) for number, fate, reason in expected]
    for item in read(name):
        if isinstance(item, Outcome):
            assert item.stage == "read"
            assert item.detail is not None
            assert item.detail.startswith(f"{item.input_uri}: ")
            assert ";" in item.detail


def test_a_bomb_is_stopped_early(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_BOMB_BYTES", 1_000_000)
    packer = zlib.compressobj(9, wbits=31)
    with open("a.jsonl.gz", "wb") as file:
        file.write(packer.compress(line("One.")))
        for _ in range(100):
            file.write(packer.compress(b" " * 1_000_000))
        file.write(packer.flush())
    assert fates("a.jsonl.gz") == [("a.jsonl.gz#1", None, None), ("a.jsonl.gz#2", Fate.REJECTED, Reason.TOO_LARGE)]


def test_what_cannot_be_opened_is_one_outcome_and_blocks_nothing(here: Path) -> None:
    put("in/good.txt")
    os.mkfifo("in/pipe.html")
    os.symlink("gone.html", "in/dangling.html")
    os.symlink("loop.html", "in/loop.html")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("in/socket.html")
        assert fates("in") == [
            ("in/dangling.html", Fate.FAILED, Reason.UNREADABLE),
            ("in/good.txt", None, None),
            ("in/loop.html", Fate.FAILED, Reason.UNREADABLE),
            ("in/pipe.html", Fate.FAILED, Reason.UNREADABLE),
            ("in/socket.html", Fate.FAILED, Reason.UNREADABLE),
        ]


def test_what_changes_after_the_listing_is_one_outcome(here: Path) -> None:
    put("in/a.txt")
    put("in/b.txt")
    a, b = list_files("in")
    Path("in/a.txt").unlink()
    Path("in/b.txt").unlink()
    Path("in/b.txt").mkdir()
    for file in (a, b):
        assert not isinstance(file, Outcome)
        (outcome,) = read_file(file)
        assert isinstance(outcome, Outcome)
        assert (outcome.input_uri, outcome.outcome, outcome.reason) == (file.uri, Fate.FAILED, Reason.UNREADABLE)


@pytest.mark.skipif(os.geteuid() == 0, reason="to root every file is readable")
def test_what_may_not_be_read_is_one_outcome(here: Path) -> None:
    put("in/closed.txt")
    put("in/folder/x.txt")
    os.chmod("in/closed.txt", 0)
    os.chmod("in/folder", 0)
    assert fates("in") == [("in/closed.txt", "failed", "unreadable"), ("in/folder", "failed", "unreadable")]
    os.chmod("in/folder", 0o700)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere", "does not exist"),
        ("nowhere/*.txt", "matches nothing"),
        ("in/a.pdf", "newsbeam reads .txt"),
        ("in/a.gz", "newsbeam reads .txt"),
        ("in/dangling.txt", "does not exist"),
        ("s3://bucket/x", "gs://"),
        ("", "no path"),
        ("in\0", "no path"),
    ],
)
def test_a_path_that_cannot_be_an_input_is_refused(here: Path, path: str, said: str) -> None:
    put("in/a.pdf")
    put("in/a.gz")
    os.symlink("gone.txt", "in/dangling.txt")
    with pytest.raises(InputError, match=said) as caught:
        check_paths(["in", path])
    assert caught.value.path == path


def test_paths_that_lead_somewhere_are_accepted(here: Path) -> None:
    put("in/a.txt.gz")
    check_paths(["in", "in/", "in/a.txt.gz", "in/*", "./in/**/*.gz", str(here)])


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


def test_a_readme_in_a_folder_is_no_article_unless_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("What lies here.")
    (tmp_path / "news.md").write_text("News.")
    assert [file.path for file in list_files(str(tmp_path))] == [str(tmp_path / "news.md")]
    assert [file.path for file in list_files(str(tmp_path / "README.md"))] == [str(tmp_path / "README.md")]
