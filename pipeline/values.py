"""The values that options have: how flags and variables write them, and how a TOML file holds them."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any


def read(kind: type, text: str) -> Any:
    """Read a value of a kind from a text.

    Raises:
        ValueError: it is none; the message says how to write one.
    """
    return _READERS[kind](text.strip() if kind is not str else text)


def accept(kind: type, value: Any) -> Any:
    """Take a value of a kind as a TOML file holds it.

    Raises:
        ValueError: it is of another kind.
    """
    if isinstance(value, str) and kind is not bool:
        return read(kind, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and kind in (float, timedelta):
        try:
            number = _finite(float(value))
            return number if kind is float else timedelta(seconds=number)
        except OverflowError:
            raise ValueError(f"{value!r} is too large a number") from None
    if type(value) is not kind:
        raise ValueError(f"{value!r} is {_TOLD.get(type(value), 'something else')}; give {_TOLD[kind]}")
    return value


def written(value: Any) -> str:
    """Write a value as a flag takes it."""
    if isinstance(value, tuple):
        return " ".join(map(written, value))
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
        for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
            if seconds >= size and seconds % size == 0:
                return f"{seconds / size:g}{unit}"
        return f"{seconds:g}s"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return "" if value is None else str(value)


def _boolean(text: str) -> bool:
    if text.lower() in ("1", "true", "yes", "on"):
        return True
    if text.lower() in ("0", "false", "no", "off", ""):
        return False
    raise ValueError(f"{text!r} is neither yes nor no; write it as 1 or 0")


def _number(kind: type[int] | type[float], form: str, text: str) -> Any:
    try:
        value = kind(text)
    except ValueError:
        raise ValueError(f"{text!r} is no {form}") from None
    return _finite(value) if kind is float else value


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise ValueError(f"{number!r} is no number that ends")
    return number


def read_day(text: str) -> date:
    """Read a day.

    Raises:
        ValueError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day; write it as 2026-09-01") from None


def _time(text: str) -> timedelta:
    match = re.fullmatch(r"(\d{1,9}(?:\.\d{1,6})?)([smhd]?)", text.lower())
    if match is None:
        raise ValueError(f"{text!r} is no time; write it as 90s, 5m or 1h")
    return timedelta(seconds=float(match[1]) * {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}[match[2]])


_READERS: dict[type, Callable[[str], Any]] = {
    str: str,
    bool: _boolean,
    int: functools.partial(_number, int, "whole number; write it as 4"),
    float: functools.partial(_number, float, "number; write it as 1.5"),
    date: read_day,
    timedelta: _time,
}
_TOLD: dict[type, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    date: "a day, as 2026-09-01",
    timedelta: 'a time, as "5m"',
    list: "a list",
    dict: "a table",
}
