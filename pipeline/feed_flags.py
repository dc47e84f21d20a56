"""The flags of `newsbeam feeds`: nothing is imported for them that takes time."""

from __future__ import annotations

import argparse

from pipeline.flags import add_options
from pipeline.options import RunOptions

#: the options of a run that say how servers are treated
MANNERS = ("contact", "host_delay", "answer_seconds", "allow_private_hosts", "hosts")


def add_feed_commands(parser: argparse.ArgumentParser) -> None:
    """Give a parser the commands about lists of feeds."""
    commands = parser.add_subparsers(dest="feed_command", required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="ask every feed of a list once and say what is wrong with it",
        description="Ask every feed once. Exit status: 0 all can be read, 1 some cannot, 2 the list cannot be read.",
    )
    discover = commands.add_parser("discover", help="find the feeds of a site from its home page")
    convert = commands.add_parser("convert", help="write lists of feeds as OPML or text, each feed once")
    for command in (check, convert):
        command.add_argument("lists", metavar="LIST", nargs="+", help="OPML, a text with one address a line, or a feed")
    check.add_argument("--strict", action="store_true", help="let warnings count as errors for the exit status")
    check.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    discover.add_argument("page", metavar="URL", help="the home page, or any other page of the site")
    for command in (discover, convert):
        command.add_argument("--format", choices=("text", "opml"), default="text", help="default: text")
    for command in (check, discover, convert):
        command.add_argument("--config", metavar="FILE", help="the configuration file")
        add_options(command, RunOptions, only=MANNERS)
