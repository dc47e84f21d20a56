"""Files that are damaged, made to hurt or gone: each is one outcome that says what to do."""

from __future__ import annotations

import gzip
import os
import socket
import zlib
from pathlib import Path

import pytest

from schemas import Fate, Outcome, Reason
from tests.io.inputs import CAP, HTML, fates, line, put, read
from transforms.io import files
from transforms.io.paths import list_files
from transforms.io.seeds import read_file

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
