"""`newsbeam replay`: inputs that were rejected or failed, again, after whatever was wrong has been mended."""

from __future__ import annotations

import dataclasses
import os
import re
import sys

from pipeline.options import RunOptions
from pipeline.query import connect
from transforms.io.store import StoreError

#: inputs whose last fate was to be rejected or to fail
_LEFT_OUT = """
    SELECT input_uri FROM outcomes
    QUALIFY row_number() OVER (PARTITION BY input_uri ORDER BY at DESC) = 1 AND outcome IN ('rejected', 'failed')
"""
#: the number of a record inside a file
_RECORD = re.compile(r"#[0-9]+$")


def replay(options: RunOptions, beam_flags: list[str], as_json: bool = False) -> int:
    """Run on the files of inputs whose last fate was to be rejected or to fail; returns the exit status.

    Whole files are read, as a mended one may hold other records than before; what is known already is `seen`. Items of
    live feeds are not replayed: their feeds bring them again, and kept pages are for `reprocess`.
    """
    try:
        found = connect(options.output).sql(_LEFT_OUT).fetchall()
    except StoreError as error:
        print(f"newsbeam: {error}", file=sys.stderr)
        return 2
    places = {_RECORD.sub("", uri) for (uri,) in found}
    links = {place for place in places if place.startswith(("http://", "https://"))}
    gone = {place for place in places - links if "://" not in place and not os.path.lexists(place)}
    for what, some in (("are gone", gone), ("are items of feeds, which bring them again", links)):
        if some:
            print(f"newsbeam: {len(some)} inputs {what}, e.g. {min(some)}", file=sys.stderr)
    files = sorted(places - links - gone)
    if not files:
        print("nothing to replay: no file's last outcome is rejected or failed")
        return 0
    from pipeline.run import run

    return run(dataclasses.replace(options, seeds=tuple(files), feeds=()), beam_flags, as_json)
