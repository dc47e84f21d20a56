"""`newsbeam feeds`: a linter for lists of feeds, discovery of a site's feeds, OPML in and out."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from datetime import UTC, datetime

from pipeline.feeds import manners
from pipeline.options import RunOptions
from pipeline.settings import ConfigFile, options_from
from transforms import workers
from transforms.io.feed_check import Checked, check_feeds
from transforms.io.feed_discovery import discover
from transforms.io.feed_sources import read_sources
from transforms.io.files import InputError
from transforms.io.manners import Manners
from transforms.text.feeds.feed_lists import ListedFeed, listed_address, write_opml
from transforms.text.feeds.secrets import without_secrets


def main(given: argparse.Namespace, file: ConfigFile) -> int:
    """Run one of the commands and return its exit status."""
    options = options_from(RunOptions, given, file, output="", seeds=(), feeds=(), pages="")
    try:
        polite = manners(options)
        if given.feed_command == "discover":
            return _discover(given.page, polite, given.format)
        feeds, wrong = read_sources(given.lists, polite.web())
        if given.feed_command == "convert":
            return _write(feeds, given.format)
        checked = check_feeds([feed.url for feed in feeds], polite)
        lost = [Checked(row.input_uri, errors=("is no address",)) for row in wrong]
        return _report([*lost, *checked], given.format, given.strict)
    except InputError as error:
        print(f"newsbeam: {error}", file=sys.stderr)
        return 2
    finally:
        workers.stop()


def _discover(page: str, polite: Manners, form: str) -> int:
    address = listed_address(page) or listed_address(f"https://{page}")
    if address is None:
        raise InputError(page, "is no address of a page; write it as https://www.example.org/")
    found = discover(address, polite)
    if not found:
        print(f"newsbeam: {without_secrets(address)}: no feed was found; look for one on its pages", file=sys.stderr)
        return 1
    if form == "opml":
        return _write([ListedFeed(feed.url, feed.title) for feed in found], form)
    for feed in found:
        print(f"{feed.url}\t{feed.kind}\t{feed.items} items\t{feed.title or ''}")
    return 0


def _write(feeds: list[ListedFeed], form: str) -> int:
    print(write_opml(feeds) if form == "opml" else "\n".join(feed.url for feed in feeds))
    return 0


def _report(checked: list[Checked], form: str, strict: bool) -> int:
    errors = sum(1 for feed in checked if feed.errors)
    warned = sum(1 for feed in checked if feed.warnings and not feed.errors)
    if form == "json":
        print(json.dumps([dataclasses.asdict(feed) for feed in checked], default=str, indent=1))
    else:
        for feed in checked:
            word = "error" if feed.errors else "warn" if feed.warnings else "ok"
            newest = _age(feed.newest_at) if feed.newest_at else "no dates"
            known = (
                f"{feed.kind}, {feed.items} items, {newest}" if feed.kind else f"status {feed.http_status or 'none'}"
            )
            print(f"{word:5}  {feed.url}  {known}")
            for line in (*feed.errors, *feed.warnings):
                print(f"         {line}")
        print(f"{len(checked)} feeds: {errors} with errors, {warned} with warnings")
    return 1 if errors or (strict and warned) else 0


def _age(moment: datetime) -> str:
    hours = (datetime.now(UTC) - moment).total_seconds() / 3600
    return f"newest {hours:.0f} h ago" if abs(hours) < 72 else f"newest {hours / 24:.0f} days ago"
