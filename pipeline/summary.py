"""What a person reads when a run has committed."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Run, Story
from schemas.parquet import from_table
from transforms.io.manifest import Manifest
from transforms.io.memory import read_columns
from transforms.io.store import Store

#: stories shown: what fits on a screen beside the counts
_STORIES = 12


def summarise(store: Store, manifest: Manifest) -> str:
    """Tell what the last run of a ROOT found, and which command to type next."""
    return "\n".join(_lines(store, manifest))


def _lines(store: Store, manifest: Manifest) -> Iterator[str]:
    added = [file for file in manifest.files if file.run_id == manifest.run_id]
    run = next(run for file in added if file.table == "runs" for run in from_table(Run, read_columns(store, file, _names(Run))))
    counts = run.counts
    seconds = (run.finished_at - run.started_at).total_seconds()
    kept, copies = counts.get("outcome.kept", 0), counts.get("outcome.copy", 0)
    quotes, mentions = counts.get("rows.quotes", 0), counts.get("rows.mentions", 0)
    yield f"run {run.run_id[:16]} committed in {seconds:.0f} s to {store.root}"
    yield f"  articles  {kept + copies:6,}  of them {copies:,} copies, {counts.get('outcome.seen', 0):,} more were known already"
    yield f"  stories   {counts.get('rows.stories', 0):6,}  new or changed"
    yield f"  quotes    {quotes:6,}"
    yield f"  mentions  {mentions:6,}  of {counts.get('rows.entities', 0):,} new or changed entities"
    for name, number in sorted(counts.items()):
        kind, _, rest = name.partition(".")
        if kind == "reason":
            fate, reason = rest.split(".", 1)
            yield f"  {fate:9} {number:6,}  {reason}"
    stories = [row for file in added if file.table == "stories" for row in from_table(Story, read_columns(store, file, _names(Story)))]
    stories.sort(key=lambda story: (-story.independent_count, -story.article_count, story.title))
    if stories:
        yield "stories with the most voices:"
    for story in stories[:_STORIES]:
        yield f"  {story.independent_count:3} voices {story.article_count:3} articles  {story.title[:90]}"
    if len(stories) > _STORIES:
        yield f"  ... and {len(stories) - _STORIES} more"
    yield f"tables: {store.root}/{{articles,mentions,entities,quotes,stories,outcomes,runs}}/**/*.parquet"


def _names(record: type) -> list[str]:
    return list(record.__dataclass_fields__)
