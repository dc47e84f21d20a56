"""Where tests catch what comes out of a pipeline; engines find it by name, as closures travel as copies."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

CAUGHT: defaultdict[str, list[Any]] = defaultdict(list)


def catch(element: Any, name: str) -> None:
    """Keep an element that came out of an output."""
    CAUGHT[name].append(element)
