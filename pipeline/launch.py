"""The launcher of the Dataflow template: its parameters to a job that Dataflow starts when the launcher has ended."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence

from pipeline.declare import Option, options_of
from pipeline.flags import USAGE
from pipeline.later import LONGEST
from pipeline.options import RunOptions

#: what a template's job has whether its launcher is told so or not: the image holds everything, nothing is installed
_ALWAYS = ("--runner=DataflowRunner", "--sdk_location=container")
#: a job that is not told when to end holds its ROOT for two hours at most
_ENDS = f"--dataflow_service_options={LONGEST}=7200"


def main(arguments: Sequence[str] | None = None) -> int:
    """Lay a job from a template's parameters, each `--name=value`; returns the exit status of `newsbeam run`."""
    from pipeline.__main__ import main as newsbeam

    try:
        own, beam = part(sys.argv[1:] if arguments is None else arguments)
    except ValueError as error:
        print(f"newsbeam: {error}", file=sys.stderr)
        return USAGE
    if not any(LONGEST in flag for flag in beam):
        beam.append(_ENDS)
    return newsbeam(["run", *own, "--", *_ALWAYS, *beam])


def part(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the parameters of a template into flags of a run and flags of Beam; an empty value counts as not given.

    Raises:
        ValueError: a value cannot be read; the message names its parameter.
    """
    options = {option.name: option for option in options_of(RunOptions)}
    own, beam = [], []
    for argument in arguments:
        name, _, value = argument.removeprefix("--").partition("=")
        if name not in options:
            beam.append(argument)
        elif value:
            try:
                own += _flags(options[name], value)
            except ValueError as error:
                raise ValueError(f"--{name}: {error}") from error
    return own, beam


def _flags(option: Option, value: str) -> list[str]:
    if option.kind is bool:
        return [option.flag if option.read(value) else f"--no-{option.key}"]
    if option.several:
        return [option.flag, *shlex.split(value)]
    return [f"{option.flag}={value}"]


if __name__ == "__main__":
    sys.exit(main())
