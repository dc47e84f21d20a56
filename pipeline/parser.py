"""Every command with its flags; nothing is imported here that takes time."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from typing import Any

from pipeline.feed_flags import add_feed_commands
from pipeline.flags import Parser, add_options, reader
from pipeline.options import RunOptions
from pipeline.settings import CONFIG
from pipeline.values import read_day
from pipeline.version import VERSION
from pipeline.watch_options import WatchOptions

_ABOUT = "News articles in, tables of quotes, names, copies and stories out."
_END = f"""\
start here:
  newsbeam init news && cd news          a {CONFIG} to fill in, and an empty list of feeds
  newsbeam doctor                        what is missing on this machine
  newsbeam run --seeds pages/ --output tables
  newsbeam report tables                 what was found, as one HTML file

An option has its value from its flag, else from its variable (--host-delay: NEWSBEAM_HOST_DELAY), else from
{CONFIG} in the working directory or the file that --config or NEWSBEAM_CONFIG names; newsbeam config show tells.
NO_COLOR turns colours off.

exit status: 0 done, 1 failed, 2 bad usage and nothing written, 3 another run holds ROOT
"""
_BEAM = """\
Flags after -- go to Beam: newsbeam run --seeds news/ --output tables -- --runner=FlinkRunner
Every option can also be set by its variable (NEWSBEAM_...) or in newsbeam.toml; newsbeam config show tells.
"""
_QUERY = "Ask what a ROOT has committed, in DuckDB's SQL: its tables, and the views that `newsbeam sql` prints."
_DAYS = "days are of publication, in UTC; without a date, of arrival"
_SHELLS = ("bash", "zsh", "fish")
#: the shapes of tables that `schema` prints
_DIALECTS = ("markdown", "bigquery", "spark")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    whole = Parser("newsbeam", description=_ABOUT, epilog=_END, formatter_class=argparse.RawDescriptionHelpFormatter)
    whole.add_argument("--version", action="version", version=f"newsbeam {VERSION}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    _add_init(commands)
    _add_runs(commands)
    add_feed_commands(commands.add_parser("feeds", help="check, find and convert lists of feeds"))
    _add_readers(commands)
    _add_helpers(commands)
    return whole


def _add_init(commands: Any) -> None:
    init = commands.add_parser(
        "init",
        help=f"write a commented {CONFIG} and a list of feeds to fill in",
        description=f"Write {CONFIG}, with every option and its default, and feeds.txt. What is there is left alone.",
    )
    init.add_argument("folder", metavar="DIR", nargs="?", default=".", help="where to write them (default: here)")


def _add_runs(commands: Any) -> None:
    run = _runner(
        commands,
        "run",
        "read articles and commit their tables",
        "Read articles from seeds and feeds, and commit what is found in them as tables under ROOT.",
    )
    replay = _runner(
        commands,
        "replay",
        "run again on the inputs that were rejected or failed",
        "Run on the files and feeds of inputs whose last outcome is rejected or failed. Flags are those of run, but "
        "for --poll, --since and --limit.",
        leave_out=("poll", "since", "limit"),
    )
    reprocess = _runner(
        commands,
        "reprocess",
        "make tables anew from the pages that runs kept",
        "Read the pages that runs with --keep-pages kept in one ROOT and make tables of them in another, "
        "without fetching. Flags are those of run, but for --seeds, --feeds and --limit.",
        leave_out=("pages", "seeds", "feeds", "limit"),
    )
    reprocess.add_argument("pages", metavar="KEPT_ROOT", help="the ROOT whose runs kept their pages")
    for command in (run, replay, reprocess):
        command.add_argument("--json", action="store_true", help="print the summary as one line of JSON")
    for command in (run, reprocess):
        command.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would be read, from where, and what is remembered; nothing is fetched or written",
        )
    add_options(run, WatchOptions, only=("every",))
    watch = _runner(
        commands,
        "watch",
        "run again and again, as for feeds",
        "Run every so often, never twice at once, until SIGTERM; one line a run. Flags are those of run.",
    )
    add_options(watch, WatchOptions)


def _runner(
    commands: Any, name: str, help: str, description: str, leave_out: Collection[str] = ()
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        allow_abbrev=False,
        help=help,
        description=description,
        epilog=_BEAM,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_config(command)
    add_options(command, RunOptions, leave_out)
    return command


def _add_config(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--config", metavar="FILE", help=f"the configuration file (default: {CONFIG} here; '' for none)"
    )


def _add_readers(commands: Any) -> None:
    query = commands.add_parser("query", help="ask the tables in SQL", description=_QUERY)
    query.add_argument("sql", metavar="SQL", help="one statement over the tables and the views of `newsbeam sql`")
    query.add_argument("--format", choices=("table", "csv", "json", "parquet"), default="table", help="default: table")
    query.add_argument("--to", metavar="FILE", help="where to write the answer (default: standard output)")
    sql = commands.add_parser("sql", help="print the views, for a DuckDB session of your own")
    show = commands.add_parser("show", help="print an article with its quotes and entities marked")
    show.add_argument("article", metavar="ARTICLE", help="an article_id or the start of one, a URL, or a source_uri")
    report = commands.add_parser(
        "report",
        help="write what a ROOT holds as one HTML file",
        description="Write stories, quotes, names, articles and the health of inputs as one HTML file.",
    )
    day = reader(read_day)
    report.add_argument("--from", metavar="DAY", dest="first", type=day, help=f"first day, as 2026-09-01 ({_DAYS})")
    report.add_argument("--to", metavar="DAY", dest="last", type=day, help="last day")
    report.add_argument("--out", metavar="FILE", default="report.html", help="the file (default: report.html)")
    report.add_argument(
        "--limit",
        metavar="N",
        type=int,
        default=20_000,
        help="articles it may hold; stories with few voices go first (default: 20000, which open within 2 s)",
    )
    verify = commands.add_parser("verify", help="check files, keys and offsets of the tables")
    compact = commands.add_parser("compact", help="make few files of the many small ones of past days")
    report.add_argument("root", metavar="ROOT", nargs="?", help=_ROOT)
    _add_config(report)
    for command in (query, sql, verify, show, compact):
        _add_root(command)


_ROOT = "the tables (default: where runs write, by NEWSBEAM_OUTPUT or the configuration file, else output)"


def _add_root(command: argparse.ArgumentParser) -> None:
    command.add_argument("--root", metavar="ROOT", help=_ROOT)
    _add_config(command)


def _add_helpers(commands: Any) -> None:
    doctor = commands.add_parser("doctor", help="tell what is missing for a run, and how to get it")
    doctor.add_argument("--verify-model", action="store_true", help="compare the model's files with the official ones")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")
    _add_root(doctor)
    verify_model = commands.add_parser("verify-model", help="check that the spaCy model is the official one")
    verify_model.add_argument("--model", metavar="MODEL", help="an installed package or a path (default: run's)")
    schema = commands.add_parser("schema", help="print what the columns mean, or DDL for an engine")
    schema.add_argument("--format", choices=_DIALECTS, default=_DIALECTS[0], help=f"default: {_DIALECTS[0]}")
    config = commands.add_parser("config", help="show the value of every option and where it is from")
    ways = config.add_subparsers(dest="config_command", required=True, metavar="COMMAND", parser_class=Parser)
    show = ways.add_parser(
        "show",
        allow_abbrev=False,
        help="print every option with its value and where that is from",
        description="Print every option as a run with the same flags would have it: its value, and where that is from.",
    )
    show.add_argument("--json", action="store_true", help="print them as JSON")
    _add_config(show)
    add_options(show, RunOptions)
    add_options(show, WatchOptions)
    ways.add_parser("table", help="print every option with its reason, in Markdown: docs/options.md")
    completion = commands.add_parser(
        "completion",
        help="print the completion of commands and flags for a shell",
        description='For bash: eval "$(newsbeam completion bash)" in ~/.bashrc. For zsh the same in ~/.zshrc, after '
        "compinit. For fish: newsbeam completion fish > ~/.config/fish/completions/newsbeam.fish",
    )
    completion.add_argument("shell", choices=_SHELLS, help="the shell")
