"""`newsbeam init`: a configuration file with every option, and a list of feeds to fill in."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from pipeline.declare import Option
from pipeline.settings import CONFIG, every_option
from pipeline.values import written

FEEDS = "feeds.txt"

#: what the file sets; everything else is its default, commented out
_SET = {"output": "tables", "feeds": (FEEDS,)}

_LIST = """\
# Feeds, one address a line; what follows a # is not read. OPML can be named instead: feeds = ["feeds.opml"]
#
# Find the feeds of a site:   newsbeam feeds discover https://www.example.org/
# Look at them before a run:  newsbeam feeds check feeds.txt
#
# https://www.example.org/news/rss.xml
"""


def init(folder: str) -> int:
    """Write the two files into a folder and say what to do next; returns the exit status."""
    place = Path(folder)
    texts = {CONFIG: "\n".join(config_text()), FEEDS: _LIST}
    try:
        place.mkdir(parents=True, exist_ok=True)
        there = [name for name in texts if (place / name).exists()]
        if there:
            print(f"newsbeam init: {place / there[0]} is there already; name another folder", file=sys.stderr)
            return 2
        for name, text in texts.items():
            (place / name).write_text(text, "utf-8")
    except OSError as error:
        print(f"newsbeam init: {folder} cannot be written ({error.strerror}); name another folder", file=sys.stderr)
        return 2
    print(f"wrote {place / CONFIG} and {place / FEEDS}")
    step = "" if os.path.abspath(folder) == os.getcwd() else f"cd {folder}, "
    print(f"next: {step}put the addresses of feeds into {FEEDS}, your own into contact, then: newsbeam run")
    return 0


def config_text() -> Iterator[str]:
    """Yield the lines of the configuration file."""
    yield "# Options of newsbeam in this folder; a flag or a variable (NEWSBEAM_...) goes before what stands here."
    yield "# What is commented out stands at its default. `newsbeam config show` tells every value and its origin."
    group = ""
    for option in every_option():
        if option.group != group:
            group = option.group
            yield f"\n### {group}"
        default = option.default_in_words
        reason = option.why if option.is_required else f"default: {default}; {option.why}"
        told = textwrap.wrap(f"{option.help} ({reason})", 108)
        yield from ["", *(f"# {line}" for line in told)]
        yield _line(option)
    yield ""


def _line(option: Option) -> str:
    if option.name in _SET:
        return f"{option.key} = {toml(_SET[option.name])}"
    shown = "2026-09-01" if option.default is None else toml(option.default)
    return f"# {option.key} = {shown}"


def toml(value: object) -> str:
    """Write a value as TOML."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, (bool, int, float)):
        return written(value)
    return '"' + written(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
