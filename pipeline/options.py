"""Every option of a run, once: what it does, its default and the reason for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.declare import declare, options_of

_tables, _source, _work = declare("tables"), declare("what is read"), declare("work and its limits")
_server = declare("manners towards servers")

#: seconds, over eleven days: clocks and limits of the system overflow with numbers that nobody means
_LONG = 1_000_000


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of `newsbeam run`; stages get plain values from it, never the object itself."""

    output: str = _tables(
        "folder or gs://bucket/prefix that holds the tables; a second run on it continues the first",
        "where the data lies is never guessed",
        shows="ROOT",
        is_path=True,
    )
    keep_pages: bool = _tables(
        "keep every page as it came, as WARC below ROOT/_newsbeam/pages",
        "pages take many times the room of the tables",
        default=False,
    )
    seeds: tuple[str, ...] = _source(
        "files, folders (searched recursively) or globs of articles, local or gs://",
        "a run may have feeds only",
        default=(),
        shows="PATH",
        is_path=True,
    )
    feeds: tuple[str, ...] = _source(
        "feeds to poll: OPML, a text with one address a line, local or gs://, or the address of a feed",
        "a run may have seeds only",
        default=(),
        shows="FILE_OR_URL",
        is_path=True,
    )
    pages: str = _source(
        "ROOT whose kept pages are read again, without fetching",
        "pages come from seeds and feeds",
        default="",
        shows="ROOT",
        is_path=True,
    )
    poll: str = _source(
        "which feeds to poll: all, or only those whose time has come, by their servers and by how often they change",
        "who starts a run wants it to look now; `newsbeam watch` keeps to the schedule (due)",
        default="all",
        choices=("all", "due"),
    )
    since: date | None = _source(
        "take no article that was published before this day (UTC); one without a date is taken",
        "an old article is an article",
        default=None,
        shows="DAY",
    )
    limit: int = _source(
        "take the first N inputs of files in the order of their names, and the N newest new items of feeds",
        "no limit, as a run is to take everything; a few are enough to try things out",
        default=0,
        shows="N",
        least=0,
    )
    model: str = _work(
        "spaCy model: an installed package or a folder",
        "the small English model is taken, which newsbeam installs",
        default="",
        shows="NAME",
    )
    workers: int = _work(
        "processes that extract and annotate; 0 works in the main process, without time limits",
        "as many as this machine lends us cores",
        default=_cores(),
        shows="N",
        least=0,
        stands_for="cores",
    )
    page_seconds: float = _work(
        "seconds of processor time that one page may take to be extracted before it is given up",
        "a real page takes well under one; ten stop a page made to hang us",
        default=10.0,
        shows="SECONDS",
        above=0,
        most=_LONG,
    )
    text_seconds: float = _work(
        "seconds of processor time that one article may take to be annotated before it is given up",
        "time for an article of book length, and an end for a text made to hang us",
        default=120.0,
        shows="SECONDS",
        above=0,
        most=_LONG,
    )
    page_bytes: int = _work(
        "bytes one page may have, decompressed",
        "10 MB: pages of news sites stay well below, inlined images included",
        default=10_000_000,
        shows="BYTES",
        above=0,
    )
    horizon_days: float = _work(
        "days after which an article is no longer compared with new ones for copies and stories",
        "two weeks: follow-ups later than that tell a story of their own",
        default=14.0,
        shows="DAYS",
        above=0,
        most=36_500,  # a century; calendars end
    )
    contact: str = _server(
        "address of a page or mailbox about this crawl, told to every server",
        "a publisher must reach you, not us",
        default="",
        shows="URL_OR_MAIL",
    )
    host_delay: float = _server(
        "seconds between two requests to a host; robots.txt can ask for more",
        "what a quick human reader needs for a page, and no site has been seen to mind",
        default=1.0,
        shows="SECONDS",
        least=0,
        most=_LONG,
    )
    host_seconds: float = _server(
        "seconds for one host in one run; what is left is put off to the next run",
        "fifteen minutes: no single host holds a run up",
        default=900.0,
        shows="SECONDS",
        above=0,
        most=_LONG,
    )
    answer_seconds: float = _server(
        "seconds one answer of a server may take in all",
        "honest servers answer within a few; thirty end one that drips",
        default=30.0,
        shows="SECONDS",
        above=0,
        most=_LONG,
    )
    connections: int = _server(
        "requests under way at once, each to another host",
        "two hundred fill the line of one machine without filling its memory",
        default=200,
        shows="N",
        above=0,
    )
    robots_for_feeds: bool = _server(
        "leave feeds alone that robots.txt forbids; pages are left alone in any case",
        "you named the feed, and sites that offer feeds to readers often hide them from search engines",
        default=False,
    )
    allow_private_hosts: str = _server(
        "fetch from private networks too, at any port: from those named, as in 10.0.0.0/8,127.0.0.1, or from all",
        "a feed must not make this machine ask its neighbours; for intranets and tests",
        default="",
        shows="NETWORKS",
        bare="all",
    )
    hosts: str = _server(
        "file of names and addresses in the form of /etc/hosts, looked at before DNS",
        "DNS knows them all, but for intranets and tests",
        default="",
        shows="FILE",
        is_path=True,
    )

    def problem(self) -> str | None:
        """Return what is wrong with the options in one line, or None."""
        if not self.seeds and not self.feeds and not self.pages:
            return "nothing to read: name articles with --seeds or feeds with --feeds"
        if self.pages and self.limit:
            return "--limit: is for files and feeds; leave it out where kept pages are read again"
        return next(self._problems(), None)

    def _problems(self) -> Iterator[str]:
        for option in options_of(type(self)):
            if told := option.problem(getattr(self, option.name)):
                yield f"{option.flag}: {told}"
