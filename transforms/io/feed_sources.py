"""What `--feeds` names: lists in files, buckets and on servers, and single feeds."""

from __future__ import annotations

import os
from collections.abc import Iterable
from urllib.parse import urlsplit

from schemas import Outcome, Reason
from transforms.io.files import InputError, read_whole
from transforms.io.web import Web
from transforms.text.feeds.feed_lists import ListedFeed, listed_address, parse_feed_list
from transforms.text.feeds.secrets import without_secrets
from transforms.text.inputs.problems import InputProblem

#: bytes of a list
_MOST = 50_000_000


def read_sources(
    sources: Iterable[str], web: Web, may_be_empty: bool = False
) -> tuple[list[ListedFeed], list[Outcome]]:
    """Return the feeds that the sources name, each once, and an outcome for each entry that is no address.

    A source is a feed's address, or a list in a file, a bucket, or on a server under a name in `.opml` or `.txt`.

    Raises:
        InputError: a source cannot be read, or names no feed at all though it must not be empty.
    """
    feeds: dict[str, ListedFeed] = {}
    wrong: dict[str, Outcome] = {}
    for source in sources:
        address = listed_address(source)
        if address is not None and not urlsplit(address).path.lower().endswith((".opml", ".txt")):
            feeds.setdefault(address, ListedFeed(address))
            continue
        name = without_secrets(source) if address else source
        try:
            content = web.get(address, {}, _MOST).body if address else _read(source)
            listed, broken = parse_feed_list(content)
        except InputProblem as problem:
            raise InputError(name, problem.detail) from problem
        if not listed and not may_be_empty:
            raise InputError(name, "names no feed; give OPML, or a text with one address a line")
        for feed in listed:
            feeds.setdefault(feed.url, feed)
        for entry in broken:
            fault = InputProblem(Reason.BAD_ADDRESS, f"{name} lists it, but it is no address; put it right")
            shown = without_secrets(entry) if "://" in entry else entry
            wrong[shown] = fault.outcome(shown, feed_url=shown, stage="list")
    return list(feeds.values()), list(wrong.values())


def _read(source: str) -> bytes:
    if not source.startswith("gs://") and not os.path.exists(source):
        if "://" in source:
            raise InputProblem(Reason.BAD_ADDRESS, "only http, https and gs:// can be read")
        raise InputProblem(Reason.UNREADABLE, "is no address of a feed, and there is no such file; check its spelling")
    content = read_whole(source, False, _MOST)
    if len(content) > _MOST:
        raise InputProblem(Reason.TOO_LARGE, f"is larger than {_MOST:,} bytes; split the list")
    return content
