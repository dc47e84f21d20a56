"""Enrichments that other packages bring, found by their entry points."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from schemas import Article

#: the group of entry points; the name of one is the name of the enrichment
GROUP = "newsbeam.enrichments"


@dataclass(frozen=True, slots=True)
class Installed:
    """An enrichment of another package."""

    name: str
    #: the package and its version
    package: str
    point: EntryPoint

    def tell(self, article: Article) -> str | None:
        """Return what it tells of an article: a text as it stands, anything else as JSON; None if it tells nothing.

        Raises whatever the package does.
        """
        value = _load(self.point)(article)
        if value is None or isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)


@cache
def installed() -> tuple[Installed, ...]:
    """Return the enrichments of all installed packages by name; of two of one name the first package's holds."""
    found = sorted((_describe(point) for point in entry_points(group=GROUP)), key=lambda it: (it.name, it.package))
    return tuple({one.name: one for one in reversed(found)}[name] for name in dict.fromkeys(it.name for it in found))


def _describe(point: EntryPoint) -> Installed:
    package = f"{point.dist.name} {point.dist.version}" if point.dist else "no package"
    return Installed(point.name, package, point)


@cache
def _load(point: EntryPoint) -> Callable[[Article], Any]:
    loaded: Callable[[Article], Any] = point.load()
    return loaded
