"""The options of `newsbeam watch`: what it does beside the runs themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pipeline.declare import declare

_watching = declare("watching")


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """The options of `newsbeam watch` beside those of its runs."""

    every: timedelta = _watching(
        "from the start of a run to the start of the next, as 90s, 5m, 1h",
        "the shortest time in which a busy wire is worth another look",
        default=timedelta(minutes=5),
        shows="TIME",
        above=0,
    )
    grace: timedelta = _watching(
        "what a run under way may take to finish when told to stop; then it is ended, and leaves nothing",
        "service managers wait for 30 seconds",
        default=timedelta(seconds=25),
        shows="TIME",
        least=0,
    )
