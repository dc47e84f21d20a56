"""What is told of an article beyond quotes and names: one module for one column of `articles`.

A module holds a function of its own name, from an article with its text to the value of the column of that name. The
folder is the list: a new module is found by being there. No enrichment sees another's column, so order cannot matter.
Enrichments of other packages (`transforms/text/installed.py`) share one column, a map from their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from schemas import Article, Reason, Repair
from transforms.text.installed import Installed, installed

#: column -> what fills it
ENRICHMENTS: dict[str, Callable[[Article], Any]] = {
    module.name: getattr(import_module(f"{__name__}.{module.name}"), module.name) for module in iter_modules(__path__)
}


def enrich(
    article: Article,
    enrichments: Mapping[str, Callable[[Article], Any]] = ENRICHMENTS,
    others: Iterable[Installed] | None = None,
) -> Article:
    """Fill the column of every enrichment; one that fails leaves its column null and says so in `repairs`.

    `others` are the enrichments of other packages; all that are installed if they are not given.
    """
    values: dict[str, Any] = {}
    told: dict[str, str] = {}
    repairs = list(article.repairs)
    for name, find in enrichments.items():
        try:
            values[name] = find(article)
        except Exception as error:
            repairs.append(_not_told(name, error))
    for other in installed() if others is None else others:
        try:
            if (text := other.tell(article)) is not None:
                text.encode()  # half a surrogate pair cannot be written, and would fail the whole run then
                told[other.name] = text
        except Exception as error:
            repairs.append(_not_told(f"{other.name} ({other.package})", error))
    return replace(article, **values, enrichments=told, repairs=tuple(repairs))


def _not_told(name: str, error: Exception) -> Repair:
    told = f"{name} is not told: {type(error).__name__}: {error}"[:500]
    return Repair(Reason.ERROR, told.encode(errors="backslashreplace").decode())
