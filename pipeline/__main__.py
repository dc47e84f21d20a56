"""The command line: `newsbeam COMMAND ...`, or `python -m pipeline COMMAND ...`.

Beam takes seconds to import, so each command imports what it needs when it is called.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from pipeline.feed_flags import add_feed_commands
from pipeline.options import add_flags, from_arguments
from pipeline.version import VERSION

#: exit statuses, as the contract has them
DONE, FAILED, USAGE, HELD = 0, 1, 2, 3


_QUERY = "Ask what a ROOT has committed, in DuckDB's SQL: its tables, and the views that `newsbeam sql` prints."


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that ends with the remedy."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-09-01") from None


def _interval(text: str) -> float:
    match = re.fullmatch(r"(\d{1,9}(?:\.\d{1,6})?)([smhd]?)", text.strip().lower())
    if match is None or float(match[1]) <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; write it as 90s, 5m or 1h")
    return float(match[1]) * {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}[match[2]]


def _run_arguments(given: list[str]) -> list[str]:
    """Return the arguments of the runs that a watch starts: its own without those of the watching itself."""
    split = given.index("--") if "--" in given else len(given)
    own = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    own.add_argument("--every")
    own.add_argument("--grace")
    kept = own.parse_known_args(given[1:split])[1]
    return [*([] if any(flag.startswith("--poll") for flag in kept) else ["--poll", "due"]), *kept, *given[split:]]


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="newsbeam", description="Articles in, tables of quotes, entities, copies and stories out.")
    parser.add_argument("--version", action="version", version=f"newsbeam {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    run = commands.add_parser(
        "run",
        allow_abbrev=False,
        help="read articles and commit their tables",
        description="Read articles from seeds, and commit what is found in them as tables under ROOT.",
        epilog="Flags after -- go to Beam: newsbeam run --seeds news/ --output tables -- --runner=FlinkRunner",
    )
    add_flags(run)
    replay = commands.add_parser(
        "replay",
        allow_abbrev=False,
        help="run again on the files whose inputs were rejected or failed",
        description="Run on the files of inputs whose last outcome is rejected or failed. Flags are those of run.",
    )
    add_flags(replay)
    reprocess = commands.add_parser(
        "reprocess",
        allow_abbrev=False,
        help="make tables anew from the pages that runs kept",
        description="Read the pages that runs with --keep-pages kept in one ROOT and make tables of them in another, "
        "without fetching. Flags are those of run.",
    )
    reprocess.add_argument("pages", metavar="KEPT_ROOT", help="the ROOT whose runs kept their pages")
    add_flags(reprocess, leave_out="pages")
    watch = commands.add_parser(
        "watch",
        allow_abbrev=False,
        help="run again and again, as for feeds",
        description="Run every so often, never twice at once, until SIGTERM; one line a run. Flags are those of run.",
    )
    watch.add_argument(
        "--every",
        metavar="TIME",
        type=_interval,
        default="5m",
        help="from start to start, as 90s, 5m, 1h (default: 5m)",
    )
    watch.add_argument(
        "--grace",
        metavar="TIME",
        type=_interval,
        default="25s",
        help="what a run under way may take to finish when told to stop; then it is ended (default: 25s)",
    )
    add_flags(watch, poll="due")
    add_feed_commands(commands.add_parser("feeds", help="check, find and convert lists of feeds"))
    query = commands.add_parser("query", help="ask the tables in SQL", description=_QUERY)
    query.add_argument("sql", metavar="SQL", help="one statement over the tables and the views of `newsbeam sql`")
    query.add_argument("--format", choices=("table", "csv", "json", "parquet"), default="table", help="default: table")
    query.add_argument("--to", metavar="FILE", help="where to write the answer (default: standard output)")
    sql = commands.add_parser("sql", help="print the views, for a DuckDB session of your own")
    verify = commands.add_parser("verify", help="check files, keys and offsets of the tables")
    verify_model = commands.add_parser("verify-model", help="check that the spaCy model is the official one")
    verify_model.add_argument("--model", metavar="MODEL", help="an installed package or a path (default: run's)")
    show = commands.add_parser("show", help="print an article with its quotes and entities marked")
    show.add_argument("article", metavar="ARTICLE", help="an article_id or the start of one, a URL, or a source_uri")
    report = commands.add_parser(
        "report",
        help="write what a ROOT holds as one HTML file",
        description="Write stories, quotes, names, articles and the health of inputs as one HTML file.",
    )
    days = "days are of publication, in UTC; without a date, of arrival"
    report.add_argument("--from", metavar="DAY", dest="first", type=_day, help=f"first day, as 2026-09-01 ({days})")
    report.add_argument("--to", metavar="DAY", dest="last", type=_day, help="last day")
    report.add_argument("--out", metavar="FILE", default="report.html", help="the file (default: report.html)")
    report.add_argument(
        "--limit",
        metavar="N",
        type=int,
        default=20_000,
        help="articles it may hold; stories with few voices go first (default: 20000, which open within 2 s)",
    )
    report.add_argument("root", metavar="ROOT", nargs="?", default="output", help="run's --output (default: output)")
    compact = commands.add_parser("compact", help="make few files of the many small ones of past days")
    for command in (query, sql, verify, show, compact):
        command.add_argument("--root", metavar="ROOT", default="output", help="run's --output (default: output)")
    doctor = commands.add_parser("doctor", help="tell what is missing for a run, and how to get it")
    doctor.add_argument("--verify-model", action="store_true", help="compare the model's files with the official ones")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")
    doctor.add_argument("--root", metavar="ROOT", default="output", help="where runs would write (default: output)")
    schema = commands.add_parser("schema", help="print what the columns mean, or DDL for an engine")
    forms = ("markdown", "bigquery", "spark")
    schema.add_argument("--format", choices=forms, default=forms[0], help=f"default: {forms[0]}")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed, 2 bad usage, 3 another run holds ROOT."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    split = given.index("--") if "--" in given else len(given)
    parsed = _parser().parse_args(given[:split])
    if parsed.command == "query":
        from pipeline.query import query

        return query(parsed.root, parsed.sql, parsed.format, parsed.to)
    if parsed.command == "sql":
        from pipeline.query import show_sql

        return show_sql(parsed.root)
    if parsed.command == "show":
        from pipeline.show import show

        return show(parsed.root, parsed.article)
    if parsed.command == "report":
        from pipeline.report import report

        return report(parsed.root, parsed.first, parsed.last, parsed.out, parsed.limit)
    if parsed.command == "doctor":
        from pipeline.doctor import doctor

        return doctor(parsed.root, parsed.verify_model, parsed.json)
    if parsed.command == "verify":
        from pipeline.verify import verify

        return verify(parsed.root)
    if parsed.command == "verify-model":
        from pipeline.verify_model import verify_model

        return verify_model(parsed.model)
    if parsed.command == "compact":
        from pipeline.compact import compact

        return compact(parsed.root)
    if parsed.command == "feeds":
        from pipeline.feed_tools import main as feed_tools

        return feed_tools(parsed)
    if parsed.command == "watch":
        from pipeline.watch import watch

        return watch(from_arguments(parsed), _run_arguments(given), parsed.every, parsed.grace)
    if parsed.command == "schema":
        from pipeline.schema import show_schema

        return show_schema(parsed.format)
    logging.disable(logging.WARNING)  # Beam tells on import of Google clients that newsbeam does without
    from pipeline.replay import replay
    from pipeline.run import run

    logging.disable(logging.NOTSET)
    if parsed.command == "replay":
        return replay(from_arguments(parsed), given[split + 1 :])
    return run(from_arguments(parsed), given[split + 1 :])


if __name__ == "__main__":
    sys.exit(main())
