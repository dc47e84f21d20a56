"""Processor time by stage, and the engine's own share: `python -m benchmarks.stages [PAGES] [--count N]`.

First each stage's work is done in this process on the same pages, without an engine; then `newsbeam run --workers 2`
is measured with all its processes. What the run takes beyond the work is start, engine, files and commit.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.corpus import OWN, fill
from benchmarks.measure import measure
from schemas import Article, Extraction, Page, PageKind
from transforms.text.annotation import annotate, load_model
from transforms.text.enrichments import enrich
from transforms.text.pages.boilerplate import remove_boilerplate
from transforms.text.pages.extraction import extract
from transforms.text.stories.fingerprint import fingerprint
from transforms.text.stories.terms import take_terms

#: pages that are read before the clock starts
_WARM = 3


def work(folder: Path) -> tuple[Counter[str], int]:
    """Do the work of every page and give the seconds of each kind, and the number of articles."""
    spent: Counter[str] = Counter()
    articles = 0

    def clock(what: str, do: Callable[..., Any], *arguments: Any) -> Any:
        began = time.process_time()
        result = do(*arguments)
        spent[what] += time.process_time() - began
        return result

    nlp = load_model()
    if nlp is None:
        raise SystemExit("no model is installed; newsbeam doctor tells how to get one")
    for number, path in enumerate(sorted(folder.iterdir())):
        if number == _WARM:
            spent.clear()
        extraction = clock("pages read", extract, Page(path.name, PageKind.HTML, path.read_bytes()))
        article = clock("boilerplate", remove_boilerplate, extraction) if isinstance(extraction, Extraction) else None
        if isinstance(article, Article):
            articles += 1
            article = clock("enrichments", enrich, article)
            clock("fingerprints and terms", lambda it: (fingerprint(it.text), take_terms(it.title, it.text)), article)
            clock("names and quotes, spaCy included", annotate, None, article)
            clock("spaCy", nlp, article.text)
    spent["names and quotes, spaCy included"] -= spent["spaCy"]
    spent["names and quotes"] = spent.pop("names and quotes, spaCy included")
    return spent, articles


def main() -> None:
    """Print milliseconds a page by stage, and shares of the whole run."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path, nargs="?", default=OWN)
    parser.add_argument("--count", type=int, default=400)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        pages = Path(name) / "pages"
        fill(pages, given.pages, given.count)
        spent, articles = work(pages)
        run = [sys.executable, "-m", "pipeline", "run", "--workers", "2"]
        cost = measure([*run, "--seeds", str(pages), "--output", f"{name}/tables"])
        (pages / "one").mkdir()
        (pages / "one" / "only.txt").write_text(
            "One line\n\nOne sentence for a run that does next to nothing.", "utf-8"
        )
        start = measure([*run, "--seeds", str(pages / "one"), "--output", f"{name}/nothing"])
    spent["start and end of a run"] = start.cpu
    spent["engine, tables and the rest"] = cost.cpu - spent.total()
    print(
        f"{given.count} pages, {articles} articles, {cost.cpu:.1f} s of processors, {cost.clock:.1f} s on the clock\n"
    )
    print("| | ms a page | share |\n|---|---:|---:|")
    for what, seconds in spent.items():
        print(f"| {what} | {1000 * seconds / given.count:.1f} | {seconds / cost.cpu:.1%} |")
    other = 1 - (spent["spaCy"] + spent["pages read"]) / cost.cpu
    print(f"\nNeither spaCy nor the reading of pages: {other:.1%}. Clock over processors on two cores: ", end="")
    print(f"{2 * cost.clock / cost.cpu:.2f}.")


if __name__ == "__main__":
    main()
