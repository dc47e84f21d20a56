"""What an article costs in small and in large runs: `python -m benchmarks.scale [COUNT ...]`.

Invented articles of 8 sentences through `newsbeam run --workers 2` into an empty ROOT: 1,000 and
10,000 of them, or the COUNTs given. Prints processor and clock milliseconds an article, the time that a run of next to
nothing takes left out, and the largest process.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.incremental import Sentences
from benchmarks.measure import Cost, measure


def write(path: Path, count: int) -> None:
    """Write that many articles of the last days as JSON lines."""
    chance, now = random.Random(count), datetime.now(UTC)
    sentences = Sentences(None, chance)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            title, text = sentences.text(8)
            at = now - timedelta(minutes=chance.randrange(5 * 24 * 60))
            article = {
                "url": f"https://paper{number % 50}.example/{count}/{number}",
                "title": title,
                "text": text,
                "published_at": at.isoformat(),
            }
            file.write(json.dumps(article) + "\n")


def main(counts: list[int]) -> None:
    """Print a row for each number of articles."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)

        def run(count: int) -> Cost:
            write(scratch / f"{count}.jsonl", count)
            command = [sys.executable, "-m", "pipeline", "run", "--workers", "2"]
            return measure([*command, "--seeds", f"{scratch}/{count}.jsonl", "--output", f"{scratch}/root-{count}"])

        start = run(1)
        print("| articles | processor ms each | clock ms each | largest process, MiB |\n|---:|---:|---:|---:|")
        for count in counts:
            cost = run(count)
            cpu, clock = (1000 * (cost.cpu - start.cpu) / count, 1000 * (cost.clock - start.clock) / count)
            print(f"| {count:,} | {cpu:.1f} | {clock:.1f} | {cost.mib:.0f} |", flush=True)


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [1_000, 10_000])
