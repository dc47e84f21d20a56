"""What a person sees while a run goes on."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from transforms.tally import PASSED

#: the stages in the order of the graph, with the word a person reads
_STAGES = {
    "fetch": "fetched",
    "extract": "extracted",
    "drop_seen": "new",
    "annotate": "annotated",
}
#: seconds between two looks: on a terminal the line is rewritten, elsewhere each look is a line of a log
_TERMINAL, _LOG = 0.5, 15.0


@contextmanager
def progress(stream: TextIO) -> Iterator[None]:
    """Tell how far the run is until the block ends: a line that renews itself on a terminal, plain lines elsewhere."""
    terminal = stream.isatty() and os.environ.get("TERM") != "dumb"
    PASSED.clear()
    ended = threading.Event()
    teller = threading.Thread(target=_tell, args=(stream, terminal, ended), daemon=True)
    teller.start()
    try:
        yield
    finally:
        ended.set()
        teller.join()
        if terminal:
            stream.write("\r\x1b[K")


def _tell(stream: TextIO, terminal: bool, ended: threading.Event) -> None:
    began = time.monotonic()
    told = ""
    while not ended.wait(_TERMINAL if terminal else _LOG):
        line = progress_line(time.monotonic() - began)
        if terminal:
            stream.write(f"\r\x1b[K{line}")
        elif line != told:
            stream.write(f"{line}\n")
        stream.flush()
        told = line


def progress_line(seconds: float) -> str:
    """Say in one line how many articles passed each stage, and how fast."""
    passed = {stage: sum(n for (s, _), n in list(PASSED.items()) if s == stage) for stage in _STAGES}
    if not any(passed.values()):
        return f"{seconds:4.0f} s  starting"
    parts = [f"{passed[stage]:,} {word}" for stage, word in _STAGES.items() if passed[stage]]
    return f"{seconds:4.0f} s  {', '.join(parts)}  ({max(passed.values()) / seconds:.1f} articles/s)"
