"""Novel words through one worker, as an hour of news brings them: `python -m benchmarks.memory [WORDS]`.

Libraries remember words they have met, spaCy among them. Articles in which every third word is new are annotated by one
worker as a run does it, and the size of its process is printed after every tenth of the WORDS (20 million without a
number: about an hour on one core).
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from schemas import Article
from transforms import workers
from transforms.text.annotation import TOGETHER, annotate_all

#: words of an article, and processor seconds that a few of them may take
_LENGTH, _TIME = 600, 120.0
_KNOWN = "the mayor said that a new bridge over the river would open on Monday after years of delay and two trials"
_SOUNDS = "ba ra mo ti ke lu so na vi del mar ton ber gra sil ven tor ham wick ley ford mon zu pe ri"


def _article(chance: random.Random) -> Article:
    known, sounds, words = _KNOWN.split(), _SOUNDS.split(), []
    for place in range(_LENGTH):
        new = "".join(chance.choices(sounds, k=5)) if place % 3 == 0 else chance.choice(known)
        words.append(f"{new}." if place % 20 == 19 else new.title() if place % 9 == 0 else new)
    return Article("a", "a.txt", "seed", " ".join(words), _LENGTH, "h")


def size_after(articles: list[Article]) -> float:
    """Annotate some articles and tell the MiB of this process; a worker does it."""
    annotate_all(None, articles)
    (size,) = (row for row in Path("/proc/self/status").read_text().splitlines() if row.startswith("VmRSS"))
    return int(size.split()[1]) / 1024


def main(words: int) -> None:
    """Print the size of the worker as it goes, and the largest it had."""
    workers.warm("")
    chance, passed, told, most = random.Random(words), 0, 0, 0.0
    print("| words passed | MiB |\n|---:|---:|")
    while passed < words:
        articles = [_article(chance) for _ in range(TOGETHER)]
        size = workers.answer(workers.submit(1, _TIME, size_after, articles), _TIME)
        if isinstance(size, workers.Failure):
            raise SystemExit(f"{size.reason}: {size.detail}")
        passed, most = passed + TOGETHER * _LENGTH, max(most, size)
        if passed >= told:
            print(f"| {passed:,} | {size:.0f} |", flush=True)
            told += words // 10
    print(f"\nAt most {most:.0f} MiB; a worker is replaced after {workers.TASKS:,} tasks.")
    workers.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000_000)
