"""`newsbeam run --dry-run`: what a run would read, from where, and what is remembered of it; nothing is written."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pipeline.feeds import list_feeds
from pipeline.flags import end
from pipeline.options import RunOptions
from pipeline.summary import in_words as kinds_in_words
from schemas import Outcome
from transforms.io.feed_memory import last_polls
from transforms.io.files import InputError
from transforms.io.manifest import PAGES, Manifest, read_manifest
from transforms.io.memory import Memory, read_columns
from transforms.io.paths import InputFile, check_paths, file_of, list_files, not_read
from transforms.io.store import Store, StoreError, open_store
from transforms.text.annotation import model_version
from transforms.text.feeds.polling import is_due
from transforms.text.feeds.secrets import without_secrets


def plan(options: RunOptions, as_json: bool) -> int:
    """Print what a run with these options would read; returns the exit status that bad options would have."""
    try:
        if problem := options.problem():
            return end(problem)
        told = facts(options, datetime.now(UTC))
    except (InputError, StoreError, OSError) as error:
        return end(str(error))
    print(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(in_words(told)))
    return 0


def facts(options: RunOptions, now: datetime) -> dict[str, Any]:
    """Look at the sources and the ROOT.

    Lists of feeds that lie on servers are asked for, as there is no other way to know the feeds; nothing else is.

    Raises:
        InputError: a source cannot be read.
        StoreError: the ROOT cannot be read.
    """
    check_paths(options.seeds)
    store = open_store(options.output)
    manifest = read_manifest(store)
    known = _known(store, manifest)
    return {
        "root": options.output,
        "last_run": manifest.run_id,
        "remembered": {name: sum(file.rows for file in manifest.of(name)) for name in ("articles", "outcomes")},
        "seeds": [_seeds(path, known) for path in options.seeds],
        "feeds": _feeds(options, manifest, now),
        "kept_pages": _kept(options.pages),
        "since": options.since and options.since.isoformat(),
        "limit": options.limit,
        "model": model_of(options),
    }


def model_of(options: RunOptions) -> str:
    """Name the model of a run with its version.

    Raises:
        InputError: there is no such model.
    """
    try:
        return model_version(options.model or None)
    except OSError as error:
        remedy = "neither an installed package nor a folder that holds a model"
        raise InputError(f"--model {options.model}", remedy) from error


def _known(store: Store, manifest: Manifest) -> set[str]:
    """Name the files whose inputs earlier runs told the fate of."""
    uris: set[str] = set()
    for file in manifest.of("outcomes"):
        uris.update(read_columns(store, file, ["input_uri"]).column("input_uri").to_pylist())
    return {file_of(uri) for uri in uris}


def _seeds(path: str, known: set[str]) -> dict[str, Any]:
    listed = list(list_files(path))
    files = [item for item in listed if isinstance(item, InputFile)]
    sizes = [os.path.getsize(item.path) for item in files if os.path.isfile(item.path)]
    return {
        "path": path,
        "files": len(files),
        "kinds": dict(sorted(Counter(str(item.kind) for item in files).items())),
        "bytes": sum(sizes) if len(sizes) == len(files) else None,
        "known": sum(item.uri in known for item in files),
        "unreadable": sum(isinstance(item, Outcome) for item in listed),
        "not_read": dict(sorted(not_read([path]).items())),
    }


def _feeds(options: RunOptions, manifest: Manifest, now: datetime) -> dict[str, int]:
    listed = list_feeds(options, True)
    names = [without_secrets(feed.url) for feed in listed.feeds]
    polls = last_polls(Memory(options.output, manifest, now), names) if names else {}
    asked = sum(is_due(polls.get(name), now, options.poll == "due") for name in names)
    met = sum(name in polls for name in names)
    return {"listed": len(names), "polled_before": met, "asked_now": asked, "no_address": len(listed.wrong)}


def _kept(root: str) -> int | None:
    return sum(file.rows for file in read_manifest(open_store(root)).of(PAGES)) if root else None


def in_words(told: dict[str, Any]) -> Iterator[str]:
    """Say what a run would do, line by line."""
    rows = told["remembered"]
    past = f"continues run {told['last_run'][:16]}: {rows['articles']:,} articles" if told["last_run"] else "new"
    yield f"root     {told['root']}: {past}"
    for seed in told["seeds"]:
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in seed["kinds"].items()) or "nothing that can be read"
        size = f", {seed['bytes'] / 1e6:.1f} MB" if seed["bytes"] is not None else ""
        met = f"; earlier runs met {seed['known']:,} of them" if seed["known"] else ""
        lost = f"; {seed['unreadable']:,} folders cannot be looked into" if seed["unreadable"] else ""
        other = Counter(seed["not_read"])
        others = f"; not read: {other.total():,} {kinds_in_words(other)}" if other else ""
        yield f"seeds    {seed['path']}: {seed['files']:,} files ({kinds}{size}){met}{lost}{others}"
    feeds = told["feeds"]
    if feeds["listed"] or feeds["no_address"]:
        wrong = f"; {feeds['no_address']:,} entries are no addresses" if feeds["no_address"] else ""
        yield (
            f"feeds    {feeds['listed']:,} listed, {feeds['polled_before']:,} polled before, "
            f"{feeds['asked_now']:,} would be asked now{wrong}"
        )
    if told["kept_pages"] is not None:
        yield f"pages    {told['kept_pages']:,} kept pages"
    if told["since"]:
        yield f"since    {told['since']}: what was published before is rejected"
    if told["limit"]:
        yield f"limit    the first {told['limit']:,} inputs of files, the {told['limit']:,} newest items of feeds"
    yield f"model    {told['model']}"
    yield "nothing was fetched or written"
