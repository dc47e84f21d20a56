"""Novel words through one worker's model, as an hour of news brings them: `python -m benchmarks.memory [WORDS]`.

spaCy remembers each word it has met, unless it is told when to forget. Articles in which every third word is new are
annotated in this process as a worker does it, and the size of the process is printed after every tenth of the WORDS
(20 million without a number: about an hour on one core).
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from schemas import Article
from transforms.text.annotation import TOGETHER, annotate_all

#: words of an article
_LENGTH = 600
_KNOWN = "the mayor said that a new bridge over the river would open on Monday after years of delay and two trials"
_SOUNDS = "ba ra mo ti ke lu so na vi del mar ton ber gra sil ven tor ham wick ley ford mon zu pe ri"


def _text(chance: random.Random) -> str:
    known, sounds, words = _KNOWN.split(), _SOUNDS.split(), []
    for place in range(_LENGTH):
        new = "".join(chance.choices(sounds, k=5)) if place % 3 == 0 else chance.choice(known)
        words.append(f"{new}." if place % 20 == 19 else new.title() if place % 9 == 0 else new)
    return " ".join(words)


def _mib() -> float:
    (size,) = (row for row in Path("/proc/self/status").read_text().splitlines() if row.startswith("VmRSS"))
    return int(size.split()[1]) / 1024


def main(words: int) -> None:
    """Print the size of the process as it goes."""
    chance = random.Random(words)
    passed, told = 0, 0
    print("| words passed | MiB |\n|---:|---:|")
    while passed < words:
        texts = [_text(chance) for _ in range(TOGETHER)]
        annotate_all(None, [Article(f"a{n}", "a", "seed", text, _LENGTH, "h") for n, text in enumerate(texts)])
        passed += TOGETHER * _LENGTH
        if passed >= told:
            print(f"| {passed:,} | {_mib():.0f} |", flush=True)
            told += words // 10


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000_000)
