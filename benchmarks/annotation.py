"""CPU of entities and quotes against spaCy's pipeline: python -m benchmarks.annotation [FOLDER] [--model M]

Both take the same texts in one process, in turns, article by article; CPU seconds of this process. FOLDER holds .txt
files; without it the labelled articles of the tests are taken. Also prints the peak memory of a process that only
annotates.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

from schemas.article import Article
from transforms.text.annotation import annotate, chosen_model, load_model

#: articles run before the clock starts, and rounds over all of them
_WARM, _ROUNDS = 3, 3


def _articles(folder: str | None) -> list[Article]:
    if folder:
        texts = ["\n\n".join(file.read_text("utf-8").split("\n")) for file in sorted(Path(folder).glob("*.txt"))]
    else:
        from tests.quality.marked import read_labelled

        texts = [article.text for article in read_labelled()]
    return [
        Article(f"a{at}", f"{at}.txt", "seed", text, len(text.split()), "", language="en")
        for at, text in enumerate(texts)
    ]


def _compare(articles: list[Article], model: str | None) -> None:
    import spacy

    plain = spacy.load(chosen_model(model) or "en_core_web_sm")
    load_model(model)
    ours = theirs = 0.0
    for article in articles[:_WARM]:
        plain(article.text)
        annotate(model, article)
    for number in range(_ROUNDS):
        for article in articles:
            for mine in (number % 2 == 0, number % 2 != 0):
                began = time.process_time()
                if mine:
                    annotate(model, article)
                else:
                    with plain.memory_zone():
                        plain(article.text)
                spent = time.process_time() - began
                ours, theirs = (ours + spent, theirs) if mine else (ours, theirs + spent)
    words = _ROUNDS * sum(article.word_count for article in articles)
    print(f"{words:,} words: spaCy's default pipeline {theirs:.2f} s, entities and quotes {ours:.2f} s CPU")
    print(f"ratio {ours / theirs:.3f} (at most 1); {words / ours:,.0f} words a CPU second")


def main() -> None:
    """Print the ratio and the peak memory."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?")
    options.add_argument("--model")
    options.add_argument("--only", action="store_true", help="annotate once and print the peak memory")
    given = options.parse_args()
    articles = _articles(given.folder)
    if given.only:
        for article in articles:
            annotate(given.model, article)
        print(f"peak memory of a process that annotates: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")
        return
    _compare(articles, given.model)
    again = [*([given.folder] if given.folder else []), *(["--model", given.model] if given.model else []), "--only"]
    subprocess.run([sys.executable, "-m", "benchmarks.annotation", *again], check=True)


if __name__ == "__main__":
    main()
