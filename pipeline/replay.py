"""`newsbeam replay`: inputs that were rejected or failed, again, after whatever was wrong has been mended."""

from __future__ import annotations

import dataclasses
import os
import sys

from pipeline.feeds import list_feeds
from pipeline.options import RunOptions
from pipeline.query import connect
from transforms.io.files import InputError
from transforms.io.paths import file_of
from transforms.io.store import StoreError
from transforms.text.feeds.secrets import without_secrets

#: inputs whose last fate was to be rejected or to fail; that a feed still announces one changes nothing
_LEFT_OUT = """
    SELECT input_uri, feed_url FROM outcomes WHERE outcome <> 'seen' OR stage NOT IN ('poll', 'fetch')
    QUALIFY row_number() OVER (PARTITION BY input_uri ORDER BY "at" DESC) = 1 AND outcome IN ('rejected', 'failed')
"""


def replay(options: RunOptions, beam_flags: list[str], as_json: bool = False) -> int:
    """Run on the inputs whose last fate was to be rejected or to fail; returns the exit status.

    Whole files are read, as a mended one may hold other records than before; what is known already is `seen`. For items
    of live feeds their feeds are polled whole, and with them whatever else these bring; an address with a password is
    taken from `--feeds`, as tables do not tell it. Nothing is fetched for `reprocess`, which reads kept pages.
    What keeps inputs out of a run does not count: every feed is polled, whatever `poll`, `since` and `limit` say.
    """
    try:
        found: list[tuple[str, str | None]] = connect(options.output).sql(_LEFT_OUT).fetchall()
        listed = list_feeds(options, one_machine=True, may_be_empty=True).feeds
    except (InputError, StoreError) as error:
        print(f"newsbeam: {error}", file=sys.stderr)
        return 2
    again: dict[str, tuple[str, ...]] = {}
    for link, feed in sorted((uri, feed) for uri, feed in found if feed and _is_link(uri)):
        again[feed] = again.get(feed, ()) + ((link,) if link != feed else ())
    addresses = {without_secrets(feed.url): feed.url for feed in listed}
    places = {file_of(uri) for uri, feed in found if not (feed and _is_link(uri))}
    gone = {place for place in places if _is_link(place) or ("://" not in place and not os.path.lexists(place))}
    if gone:
        print(f"newsbeam: {len(gone)} inputs are gone, e.g. {min(gone)}", file=sys.stderr)
    files, feeds = sorted(places - gone), [addresses.get(feed, feed) for feed in sorted(again)]
    if not files and not feeds:
        print("nothing to replay: no input's last outcome is rejected or failed")
        return 0
    from pipeline.run import run

    whole = dataclasses.replace(options, poll="all", since=None, limit=0)
    return run(dataclasses.replace(whole, seeds=tuple(files), feeds=tuple(feeds)), beam_flags, as_json, again)


def _is_link(place: str) -> bool:
    return place.startswith(("http://", "https://"))
