"""What a person reads when a run has committed."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
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


def summarise(store: Store, manifest: Manifest, as_json: bool = False) -> str:
    """Tell what the last run of a ROOT found, and which command to type next; or the same for a program."""
    run = _added(store, manifest, Run)[0]
    stories = sorted(
        _added(store, manifest, Story), key=lambda story: (-story.independent_count, -story.article_count, story.title)
    )
    if as_json:
        return json.dumps(_facts(run, stories, store.root), ensure_ascii=False)
    return "\n".join([*_counts(run, store.root), *_stories(stories), *_next(store.root)])


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


def _counts(run: Run, root: str) -> Iterator[str]:
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


def _stories(stories: list[Story]) -> Iterator[str]:
    if stories:
        yield "the stories with the most voices:"
    for story in stories[:_STORIES]:
        yield f"  {story.independent_count:3} voices {story.article_count:3} articles  {story.title[:80]}"
    if len(stories) > _STORIES:
        yield f"  ... and {len(stories) - _STORIES:,} more"


def _next(root: str) -> Iterator[str]:
    yield f"tables: {root}/*/ingest_date=*/*.parquet"
    sql = "SELECT speaker_name, count(*) AS quotes FROM quotes_in_context GROUP BY 1 ORDER BY 2 DESC LIMIT 10"
    yield f'next:   {_command()} query --root {root} "{sql}"'


def _command() -> str:
    """Return how this command line was started, so that what is printed can be typed."""
    started = Path(sys.argv[0])
    return "python -m pipeline" if started.name == "__main__.py" else os.path.relpath(started)


def _added(store: Store, manifest: Manifest, record: type[R]) -> list[R]:
    """Read the rows of one table that the last run wrote."""
    (table,) = [name for name, kind in TABLES.items() if kind is record]
    files = [file for file in manifest.of(table) if file.run_id == manifest.run_id]
    columns = [item.name for item in fields(record)]
    return [row for file in files for row in from_table(record, read_columns(store, file, columns))]
