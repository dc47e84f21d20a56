"""The feeds of a run: what `--feeds` names, and how their servers are treated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.options import RunOptions
from pipeline.version import VERSION
from schemas import Outcome
from transforms.io.addresses import networks, read_hosts
from transforms.io.feed_sources import read_sources
from transforms.io.files import InputError
from transforms.io.manners import Manners
from transforms.text.feeds.feed_lists import ListedFeed


@dataclass(frozen=True, slots=True)
class ListedFeeds:
    """The feeds of a run."""

    feeds: tuple[ListedFeed, ...] = ()
    #: entries of lists that are no addresses
    wrong: tuple[Outcome, ...] = ()
    #: parts that an engine can give to different machines
    shards: int = 1
    #: links of items that are fetched again whatever became of them, by feed
    again: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


#: parts of the work on an engine with several machines: hosts are spread over them
_SHARDS = 32


def list_feeds(options: RunOptions, one_machine: bool, may_be_empty: bool = False) -> ListedFeeds:
    """Read the lists that `--feeds` names; where there is something else to read, they may name none.

    Raises:
        InputError: one of them cannot be read or names no feed though nothing else is to be read.
    """
    if not options.feeds:
        return ListedFeeds()
    may_be_empty = may_be_empty or bool(options.seeds or options.pages)
    feeds, wrong = read_sources(options.feeds, manners(options).web(), may_be_empty)
    return ListedFeeds(tuple(feeds), tuple(wrong), 1 if one_machine else _SHARDS)


def manners(options: RunOptions) -> Manners:
    """Return how servers are treated under these options.

    Raises:
        InputError: `--hosts` or `--allow-private-hosts` cannot be read.
    """
    try:
        allowed = networks(options.allow_private_hosts)
    except ValueError as error:
        raise InputError("--allow-private-hosts", f"names no network ({error})") from error
    try:
        hosts = read_hosts(options.hosts) if options.hosts else {}
    except (OSError, ValueError) as error:
        raise InputError(options.hosts, f"is no file in the form of /etc/hosts ({error})") from error
    return Manners(
        user_agent(options.contact),
        options.host_delay,
        options.connections,
        options.host_seconds,
        options.answer_seconds,
        options.robots_for_feeds,
        allowed,
        hosts,
    )


def user_agent(contact: str) -> str:
    """Return the name under which servers meet this program: what it is, and whom to turn to."""
    told = "".join(letter for letter in contact if letter.isprintable() and letter.isascii() and letter not in "()")
    return f"newsbeam/{VERSION} (news reader; {told or 'no contact given'})"
