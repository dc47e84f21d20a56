"""Fit the weights of `extraction_score` and show what it predicts: `python -m benchmarks.extraction_score FOLDER`.

FOLDER is that of `benchmarks.extraction`; our own labelled pages and texts are added. So few pages are read wrongly
that they teach little, so each is also read wrongly on purpose: its beginning only, all lines of the page, the lines
beside the article. Half of the pages, by a hash of their names, fits the weights that score the other half, and the
other way round; the curve is of those scores, over pages as they are really read, then with the wrong readings.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.extraction import overlap
from schemas import Block, Extraction, Page, PageKind
from tests.quality.pages_gold import html_pages, text_pages
from transforms.text.pages.boilerplate import judge
from transforms.text.pages.contents import read_content
from transforms.text.pages.extraction import extract, read_lines, signs_of_reading
from transforms.text.pages.markup import parse
from transforms.text.pages.scores import signs_of

#: what a wrong reading weighs beside a real one: enough to show what wrong looks like, too little to move the scale
_WRONG = 0.1
_RIDGE = 0.5

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reading:
    """One text that was, or might have been, taken from a page."""

    page: str
    real: bool
    signs: tuple[float, ...]
    f1: float


def readings(name: str, page: Page, body: str) -> Iterator[Reading]:
    """Read a page rightly, then wrongly in each way."""
    made = extract(page)
    if not isinstance(made, Extraction):
        return
    reasons = judge(made.blocks, made.article.title, made.article.authors, made.article.publisher)
    kept = [block.text for block, reason in zip(made.blocks, reasons, strict=True) if reason is None]

    def reading(real: bool, extraction: Extraction, texts: list[str]) -> Reading:
        return Reading(name, real, signs_of(extraction, texts), overlap("\n".join(texts), body)[2])

    if not kept:
        return
    yield reading(True, made, kept)
    if page.kind is not PageKind.HTML:
        yield reading(False, made, kept[: max(1, len(kept) // 3)])
        return
    text, _ = read_content(page)
    tree = parse(str(text))
    read = tree if isinstance(tree, tuple) else read_lines(tree)
    if isinstance(read, tuple):
        return
    lines = {id(line) for line in read.chosen}
    beside = [line for line in read.found if id(line) not in lines and len(line.key) >= 25][:30]
    whole = [line for line in read.found if len(line.key) >= 40]
    for wrong in (read.chosen[: max(1, len(read.chosen) // 3)], whole, beside):
        blocks = tuple(Block(line.text, line.kind, line.link_density) for line in wrong)
        if blocks:
            worse = Extraction(made.article, blocks, *signs_of_reading(read, wrong))
            yield reading(False, worse, [line.text for line in wrong])


def fit(signs: Numbers, f1: Numbers, weight: Numbers) -> Numbers:
    """Fit a logistic regression with a small ridge by Newton's method; the first sign is the constant."""
    weights = np.zeros(signs.shape[1])
    ridge = np.r_[1e-6, np.full(signs.shape[1] - 1, _RIDGE)]
    for _ in range(60):
        guess = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (weight * (f1 - guess)) - ridge * weights
        bend = (signs * (weight * guess * (1 - guess))[:, None]).T @ signs + np.diag(ridge)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def show(scores: Numbers, f1: Numbers, bins: int) -> None:
    """Print the correlation of the scores, and the mean F1 in bins of equal size."""
    ranks = [np.argsort(np.argsort(values, kind="stable")).astype(float) for values in (scores, f1)]
    print(f"  correlation {np.corrcoef(scores, f1)[0, 1]:.3f}, of ranks {np.corrcoef(ranks[0], ranks[1])[0, 1]:.3f}")
    for part in np.array_split(np.argsort(scores, kind="stable"), bins):
        low, high = scores[part[0]], scores[part[-1]]
        bad = (f1[part] < 0.8).mean()
        print(f"  score {low:.3f} to {high:.3f}: {len(part)} texts, mean F1 {f1[part].mean():.3f}, under .8 {bad:.2f}")


def main() -> None:
    """Read all pages, fit and show."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    all_readings: list[Reading] = []
    for row in map(json.loads, (folder / "gold.jsonl").read_text().splitlines()):
        raw = (folder / "pages" / row["file"]).read_bytes()
        content = gzip.decompress(raw) if row["file"].endswith(".gz") else raw
        all_readings += readings(row["file"], Page(row["file"], PageKind.HTML, content), row["body"])
    given = len({reading.page for reading in all_readings})
    for gold in (*html_pages(), *text_pages()):
        body = "\n".join(block.text for block in gold.blocks if block.part == "body")
        all_readings += readings(f"own {gold.name}", gold.page, body)
    signs = np.array([reading.signs for reading in all_readings])
    f1 = np.array([reading.f1 for reading in all_readings])
    real = np.array([reading.real for reading in all_readings])
    ours = np.array([reading.page.startswith("own ") for reading in all_readings])
    half = np.array([hashlib.md5(reading.page.encode()).digest()[-1] % 2 for reading in all_readings])
    weight = np.where(real, 1.0, _WRONG)
    scores = np.zeros(len(f1))
    for part in (0, 1):
        fitted = fit(signs[half != part], f1[half != part], weight[half != part])
        scores[half == part] = 1 / (1 + np.exp(-signs[half == part] @ fitted))
    print(f"{given} pages of the folder, as they are read:")
    show(scores[real & ~ours], f1[real & ~ours], 5)
    print("all pages, with the wrong readings:")
    show(scores, f1, 10)
    print("weights fitted on all:", ", ".join(f"{value:.2f}" for value in fit(signs, f1, weight)))


if __name__ == "__main__":
    main()
