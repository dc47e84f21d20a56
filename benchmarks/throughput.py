"""Pages to tables, beside what a competent user would write: `python -m benchmarks.throughput [PAGES] [--count N]`.

The naive script (`benchmarks/naive.py`) with one and with two processes, and `newsbeam run`, on the same pages, one
after the other, each from its start to its last file. Needs textacy, datasketch, scikit-learn and pandas.
"""

from __future__ import annotations

import argparse
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
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        fill(scratch / "pages", given.pages, given.count)
        naive = [sys.executable, "-m", "benchmarks.naive", str(scratch / "pages")]
        commands = {
            "naive script": [*naive, str(scratch / "one")],
            "naive script, two processes": [*naive, str(scratch / "two"), "--processes", "2"],
            "`newsbeam run --workers 2`": [
                *(sys.executable, "-m", "pipeline", "run", "--seeds", str(scratch / "pages")),
                *("--output", str(scratch / "tables"), "--workers", "2"),
            ],
        }
        costs: dict[str, Cost] = {}
        print("| | articles a second | seconds | processor seconds | largest process, MiB |\n|---|---:|---:|---:|---:|")
        for what, command in commands.items():
            cost = costs[what] = measure(command)
            rate = given.count / cost.clock
            print(f"| {what} | {rate:.2f} | {cost.clock:.1f} | {cost.cpu:.1f} | {cost.mib:.0f} |", flush=True)
    one, two, ours = costs.values()
    print(
        f"\n{one.clock / ours.clock:.2f} times the naive script, {two.clock / ours.clock:.2f} times its two processes."
    )
    print(f"Clock over processor time on two cores: {2 * ours.clock / ours.cpu:.2f}.")


if __name__ == "__main__":
    main()
