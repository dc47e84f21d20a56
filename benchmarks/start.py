"""From the command to the first article read, told apart and tagged: `python -m benchmarks.start [FOLDER]`.

Runs on FOLDER (seeds/ without it) with two workers, three times, and prints the quickest; also `newsbeam --help`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import measure

#: the command line as it is, with a clock beside it that looks at what has passed
_RUN = """
import json, sys, threading, time
began = time.perf_counter()
from pipeline.__main__ import main
told = {}
def watch():
    while "annotate" not in told:
        passed = sys.modules.get("transforms.tally")
        for stage, _ in list(getattr(passed, "PASSED", ())):
            told.setdefault(stage, round(time.perf_counter() - began, 2))
        time.sleep(0.02)
if __name__ == "__main__":
    threading.Thread(target=watch, daemon=True).start()
    status = main(["run", "--seeds", sys.argv[1], "--output", sys.argv[2], "--workers", "2"])
    told["all"] = round(time.perf_counter() - began, 2)
    print(json.dumps(told))
    sys.exit(status)
"""


def main(folder: str) -> None:
    """Print seconds to each stage's first article."""
    tries = []
    with tempfile.TemporaryDirectory() as scratch:
        script = Path(scratch) / "run.py"
        script.write_text(_RUN, "utf-8")
        for number in range(3):
            command = [sys.executable, str(script), folder, f"{scratch}/root-{number}"]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            tries.append(json.loads(done.stdout.splitlines()[-1]))
    best = min(tries, key=lambda told: told["annotate"])
    print("seconds to the first article past each stage: " + ", ".join(f"{name} {at}" for name, at in best.items()))
    helps = [measure([sys.executable, "-m", "pipeline", "--help"]) for _ in range(3)]
    print(f"`newsbeam --help`: {min(cost.clock for cost in helps):.2f} s")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "seeds")
