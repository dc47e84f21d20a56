"""What is told of an article beyond quotes and names: one module for one column of `articles`.

A module holds a function of its own name, from an article with its text to the value of the column of that name. The
folder is the list: a new module is found by being there. No enrichment sees another's column, so order cannot matter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from schemas import Article, Reason, Repair

#: column -> what fills it
ENRICHMENTS: dict[str, Callable[[Article], Any]] = {
    module.name: getattr(import_module(f"{__name__}.{module.name}"), module.name) for module in iter_modules(__path__)
}


def enrich(article: Article, enrichments: dict[str, Callable[[Article], Any]] = ENRICHMENTS) -> Article:
    """Fill the column of every enrichment; one that fails leaves its column null and says so in `repairs`."""
    values: dict[str, Any] = {}
    repairs = list(article.repairs)
    for name, find in enrichments.items():
        try:
            values[name] = find(article)
        except Exception as error:
            detail = f"{name} is not told: {type(error).__name__}: {error}"[:500]
            repairs.append(Repair(Reason.ERROR, detail))
    return replace(article, **values, repairs=tuple(repairs))
