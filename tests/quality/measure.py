"""Measures quotes and people of the labelled articles, and pairs of names: python -m tests.quality.measure [--errors]

`--update` pins what was reached as the new floors, where it is higher; a floor is lowered only by editing
`floors.json` by hand, with the reason in the commit.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
from pathlib import Path

from schemas.annotation import Annotation
from schemas.article import Article
from schemas.ids import make_id
from tests.quality.marked import LabelledArticle, read_labelled
from tests.quality.quote_scores import Tally, score
from transforms.text.annotation import annotate
from transforms.text.entities.names import same_person

FLOORS_FILE = Path(__file__).parent / "floors.json"
PAIRS_FILE = Path(__file__).parent / "name_pairs.csv"
#: a floor lies this far below the figure it was pinned at, as processors round the parser's sums differently
SLACK = 0.005


def as_article(labelled: LabelledArticle) -> Article:
    """Make the article that annotation is given."""
    return Article(
        article_id=make_id("labelled", labelled.name),
        source_uri=f"{labelled.name}.txt",
        source_kind="seed",
        text=labelled.text,
        word_count=len(labelled.text.split()),
        content_hash=make_id(labelled.text),
        title=labelled.title,
        language="en",
    )


def read_floors(file: Path = FLOORS_FILE) -> dict[str, float]:
    """Read the least that each figure may be."""
    floors: dict[str, float] = json.loads(file.read_text())
    return floors


def raised(floors: dict[str, float], figures: dict[str, float]) -> dict[str, float]:
    """Raise each floor to what was reached, rounded down and less `SLACK` unless it is perfect; lower none."""

    def floor(value: float) -> float:
        return 1.0 if value == 1 else math.floor((value - SLACK) * 1000) / 1000

    return {name: max(floor(value), floors.get(name, 0.0)) for name, value in figures.items()}


def measure(model: str | None = None) -> tuple[dict[str, float], Tally, list[Annotation]]:
    """Annotate the labelled articles and score what was found."""
    articles = read_labelled()
    found = [annotate(model, as_article(article)) for article in articles]
    return *score(articles, found), found


def _print_tags(articles: list[LabelledArticle], found: list[Annotation]) -> None:
    """Print the figures of the articles that show a phenomenon; their other quotes are in them too."""
    for tag in sorted({tag for article in articles for tag in article.tags}):
        chosen = [pair for pair in zip(articles, found, strict=True) if tag in pair[0].tags]
        figures, _ = score([article for article, _ in chosen], [annotation for _, annotation in chosen])
        shown = ("quoted_f1", "quoted_attributed", "all_lenient", "named", "people_right")
        print(f"{tag:16} {len(chosen):3} articles ", *(f"{name} {figures[name]:.3f}" for name in shown))


def tell_pairs() -> dict[str, tuple[int, int]]:
    """Count the pairs of names that are told right: those of one person and of two, and those no rule was made on."""
    counts: dict[str, tuple[int, int]] = {}
    with PAIRS_FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            right = same_person(row["one"], row["other"]) == (row["same"] == "yes")
            for group in (row["same"], f"{row['same']} {row['half']}"):
                told, total = counts.get(group, (0, 0))
                counts[group] = told + right, total + 1
    return counts


def main() -> None:
    """Print the figures beside their floors and, if asked, the errors; pin new floors with `--update`."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--update", action="store_true", help="raise the floors to what was reached")
    options.add_argument("--errors", action="store_true", help="print what went wrong, one a line")
    options.add_argument("--model", help="spaCy model: a package or a path")
    options.add_argument("--tags", action="store_true", help="print some figures of the articles of each phenomenon")
    given = options.parse_args()
    floors = read_floors()
    figures, tally, found = measure(given.model)
    if given.tags:
        _print_tags(read_labelled(), found)
    if given.errors:
        print(*tally.errors, sep="\n")
    for name, value in figures.items():
        floor = floors.get(name, 0.0)
        print(f"{name:18} {value:.3f}  floor {floor:.3f}{'  BELOW' if value < floor else ''}")
    for group, (right, total) in sorted(tell_pairs().items()):
        print(f"pairs, {group:11} {right / total:.3f}  ({right} of {total})")
    print(json.dumps(dict(sorted(tally.counts.items()))))
    if given.update:
        FLOORS_FILE.write_text(json.dumps(raised(floors, figures), indent=2) + "\n")


if __name__ == "__main__":
    main()
