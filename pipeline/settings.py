"""Where each option has its value from: a flag, else a variable, else the configuration file, else its default."""

from __future__ import annotations

import argparse
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pipeline.declare import Option, options_of
from pipeline.options import RunOptions
from pipeline.watch_options import WatchOptions

#: the file that is read if it lies in the working directory and none is named
CONFIG = "newsbeam.toml"
#: names the file, or none at all if it is empty
CONFIG_VARIABLE = "NEWSBEAM_CONFIG"

T = TypeVar("T")


class SettingError(Exception):
    """An option has no value, or one that it cannot have; the message is one line with the remedy."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of an option and where it is from."""

    option: Option
    value: Any
    #: a flag, a variable, the path of a file, or `default`
    origin: str


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A configuration file that was read."""

    path: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def read_config(named: str | None, environ: Mapping[str, str] = os.environ) -> ConfigFile:
    """Read the file that was named, by flag or variable, or the one in the working directory; an empty name reads none.

    Raises:
        SettingError: it cannot be read, or holds what is no option.
    """
    path = named if named is not None else environ.get(CONFIG_VARIABLE)
    if path == "" or (path is None and not os.path.isfile(CONFIG)):
        return ConfigFile()
    path = path or CONFIG
    try:
        values = tomllib.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise SettingError(f"{path}: cannot be read ({error.strerror}); newsbeam init writes one") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"{path}: is no TOML ({error})") from error
    known = [option.key for option in every_option()]
    for key in values:
        if key not in known:
            near = get_close_matches(key.replace("_", "-"), known, 1)
            remedy = f"did you mean {near[0]}?" if near else "newsbeam config show lists them all"
            raise SettingError(f"{path}: {key} is no option; {remedy}")
    return ConfigFile(path, values)


def every_option() -> tuple[Option, ...]:
    """Return all options that a configuration file may hold."""
    return (*options_of(RunOptions), *options_of(WatchOptions))


def option_named(name: str) -> Option:
    """Return an option of a run."""
    return next(option for option in options_of(RunOptions) if option.name == name)


def settle(
    option: Option, given: argparse.Namespace, file: ConfigFile, environ: Mapping[str, str] = os.environ
) -> Setting | None:
    """Return the value of an option and where it is from; None where it has none though it must have one.

    Raises:
        SettingError: the value is none that it can have.
    """
    try:
        if hasattr(given, option.name):
            value, origin = getattr(given, option.name), option.flag
            value = tuple(value) if option.several else value
        elif option.variable in environ:
            origin = option.variable
            value = option.read_variable(environ[origin])
        elif option.key in file.values:
            origin = file.path
            value = _from_folder(option, option.accept(file.values[option.key]), file)
        elif option.is_required:
            return None
        else:
            return Setting(option, option.default, "default")
        if told := option.problem(value):
            raise ValueError(told)
    except ValueError as error:
        name = f"{origin}: {option.key}" if origin == file.path else origin
        raise SettingError(f"{name}: {error}") from error
    return Setting(option, value, origin)


def _from_folder(option: Option, value: Any, file: ConfigFile) -> Any:
    """Let a path in a file be meant from the file's folder, so that it is the same wherever the command is started."""
    if not option.is_path:
        return value
    folder = os.path.dirname(file.path)
    if option.several:
        return tuple(one if "://" in one else os.path.join(folder, one) for one in value)
    return value if "://" in value or not value else os.path.join(folder, value)


def options_from(record: type[T], given: argparse.Namespace, file: ConfigFile, **fixed: Any) -> T:
    """Make the options that a dataclass declares; `fixed` are the values of those that are not to be looked for.

    Raises:
        SettingError: one has no value, or one that it cannot have.
    """
    values = dict(fixed)
    for option in options_of(record):
        if option.name in fixed:
            continue
        setting = settle(option, given, file)
        if setting is None:
            raise SettingError(
                f"{option.flag} is missing: give it, {option.variable}, or {option.key} in {file.path or CONFIG} "
                "(newsbeam init writes one)"
            )
        values[option.name] = setting.value
    return record(**values)


def root_from(given: argparse.Namespace, file: ConfigFile) -> str:
    """Return the ROOT that a command looks at: the one it was given, else where runs write, else `output`."""
    if given.root is not None:
        return str(given.root)
    setting = settle(option_named("output"), argparse.Namespace(), file)
    return setting.value if setting else "output"
