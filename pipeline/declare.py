"""How an option is declared: once, as a field of a dataclass, which flags, variables, files and tables are read off."""

from __future__ import annotations

import dataclasses
import functools
import shlex
from collections.abc import Callable
from dataclasses import MISSING, dataclass
from datetime import timedelta
from typing import Any, get_type_hints

from pipeline.values import accept, read, written


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
        return read(self.kind, text)

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
            return tuple(accept(self.kind, item) for item in some)
        return accept(self.kind, value)

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
