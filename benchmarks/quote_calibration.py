"""How often quotes of a confidence are right: python -m benchmarks.quote_calibration [GOLD.jsonl] [--fit]

GOLD is as `benchmarks/learn_quotes.py` reads it; without it the labelled articles of the tests are taken. A row is
right if half of the letters that it or a labelled span has are in both, and its speaker points at the labelled one.
`--fit` prints the steps of the best table that never falls (isotonic regression) from the model's own estimate to the
share that is right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.labelled import Attribution, read_body
from schemas.annotation import Quote
from schemas.article import Article
from tests.quality.marked import read_labelled
from tests.quality.quote_units import Letters, overlaps
from transforms.text.annotation import annotate

#: lower bounds of the classes of confidence
_BINS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_HALF = 0.5
#: rows that a step of the table has at least
_LEAST_ROWS = 60

Observation = tuple[str, float, bool]


def read_articles(gold: Path | None) -> Iterator[tuple[str, list[Attribution]]]:
    """Give texts and what is attributed in them."""
    if gold is not None:
        for line in gold.read_text(encoding="utf-8").splitlines():
            yield read_body(json.loads(line))
        return
    for article in read_labelled():
        yield (
            article.text,
            [Attribution([(it.start, it.end)], list(it.speaker_spans), list(it.cue_spans)) for it in article.quotes],
        )


def is_right(quote: Quote, labels: list[Attribution], letters: Letters) -> bool:
    """Tell whether a row has the words and the speaker of a label."""
    own = (quote.start, quote.end)
    for label in labels:
        low, high = label.content[0][0], label.content[-1][1]
        spans = [*label.content, (low, high)]
        if max(letters.jaccard(own, span) for span in spans) < _HALF:
            continue
        said = None if quote.speaker_start is None else (quote.speaker_start, quote.speaker_end or 0)
        if not label.source or overlaps(said, label.source):
            return True
    return False


def observe(gold: Path | None, model: str | None) -> list[Observation]:
    """Annotate the articles; give each row's kind, confidence and whether it is right."""
    found: list[Observation] = []
    for text, labels in read_articles(gold):
        article = Article("a", "a.txt", "seed", text, len(text.split()), "", language="en")
        letters = Letters(text)
        for quote in annotate(model, article).quotes:
            found.append((quote.kind, quote.confidence, is_right(quote, labels, letters)))
    return found


def fit(found: list[Observation]) -> list[tuple[float, float]]:
    """Pool neighbours until the share that is right rises with the confidence: lower bounds and shares."""
    pools: list[list[float]] = []  # rows, right, least confidence
    ordered = sorted(found, key=lambda row: row[1])
    for at in range(0, len(ordered), _LEAST_ROWS):
        rows = ordered[at : at + _LEAST_ROWS]
        pools.append([len(rows), sum(right for *_, right in rows), rows[0][1]])
        while len(pools) > 1 and pools[-2][1] * pools[-1][0] >= pools[-1][1] * pools[-2][0]:
            rows_above, right_above, _ = pools.pop()
            pools[-1][0] += rows_above
            pools[-1][1] += right_above
    return [(least, right / rows) for rows, right, least in pools]


def main() -> None:
    """Print a table for each kind, and the table that fits if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    found = observe(given.gold, given.model)
    for kind in ("direct", "mixed", "indirect", "all"):
        rows = [(confidence, right) for its, confidence, right in found if kind in (its, "all")]
        print(f"{kind}: {len(rows)} quotes, right {sum(right for _, right in rows) / max(len(rows), 1):.3f}")
        for low, high in zip(_BINS, (*_BINS[1:], 1.01), strict=True):
            within = [row for row in rows if low <= row[0] < high]
            if within:
                mean, share = (sum(row[at] for row in within) / len(within) for at in (0, 1))
                print(f"  {low:.1f} to {min(high, 1.0):.1f}  {len(within):5}  confidence {mean:.3f}  right {share:.3f}")
    error = sum((confidence - right) ** 2 for _, confidence, right in found) / max(len(found), 1)
    print(f"mean square error {error:.4f}")
    if given.fit:
        print(*(f"({least:.3f}, {share:.3f})," for least, share in fit(found)), sep="\n")


if __name__ == "__main__":
    main()
