"""What many articles need, computed from `benchmarks/RESULTS.md`: `python -m benchmarks.sizing [ARTICLES_A_DAY]`.

Takes the processor seconds a page and the largest process from the section `throughput`, and prints articles a
core-hour, cores and machines for a million articles a day. `docs/operations.md` holds what it printed.
"""

from __future__ import annotations

import math
import re
import sys

from benchmarks.results import RESULTS

#: share of a machine that is planned to be busy, so that a day's peak hour and a worker's loss are borne
_BUSY = 0.5
#: cores of a common machine on Dataflow (n2-standard-4) and of a Flink task manager
_CORES = 4


def main(a_day: int) -> None:
    """Print the table."""
    section = re.search(r"^## throughput\n(.*?)(?=^## |\Z)", RESULTS.read_text("utf-8"), re.M | re.S)
    row = re.search(
        r"\| `newsbeam run[^|]*\| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| (\d+) \|", section[1] if section else ""
    )
    if row is None:
        raise SystemExit("benchmarks/RESULTS.md has no section throughput; run python -m benchmarks.results throughput")
    rate, clock, cpu, mib = (float(value) for value in row.groups())
    each = cpu / (rate * clock)
    hours = a_day * each / 3600
    machines = math.ceil(hours / 24 / _BUSY / _CORES)
    print("| | |\n|---|---:|")
    print(f"| processor seconds a page, start and commit included | {each:.2f} |")
    print(f"| articles a core-hour | {3600 / each:,.0f} |")
    print(f"| largest process of a run of {rate * clock:.0f} pages | {mib:.0f} MiB |")
    print(f"| core-hours for {a_day:,} articles | {hours:,.0f} |")
    print(f"| cores for {a_day:,} articles a day, half of them idle | {math.ceil(hours / 24 / _BUSY)} |")
    print(f"| machines of {_CORES} cores, on Dataflow or as Flink task managers | {machines} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
