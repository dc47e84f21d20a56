"""How an option is declared: once, as a field of a dataclass, which flags, variables, files and tables are read off."""

from __future__ import annotations

import dataclasses
import functools
import math
import re
import shlex
from collections.abc import Callable
from dataclasses import MISSING, dataclass
from datetime import date, timedelta
from typing import Any, get_type_hints


@dataclass(frozen=True, slots=True)
class Option:
    """What is known of one option."""

    help: str
    why: str
    group: str
    #: what stands for its value in a help text
    shows: str = ""
    choices: tuple[str, ...] = ()
    #: what the flag means when it is given without a value; empty if it needs one
    bare: str = ""
    #: the smallest value, and the one it must lie above
    least: float | None = None
    above: float | None = None
    #: the largest value
    most: float | None = None
    #: it names files, which a configuration file names from its own folder
    is_path: bool = False
    #: the default in words, where it hangs on the machine
    stands_for: str = ""
    # read off the field
    name: str = ""
    kind: type = str
    several: bool = False
    default: Any = None
    #: it has no default
    is_required: bool = False

    @property
    def key(self) -> str:
        """Its name in a configuration file."""
        return self.name.replace("_", "-")

    @property
    def default_in_words(self) -> str:
        """Its default as a person reads it, the same on every machine."""
        if self.is_required:
            return "required"
        if self.stands_for:
            return self.stands_for
        if self.default in ("", (), None) or self.default is False:
            return "off" if self.kind is bool else "none"
        return f"{written(self.default)}"

    @property
    def flag(self) -> str:
        """Its name on the command line."""
        return f"--{self.key}"

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return f"NEWSBEAM_{self.name.upper()}"

    def read(self, text: str) -> Any:
        """Read one value from a text.

        Raises:
            ValueError: it is none; the message says how to write one.
        """
        return _READERS[self.kind](text.strip() if self.kind is not str else text)

    def read_variable(self, text: str) -> Any:
        """Read the value of its variable, where several are parted as a shell parts words.

        Raises:
            ValueError: it is none.
        """
        return tuple(self.read(word) for word in shlex.split(text)) if self.several else self.read(text)

    def accept(self, value: Any) -> Any:
        """Take a value as a TOML file holds it.

        Raises:
            ValueError: it is of another type.
        """
        if self.several:
            some = value if isinstance(value, list) else [value]
            return tuple(self._accept_one(item) for item in some)
        return self._accept_one(value)

    def _accept_one(self, value: Any) -> Any:
        if isinstance(value, str) and self.kind is not bool:
            return self.read(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and self.kind in (float, timedelta):
            try:
                number = _finite(float(value))
                return number if self.kind is float else timedelta(seconds=number)
            except OverflowError:
                raise ValueError(f"{value!r} is too large a number") from None
        if type(value) is not self.kind:
            raise ValueError(f"{value!r} is {_TOLD.get(type(value), 'something else')}; give {_TOLD[self.kind]}")
        return value

    def problem(self, value: Any) -> str | None:
        """Say what is wrong with a value, or None."""
        number = value.total_seconds() if isinstance(value, timedelta) else value
        if self.choices and value not in self.choices:
            return f"must be {' or '.join(self.choices)}, not {value}"
        if self.above is not None and not number > self.above:
            return f"must be more than {self.above:g}, not {value}"
        if self.least is not None and not number >= self.least:
            return f"must be {self.least:g} or more, not {value}"
        if self.most is not None and not number <= self.most:
            return f"must be {self.most:.15g} or less, not {value}"
        return None


def option(help: str, why: str, *, group: str, default: Any = MISSING, **more: Any) -> Any:
    """Declare an option: what it does, and why its default is what it is; `more` are fields of `Option`."""
    return dataclasses.field(default=default, metadata={"option": Option(help, why, group, **more)})


def declare(group: str) -> Callable[..., Any]:
    """Return `option` for the options of one group."""
    return functools.partial(option, group=group)


def options_of(record: type) -> tuple[Option, ...]:
    """Return the options that a dataclass declares, in order."""
    hints = get_type_hints(record)
    found = []
    for item in dataclasses.fields(record):
        told: Option = item.metadata["option"]
        several = hints[item.name] == tuple[str, ...]
        kinds = [kind for kind in getattr(hints[item.name], "__args__", ()) if kind is not type(None)]
        kind = str if several else kinds[0] if kinds else hints[item.name]
        read_off = {"name": item.name, "kind": kind, "several": several, "is_required": item.default is MISSING}
        default = None if item.default is MISSING else item.default
        found.append(dataclasses.replace(told, default=default, **read_off))
    return tuple(found)


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
