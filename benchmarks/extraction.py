"""Score the reading of a folder of pages beside trafilatura, in one run: `python -m benchmarks.extraction FOLDER`.

FOLDER holds `pages/*.html[.gz]` and `gold.jsonl` with a `file` and a `body` a line. Scores are of word multisets. Each
page is read by both in turn, and CPU is this process's, user and system, so that a busy machine weighs on both alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import trafilatura

from schemas import Article, Extraction, Page, PageKind
from transforms.text.pages.boilerplate import remove_boilerplate
from transforms.text.pages.extraction import extract

_WORD = re.compile(r"\w+")


def overlap(text: str, body: str) -> tuple[float, float, float]:
    """Give precision, recall and F1 of the words of a text."""
    got, wanted = Counter(_WORD.findall(text.casefold())), Counter(_WORD.findall(body.casefold()))
    shared = (got & wanted).total()
    precision, recall = shared / max(1, got.total()), shared / max(1, wanted.total())
    return precision, recall, 2 * shared / max(1, got.total() + wanted.total())


def ours(content: bytes) -> str:
    """Read a page as the pipeline does; empty where it is rejected."""
    made = extract(Page("page.html", PageKind.HTML, content))
    article = remove_boilerplate(made) if isinstance(made, Extraction) else made
    return article.text if isinstance(article, Article) else ""


def without_boilerplate_stage(content: bytes) -> str:
    """Read a page as the pipeline would without RemoveBoilerplate."""
    made = extract(Page("page.html", PageKind.HTML, content))
    return "\n\n".join(block.text for block in made.blocks) if isinstance(made, Extraction) else ""


def theirs(content: bytes) -> str:
    """Read a page with trafilatura's fast mode and its metadata."""
    document = trafilatura.bare_extraction(content, fast=True, with_metadata=True)
    return document.text or "" if document else ""


READERS: dict[str, Callable[[bytes], str]] = {
    "newsbeam": ours,
    "without boilerplate stage": without_boilerplate_stage,
    "trafilatura fast": theirs,
}


def main() -> None:
    """Print the figures of each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    pages = []
    for row in map(json.loads, (folder / "gold.jsonl").read_text().splitlines()):
        raw = (folder / "pages" / row["file"]).read_bytes()
        pages.append((gzip.decompress(raw) if row["file"].endswith(".gz") else raw, row["body"]))
    cpu = dict.fromkeys(READERS, 0.0)
    scores: dict[str, list[tuple[float, float, float]]] = {name: [] for name in READERS}
    for read in READERS.values():
        read(pages[0][0])  # imports and models are no part of the cost
    for content, body in pages:
        for name, read in READERS.items():
            began = time.process_time()
            text = read(content)
            cpu[name] += time.process_time() - began
            scores[name].append(overlap(text, body))
    for name, rows in scores.items():
        precision, recall, f1 = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        print(f"{name:25} f1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}  CPU {cpu[name]:.1f} s")
    print(f"{len(pages)} pages; CPU of newsbeam by trafilatura's: {cpu['newsbeam'] / cpu['trafilatura fast']:.2f}")


if __name__ == "__main__":
    main()
