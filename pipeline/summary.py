"""What a person reads when a run has committed."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from schemas import TABLES, Run, Story
from schemas.parquet import from_table
from transforms.io.manifest import Manifest
from transforms.io.memory import read_columns
from transforms.io.store import Store

R = TypeVar("R", Run, Story)

#: stories shown: what fits on a screen beside the counts
_STORIES = 12
#: kinds of files named, of those that are not read
_KINDS = 6


def summarise(store: Store, manifest: Manifest, as_json: bool = False, other_files: Counter[str] | None = None) -> str:
    """Tell what the last run of a ROOT found, and which command to type next; or the same for a program.

    `other_files` counts what lies between the seeds and is not read, by its kind.
    """
    run = _added(store, manifest, Run)[0]
    stories = sorted(
        _added(store, manifest, Story), key=lambda story: (-story.independent_count, -story.article_count, story.title)
    )
    if as_json:
        return json.dumps(_facts(run, stories, store.root), ensure_ascii=False)
    return "\n".join([*_counts(run), *_other(other_files or Counter()), *_stories(stories), *_next(store.root)])


def _facts(run: Run, stories: list[Story], root: str) -> dict[str, Any]:
    return {
        "run_id": run.run_id,
        "root": root,
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat(),
        "version": run.version,
        "model": run.model,
        "counts": dict(sorted(run.counts.items())),
        "stories": [
            {
                "story_id": story.story_id,
                "title": story.title,
                "voices": story.independent_count,
                "articles": story.article_count,
            }
            for story in stories[:_STORIES]
        ],
    }


def _counts(run: Run) -> Iterator[str]:
    counts = defaultdict(int, run.counts)
    kept, copies = counts["outcome.kept"], counts["outcome.copy"]
    yield f"run {run.run_id[:16]} committed in {(run.finished_at - run.started_at).total_seconds():.0f} s"
    yield f"  articles  {kept + copies:7,}  of them {copies:,} copies; {counts['outcome.seen']:,} inputs known already"
    if counts["rows.feeds"]:
        yield f"  feeds     {counts['rows.feeds']:7,}  polled"
    yield f"  stories   {counts['rows.stories']:7,}  new or changed"
    yield f"  quotes    {counts['rows.quotes']:7,}"
    yield f"  mentions  {counts['rows.mentions']:7,}  of {counts['rows.entities']:,} new or changed entities"
    for name, number in sorted(counts.items()):
        if name.startswith("reason."):
            _, fate, reason = name.split(".", 2)
            yield f"  {'repaired' if fate in ('kept', 'copy') else fate:9} {number:7,}  {reason}"


def _other(files: Counter[str]) -> Iterator[str]:
    if files:
        yield f"  not read  {files.total():7,}  {in_words(files)}"


def in_words(files: Counter[str]) -> str:
    """Name the kinds of files that are not read, those with most files first."""
    kinds = sorted(files, key=lambda kind: (-files[kind], kind))
    rest = f" and {len(kinds) - _KINDS:,} more" if len(kinds) > _KINDS else ""
    return (
        f"{'file of another kind' if files.total() == 1 else 'files of other kinds'}: {', '.join(kinds[:_KINDS])}{rest}"
    )


def _stories(stories: list[Story]) -> Iterator[str]:
    if stories:
        yield "the stories with the most voices:"
    for story in stories[:_STORIES]:
        voices, articles = _plural(story.independent_count, "voice"), _plural(story.article_count, "article")
        yield f"  {voices:>10} {articles:>12}  {story.title[:80]}"
    if len(stories) > _STORIES:
        yield f"  ... and {len(stories) - _STORIES:,} more"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun} " if number == 1 else f"{number} {noun}s"


def _next(root: str) -> Iterator[str]:
    yield f"tables: {root}/*/ingest_date=*/*.parquet"
    sql = "SELECT speaker_name, count(*) AS quotes FROM quotes_in_context GROUP BY 1 ORDER BY 2 DESC LIMIT 10"
    yield f'next:   {_command()} query --root {root} "{sql}"'


def _command() -> str:
    """Return how this command line was started, so that what is printed can be typed."""
    started = Path(sys.argv[0])
    if started.name == "__main__.py":
        return "python -m pipeline"
    # a shell names the whole path of a command that it found itself
    return started.name if shutil.which(started.name) == sys.argv[0] else os.path.relpath(started)


def _added(store: Store, manifest: Manifest, record: type[R]) -> list[R]:
    """Read the rows of one table that the last run wrote."""
    (table,) = [name for name, kind in TABLES.items() if kind is record]
    files = [file for file in manifest.of(table) if file.run_id == manifest.run_id]
    columns = [item.name for item in fields(record)]
    return [row for file in files for row in from_table(record, read_columns(store, file, columns))]
