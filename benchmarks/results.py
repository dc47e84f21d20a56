"""Measure again and write down: `python -m benchmarks.results [NAME ...] [--pages FOLDER]`.

Each NAME (throughput, stages, start, scale, memory; all of them without a name) is run as `python -m benchmarks.NAME`,
and what it prints becomes the section `## NAME` of `benchmarks/RESULTS.md`, with machine and date. Other sections stay.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
#: those that take a folder of pages, and those that do not
_WITH_PAGES, _WITHOUT = ("throughput", "stages"), ("start", "scale", "memory")


def machine() -> str:
    """Name the processor, the cores, the load before the measurement and the Python."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.+)", info.read_text()) if info.exists() else None
    load = os.getloadavg()[0]
    return (
        f"{model[1] if model else platform.machine()}, {os.cpu_count()} cores, load before {load:.1f}, "
        f"Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"
    )


def write_section(text: str, name: str, body: str) -> str:
    """Put a section in the place of the one of that name, or at the end."""
    section = f"## {name}\n\n{body.strip()}\n"
    made, found = re.subn(rf"^## {re.escape(name)}\n.*?(?=^## |\Z)", lambda _: section + "\n", text, flags=re.M | re.S)
    return (made if found else f"{text.rstrip()}\n\n{section}").rstrip() + "\n"


def main() -> None:
    """Run what is named and rewrite its sections."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="throughput, stages, start, scale, memory")
    parser.add_argument("--other-python", help="see benchmarks.throughput")
    parser.add_argument("--pages", help="a folder of pages (default: those of the tests)")
    given = parser.parse_args()
    if unknown := set(given.names) - {*_WITH_PAGES, *_WITHOUT}:
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    for name in given.names or (*_WITH_PAGES, *_WITHOUT):
        where = machine()
        extra = [given.pages] if given.pages and name in _WITH_PAGES else []
        extra += ["--other-python", given.other_python] if given.other_python and name == "throughput" else []
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}", *extra], stdout=subprocess.PIPE, text=True, check=True
        )
        told = f"`python -m benchmarks.{name}`; {where}.\n\n{done.stdout}"
        RESULTS.write_text(write_section(RESULTS.read_text("utf-8"), name, told), "utf-8")
        print(told)


if __name__ == "__main__":
    main()
