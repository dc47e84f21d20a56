"""Pages to tables, beside what a competent user would write: `python -m benchmarks.throughput [PAGES] [--count N]`.

The naive script (`benchmarks/naive.py`) with one and with two processes, and `newsbeam run`, on the same pages, one
after the other, each from its start to its last file. Needs textacy, datasketch, scikit-learn and pandas; the naive
script is also run by a second Python, where one is named, as one that has the newest spaCy.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import OWN, fill
from benchmarks.measure import Cost, measure


def main() -> None:
    """Print a table of the three, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path, nargs="?", default=OWN)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--other-python", help="a Python with other releases, to run the naive script with as well")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        fill(scratch / "pages", given.pages, given.count)
        commands = {
            "`newsbeam run --workers 2`": [
                *(sys.executable, "-m", "pipeline", "run", "--seeds", str(scratch / "pages")),
                *("--output", str(scratch / "tables"), "--workers", "2"),
            ]
        }
        for python, which in ((sys.executable, "of our lock files"), (given.other_python, "of that Python")):
            if python:
                naive = [python, "-m", "benchmarks.naive", str(scratch / "pages"), str(scratch / "naive")]
                told = f"naive script, spaCy {_spacy(python)} {which}"
                commands |= {told: naive, f"{told}, two processes": [*naive, "--processes", "2"]}
        costs: dict[str, Cost] = {}
        print("| | articles a second | seconds | processor seconds | largest process, MiB |\n|---|---:|---:|---:|---:|")
        for what, command in commands.items():
            cost = costs[what] = measure(command)
            rate = given.count / cost.clock
            print(f"| {what} | {rate:.2f} | {cost.clock:.1f} | {cost.cpu:.1f} | {cost.mib:.0f} |", flush=True)
    ours = next(iter(costs.values()))
    print()
    for what, cost in list(costs.items())[1:]:
        print(f"- {cost.clock / ours.clock:.2f} times the articles a second of the {what}")
    print(f"- clock over processor time on two cores: {2 * ours.clock / ours.cpu:.2f}")


def _spacy(python: str) -> str:
    ask = "from importlib.metadata import version; print(version('spacy'))"
    return subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
