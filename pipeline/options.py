"""Every flag of a run, once: its help, its default and the reason for it."""

from __future__ import annotations

import argparse
import dataclasses
import os
from dataclasses import dataclass
from typing import Any, get_type_hints


def flag(help: str, *, why: str, default: Any = dataclasses.MISSING, **extra: Any) -> Any:
    """Declare an option: what it does, its default and why that is the default.

    `extra` goes to `argparse.ArgumentParser.add_argument`.
    """
    metadata = {"help": help, "why": why, "extra": extra}
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    if isinstance(default, tuple):
        return dataclasses.field(default_factory=lambda: default, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of `newsbeam run`; stages get plain values from it, never the object itself."""

    output: str = flag(
        "folder or gs://bucket/prefix that holds the tables; a second run on it continues the first",
        why="no default: where the data lies is never guessed",
        metavar="ROOT",
    )
    seeds: tuple[str, ...] = flag(
        "files, folders (searched recursively) or globs of articles, local or gs://",
        why="empty: a run may have feeds only",
        default=(),
        nargs="+",
        metavar="PATH",
    )
    feeds: tuple[str, ...] = flag(
        "feeds to poll: OPML, a text with one address a line, local or gs://, or the address of a feed",
        why="empty: a run may have seeds only",
        default=(),
        nargs="+",
        metavar="FILE_OR_URL",
    )
    pages: str = flag(
        "ROOT whose kept pages are read again, without fetching",
        why="empty: pages come from seeds and feeds",
        default="",
        metavar="ROOT",
    )
    keep_pages: bool = flag(
        "keep every page as it came, as WARC below ROOT/_newsbeam/pages",
        why="pages take many times the room of the tables",
        default=False,
    )
    model: str = flag(
        "spaCy model: an installed package or a folder",
        why="empty takes the small English model, which newsbeam installs",
        default="",
        metavar="NAME",
    )
    workers: int = flag(
        "processes that extract and annotate; 0 works in the main process, without time limits",
        why="as many as this machine lends us cores",
        default=_cores(),
        metavar="N",
    )
    page_seconds: float = flag(
        "seconds of processor time that one page may take to be extracted before it is given up",
        why="a real page takes well under one; ten stop a page made to hang us",
        default=10.0,
        metavar="SECONDS",
    )
    text_seconds: float = flag(
        "seconds of processor time that one article may take to be annotated before it is given up",
        why="time for an article of book length, and an end for a text made to hang us",
        default=120.0,
        metavar="SECONDS",
    )
    page_bytes: int = flag(
        "bytes one page may have, decompressed",
        why="10 MB: pages of news sites stay well below, inlined images included",
        default=10_000_000,
        metavar="BYTES",
    )
    horizon_days: float = flag(
        "days after which an article is no longer compared with new ones for copies and stories",
        why="two weeks: follow-ups later than that tell a story of their own",
        default=14.0,
        metavar="DAYS",
    )
    poll: str = flag(
        "which feeds to poll: all, or only those whose time has come, by their servers and by how often they change",
        why="who starts a run wants it to look now; `newsbeam watch` keeps to the schedule",
        default="all",
        choices=("all", "due"),
    )
    contact: str = flag(
        "address of a page or mailbox about this crawl, told to every server",
        why="no default: a publisher must reach you, not us",
        default="",
        metavar="URL_OR_MAIL",
    )
    host_delay: float = flag(
        "seconds between two requests to a host; robots.txt can ask for more",
        why="one: what a quick human reader needs for a page, and no site has been seen to mind",
        default=1.0,
        metavar="SECONDS",
    )
    host_seconds: float = flag(
        "seconds for one host in one run; what is left is put off to the next run",
        why="fifteen minutes: no single host holds a run up",
        default=900.0,
        metavar="SECONDS",
    )
    answer_seconds: float = flag(
        "seconds one answer of a server may take in all",
        why="honest servers answer within a few; thirty end one that drips",
        default=30.0,
        metavar="SECONDS",
    )
    connections: int = flag(
        "requests under way at once, each to another host",
        why="two hundred fill the line of one machine without filling its memory",
        default=200,
        metavar="N",
    )
    robots_for_feeds: bool = flag(
        "leave feeds alone that robots.txt forbids; pages are left alone in any case",
        why="off: you named the feed, and sites that offer feeds to readers often hide them from search engines",
        default=False,
    )
    allow_private_hosts: str = flag(
        "fetch from private networks too, at any port: from those named, as in 10.0.0.0/8,127.0.0.1, or from all",
        why="a feed must not make this machine ask its neighbours; for intranets and tests",
        default="",
        nargs="?",
        const="all",
        metavar="NETWORKS",
    )
    hosts: str = flag(
        "file of names and addresses in the form of /etc/hosts, looked at before DNS",
        why="none: DNS knows them all, but for intranets and tests",
        default="",
        metavar="FILE",
    )

    def problem(self) -> str | None:
        """Return what is wrong with the options in one line, or None."""
        if not self.seeds and not self.feeds and not self.pages:
            return "--seeds or --feeds: name at least one source of articles"
        names = ("page_seconds", "text_seconds", "page_bytes", "horizon_days")
        for name in (*names, "host_seconds", "answer_seconds", "connections"):
            if not getattr(self, name) > 0:
                return f"--{name.replace('_', '-')}: must be more than 0, not {getattr(self, name)}"
        if self.host_delay < 0:
            return f"--host-delay: must be 0 or more, not {self.host_delay}"
        if self.workers < 0:
            return f"--workers: must be 0 or more, not {self.workers}"
        return None


def add_flags(parser: argparse.ArgumentParser, leave_out: str = "", **defaults: Any) -> None:
    """Give a parser every flag of `RunOptions` but one; `defaults` are the ones that a command has of its own."""
    hints = get_type_hints(RunOptions)
    for item in dataclasses.fields(RunOptions):
        if item.name == leave_out:
            continue
        required = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
        default = None if required else defaults.get(item.name, _default(item))
        shown = "required" if required else f"default: {_SHOWN.get(default, default)}"
        kind = str if hints[item.name] == tuple[str, ...] else hints[item.name]
        extra: dict[str, Any] = {"action": "store_true"} if kind is bool else {"type": kind}
        parser.add_argument(
            f"--{item.name.replace('_', '-')}",
            required=required,
            default=default,
            help=f"{item.metadata['help']} ({shown}; {item.metadata['why']})",
            **extra,
            **item.metadata["extra"],
        )


#: defaults that are not shown as they stand
_SHOWN = {"": "none", (): "none", False: "off"}


def _default(item: dataclasses.Field[Any]) -> Any:
    return item.default if item.default_factory is dataclasses.MISSING else item.default_factory()


def from_arguments(arguments: argparse.Namespace) -> RunOptions:
    """Read the options off a parsed command line."""
    values: dict[str, Any] = {item.name: getattr(arguments, item.name) for item in dataclasses.fields(RunOptions)}
    several = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return RunOptions(**{**values, **several})
