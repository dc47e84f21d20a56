# ruff: noqa: E501
"""Score the reading of a folder of pages beside trafilatura, in one run: `python -m benchmarks.extraction FOLDER`.

FOLDER holds `pages/*.html[.gz]` and `gold.jsonl` with a `file` and a `body` a line. Scores are of word multisets; CPU
is this process's, side by side on the same pages. `--curve` also prints the mean F1 by tenths of `extraction_score`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
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


def ours(content: bytes) -> tuple[str, float]:
    """Read a page as the pipeline does; gives its text and its score, empty and 0 where it is rejected."""
    made = extract(Page("page.html", PageKind.HTML, content))
    article = remove_boilerplate(made) if isinstance(made, Extraction) else made
    return (article.text, article.extraction_score or 0.0) if isinstance(article, Article) else ("", 0.0)


def theirs(content: bytes) -> tuple[str, float]:
    """Read a page with trafilatura's fast mode and its metadata."""
    document = trafilatura.bare_extraction(content, fast=True, with_metadata=True, include_comments=False)
    return (document.text or "" if document else ""), 0.0


def main() -> None:
    """Print the figures of both."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--curve", action="store_true")
    options = parser.parse_args()
    gold = [json.loads(row) for row in (options.folder / "gold.jsonl").read_text().splitlines()]
    pages = []
    for row in gold:
        path = options.folder / "pages" / row["file"]
        pages.append((gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes(), row["body"]))
    for name, read in (("newsbeam", ours), ("trafilatura fast", theirs)):
        read(pages[0][0])  # imports and models are no part of the cost
        began = time.process_time()
        texts = [read(content) for content, _ in pages]
        cpu = time.process_time() - began
        scored = [overlap(text, body) for (text, _), (_, body) in zip(texts, pages, strict=True)]
        precision, recall, f1 = (sum(column) / len(scored) for column in zip(*scored, strict=True))
        print(
            f"{name:17} pages {len(pages)}  f1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}  CPU {cpu:.1f} s"
        )
        if options.curve and read is ours:
            ranked = sorted(zip((score for _, score in texts), (row[2] for row in scored), strict=True))
            for tenth in range(10):
                part = ranked[tenth * len(ranked) // 10 : (tenth + 1) * len(ranked) // 10]
                if part:
                    mean = sum(f1 for _, f1 in part) / len(part)
                    print(
                        f"  score {part[0][0]:.3f} to {part[-1][0]:.3f}: mean F1 {mean:.3f}, lowest {min(part, key=lambda row: row[1])[1]:.2f}"
                    )


if __name__ == "__main__":
    main()
