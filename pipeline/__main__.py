"""The command line: `newsbeam COMMAND ...`, or `python -m pipeline COMMAND ...`.

Beam takes seconds to import, so each command imports what it needs when it is called.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from pipeline.flags import USAGE
from pipeline.options import RunOptions
from pipeline.parser import parser
from pipeline.settings import ConfigFile, SettingError, options_from, read_config, root_from
from pipeline.watch_options import WatchOptions

DONE = 0
#: as shells tell of a command that was ended by SIGINT
INTERRUPTED = 130

Command = Callable[[argparse.Namespace, ConfigFile, list[str]], int]


def _run(given: argparse.Namespace, file: ConfigFile, beam_flags: list[str]) -> int:
    # kept pages are read without fetching, whatever the file and the variables have runs read
    fixed: dict[str, Any] = {"seeds": (), "feeds": (), "limit": 0} if given.command == "reprocess" else {}
    options = options_from(RunOptions, given, file, **fixed)
    if given.command != "replay" and given.dry_run:
        from pipeline.plan import plan

        return plan(options, given.json)
    if options.workers:
        from transforms import workers

        workers.warm(options.model)  # a core loads the model while this one imports Beam
    logging.disable(logging.WARNING)  # Beam tells on import of Google clients that newsbeam does without
    from pipeline.replay import replay
    from pipeline.run import run

    logging.disable(logging.NOTSET)
    if given.command == "run":
        return run(options, beam_flags, given.json, every=options_from(WatchOptions, given, file).every)
    return (replay if given.command == "replay" else run)(options, beam_flags, given.json)


def _watch(given: argparse.Namespace, file: ConfigFile, beam_flags: list[str]) -> int:
    from pipeline.watch import watch

    return watch(given, file, beam_flags)


def _query(given: argparse.Namespace, file: ConfigFile, _: list[str]) -> int:
    from pipeline.query import query

    return query(root_from(given, file), given.sql, given.format, given.to)


def _sql(given: argparse.Namespace, file: ConfigFile, _: list[str]) -> int:
    from pipeline.query import show_sql

    return show_sql(root_from(given, file))


def _show(given: argparse.Namespace, file: ConfigFile, _: list[str]) -> int:
    from pipeline.show import show

    return show(root_from(given, file), given.article)


def _report(given: argparse.Namespace, file: ConfigFile, _: list[str]) -> int:
    from pipeline.report import report

    return report(root_from(given, file), given.first, given.last, given.out, given.limit)


def _doctor(given: argparse.Namespace, file: ConfigFile, _: list[str]) -> int:
    from pipeline.doctor import doctor

    return doctor(root_from(given, file), given.verify_model, given.json)


def _verify(given: argparse.Namespace, file: ConfigFile, _: list[str]) -> int:
    from pipeline.verify import verify

    return verify(root_from(given, file))


def _compact(given: argparse.Namespace, file: ConfigFile, _: list[str]) -> int:
    from pipeline.compact import compact

    return compact(root_from(given, file))


def _verify_model(given: argparse.Namespace, *_: Any) -> int:
    from pipeline.verify_model import verify_model

    return verify_model(given.model)


def _feeds(given: argparse.Namespace, file: ConfigFile, _: list[str]) -> int:
    from pipeline.feed_tools import main as feed_tools

    return feed_tools(given, file)


def _schema(given: argparse.Namespace, *_: Any) -> int:
    from pipeline.schema import show_schema

    return show_schema(given.format)


def _init(given: argparse.Namespace, *_: Any) -> int:
    from pipeline.init import init

    return init(given.folder)


def _config(given: argparse.Namespace, file: ConfigFile, _: list[str]) -> int:
    from pipeline.config import show_config, show_table

    return show_table() if given.config_command == "table" else show_config(given, file, given.json)


def _completion(given: argparse.Namespace, *_: Any) -> int:
    from pipeline.completion import completion

    return completion(parser(), given.shell)


_COMMANDS: dict[str, Command] = {
    "init": _init,
    "run": _run,
    "replay": _run,
    "reprocess": _run,
    "watch": _watch,
    "feeds": _feeds,
    "query": _query,
    "sql": _sql,
    "show": _show,
    "report": _report,
    "verify": _verify,
    "compact": _compact,
    "doctor": _doctor,
    "verify-model": _verify_model,
    "schema": _schema,
    "config": _config,
    "completion": _completion,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed, 2 bad usage, 3 another run holds ROOT."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    split = given.index("--") if "--" in given else len(given)
    parsed = parser().parse_args(given[:split])
    try:
        file = read_config(parsed.config) if hasattr(parsed, "config") else ConfigFile()
        status = _COMMANDS[parsed.command](parsed, file, given[split + 1 :])
        sys.stdout.flush()
        return status
    except SettingError as error:
        print(f"newsbeam: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # whoever read the answer has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("newsbeam: interrupted; what earlier runs committed is untouched", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
