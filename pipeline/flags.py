"""The flags of declared options, and the readers of values on the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Any, NoReturn

from pipeline.declare import Option, options_of
from pipeline.values import written

#: the exit status of bad usage, as the contract has it
USAGE = 2


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that ends with the remedy."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end."""
        end = message if message.endswith("?") else f"{message};"
        self.exit(USAGE, f"{self.prog}: {end} see {self.prog} --help\n")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Read arguments; the command that does not know one says so, and names the flag that it is most like."""
        parsed, unknown = super().parse_known_args(args, namespace)
        if unknown:
            flags = [flag for action in self._actions for flag in action.option_strings]
            near = get_close_matches(unknown[0].split("=")[0], flags, 1)
            self.error(f"{unknown[0]} is nothing it knows" + (f"; did you mean {near[0]}?" if near else ""))
        return parsed, unknown


def add_options(
    parser: argparse.ArgumentParser, record: type, leave_out: Collection[str] = (), only: Collection[str] = ()
) -> None:
    """Give a parser the flags of the options that a dataclass declares; flags not given leave no attribute."""
    groups: dict[str, Any] = {}
    for option in options_of(record):
        if option.name in leave_out or (only and option.name not in only):
            continue
        if option.group not in groups:
            groups[option.group] = parser.add_argument_group(option.group)
        groups[option.group].add_argument(option.flag, help=help_of(option), default=argparse.SUPPRESS, **_form(option))


def help_of(option: Option) -> str:
    """Tell what an option does, its default, and why that is the default."""
    default = option.default_in_words
    now = f"{default}, here {option.default}" if option.stands_for else default
    return f"{option.help} ({now if option.is_required else f'default: {now}'}; {option.why})".replace("%", "%%")


def _form(option: Option) -> dict[str, Any]:
    if option.kind is bool:
        return {"action": argparse.BooleanOptionalAction}
    form: dict[str, Any] = {"type": reader(option.read)}
    if option.choices:
        return {**form, "choices": option.choices}
    form["metavar"] = option.shows
    if option.several:
        return {**form, "nargs": "+"}
    return {**form, "nargs": "?", "const": option.bare} if option.bare else form


def end(message: str, status: int = USAGE) -> int:
    """Say in one line why a command ends, and return its exit status."""
    print(f"newsbeam: {message}", file=sys.stderr)
    return status


def reader(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return a reader of values whose complaint argparse prints as it stands."""

    def checked(text: str) -> Any:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return checked


def as_flags(given: argparse.Namespace, record: type) -> list[str]:
    """Write the options of a dataclass that were given as flags, to be given again."""
    flags: list[str] = []
    for option in options_of(record):
        if not hasattr(given, option.name):
            continue
        value = getattr(given, option.name)
        if option.kind is bool:
            flags.append(option.flag if value else f"--no-{option.key}")
        elif option.several:
            flags += [option.flag, *map(written, value)]
        else:
            flags.append(f"{option.flag}={written(value)}")
    return flags
