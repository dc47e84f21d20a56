"""The letters that a pattern cannot do without: a text that has none of them need not be searched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

#: what stands in every match: one of these
Literals = frozenset[str]


def literals(pattern: re.Pattern[str]) -> Literals:
    """List strings in lower case of which every text that the pattern matches has one; none where that says nothing.

    Letters that fold to others in one direction only (ſ, ı) are left aside; no page is written in them.
    None as well for a pattern that looks at the beginning only, as it fails at once by itself.
    """
    tree = _parser.parse(pattern.pattern, pattern.flags)
    return frozenset() if _at_beginning(tree) else _of_sequence(tree)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> Literals:
    """The most telling literals of what stands in a row: those of which the shortest is longest."""
    found: list[Literals] = []
    run = ""
    for op, value in items:
        if op is ops.LITERAL:
            run += chr(value).lower()
            continue
        found += [_one(run), _of_item(op, value)]
        run = ""
    return max(filter(None, [*found, _one(run)]), key=_telling, default=frozenset())


def _one(run: str) -> Literals:
    return frozenset([run] if run else [])


def _telling(some: Literals) -> tuple[int, int]:
    return min(map(len, some)), -len(some)


def _of_item(op: Any, value: Any) -> Literals:
    if op is ops.SUBPATTERN:
        return _of_sequence(value[3])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and value[0]:
        return _of_sequence(value[2])
    if op is ops.BRANCH:
        parts = [_of_sequence(branch) for branch in value[1]]
        return frozenset().union(*parts) if all(parts) else frozenset()
    return frozenset()


def _at_beginning(items: Any) -> bool:
    """Tell a pattern whose every branch begins at the beginning."""
    for op, value in items:
        if op is ops.SUBPATTERN:
            return _at_beginning(value[3])
        if op is ops.BRANCH:
            return all(map(_at_beginning, value[1]))
        return bool(op is ops.AT and value is ops.AT_BEGINNING)
    return False
