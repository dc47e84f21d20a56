"""Input files for tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from schemas import Outcome, Page
from transforms.io.paths import list_files
from transforms.io.seeds import read_file

HTML = b"<html><body><p>The ferry is back.</p></body></html>"
#: bytes that a page may have
CAP = 20_000


def put(path: str, content: bytes = HTML) -> str:
    """Write a file into the working folder, and return its path."""
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return path


def read(path: str, cap: int = CAP) -> Iterator[Page | Outcome]:
    """Read every file that a path stands for."""
    for file in list_files(path):
        if isinstance(file, Outcome):
            yield file
        else:
            yield from read_file(file, cap)


def fates(path: str, cap: int = CAP) -> list[tuple[str, str | None, str | None]]:
    """Name what is read at a path, each with its outcome and reason, which pages have none of."""
    items = read(path, cap)
    return [(i.input_uri, *((i.outcome, i.reason) if isinstance(i, Outcome) else (None, None))) for i in items]


def line(text: str) -> bytes:
    """Make a line of JSON."""
    return json.dumps({"text": text}).encode() + b"\n"
