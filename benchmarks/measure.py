"""A command measured with all processes it starts: clock, processor time, the largest process."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

#: seconds between two looks; what a process uses after the last look at it is missed
_LOOK = 0.1
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds on the clock, seconds of processors, MiB of its largest process, its output."""

    clock: float
    cpu: float
    mib: float
    output: str


def measure(command: Sequence[str]) -> Cost:
    """Run a command in a session of its own and add up its processes, those of worker servers included.

    Linux only, as it reads /proc.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    spent: dict[int, float] = {}
    peak = 0.0
    os.set_blocking(process.stdout.fileno(), False)  # type: ignore[union-attr]
    output = b""
    while process.poll() is None:
        for pid, cpu, mib in _look(process.pid):
            spent[pid] = max(cpu, spent.get(pid, 0.0))
            peak = max(peak, mib)
        output += process.stdout.read() or b""  # type: ignore[union-attr]
        time.sleep(_LOOK)
    clock = time.perf_counter() - began
    os.set_blocking(process.stdout.fileno(), True)  # type: ignore[union-attr]
    output += process.communicate()[0]
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    return Cost(clock, sum(spent.values()), peak, output.decode())


def _look(session: int) -> list[tuple[int, float, float]]:
    """List the processes of a session: number, processor seconds and largest size in MiB."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == session:
                    sizes = [row for row in (folder / "status").read_text().splitlines() if row.startswith("VmHWM")]
                    size = int(sizes[0].split()[1]) / 1024 if sizes else 0.0
                    found.append((int(folder.name), (int(fields[11]) + int(fields[12])) / _TICKS, size))
            except (OSError, IndexError):  # it ended while it was looked at
                continue
    return found
