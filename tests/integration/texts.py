"""Articles as files of JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path


def write_lines(folder: Path, items: Iterable[dict[str, str]]) -> Path:
    """Write each article into a file of its own, named after the end of its address; returns the folder."""
    folder.mkdir(parents=True)
    for item in items:
        name = item["url"].rsplit("/", 1)[-1]
        (folder / f"{name}.jsonl").write_text(json.dumps(item) + "\n", "utf-8")
    return folder
