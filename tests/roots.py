"""Small committed ROOTs for tests of what reads them."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from schemas import TABLES, Entity, Mention, Outcome, Quote, Run, Story, make_id
from tests.records import article
from transforms.io.commit import begin
from transforms.io.lock import hold
from transforms.io.manifest import Manifest, read_manifest
from transforms.io.staging import Target, finish, stage
from transforms.io.store import LocalStore, open_store

START = datetime(2026, 9, 1, 12, tzinfo=UTC)


def commit_rows(
    root: Path, rows: dict[str, Iterable[Any]], run_id: str = "ab" * 16, start: datetime = START
) -> Manifest:
    """Write rows of some tables as one run and return the manifest that holds then."""
    import apache_beam as beam  # seconds: tests that start processes of their own do without
    from apache_beam.runners.portability.fn_api_runner import FnApiRunner

    from transforms.io.tables import WriteTables

    store = LocalStore(str(root))
    target = Target(str(root), read_manifest(store), Run(run_id, start, start, "0", "model", "{}"))
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        {name: pipeline | f"make {name}" >> beam.Create(list(some)) for name, some in rows.items()} | WriteTables(
            target
        )
    return read_manifest(store)


def commit_plainly(
    root: str, rows: dict[str, Iterable[Any]], run_id: str, start: datetime = START, work_seconds: float = 0
) -> Manifest:
    """Hold a ROOT, clean it up, stage rows and commit them as a run does, without an engine around it.

    `work_seconds` stand for what a run does between the first of its files and the commit.
    """
    store = open_store(root)
    with hold(store):
        target = Target(root, begin(store, TABLES), Run(run_id, start, start, "0", "model", "{}"))
        files = [stage(name, 0, some, target) for name, some in rows.items()]
        time.sleep(work_seconds)
        return finish(target, files, {})


def two_articles(root: Path) -> Manifest:
    """Commit the rows of `rows_of_two_articles`."""
    return commit_rows(root, rows_of_two_articles())


def rows_of_two_articles() -> dict[str, list[Any]]:
    """Make one story of two articles by two publishers, in which one minister is quoted, once at length, once cut."""
    said, cut = "We will rebuild the bridge before winter", "rebuild the bridge before winter"
    texts = (f"“{said},” Ada Venn said.", f"Venn promised to “{cut}”.")
    times = (START - timedelta(hours=5), START - timedelta(hours=2))
    story, venn, old = make_id("story"), make_id("venn"), make_id("old venn")
    articles = [
        article(name, text, publisher=name.title(), title=f"Bridge: {name}", published_at=at, story_id=story,
                published_at_source="given")
        for name, text, at in zip(("herald", "post"), texts, times, strict=True)
    ]  # fmt: skip
    quotes = [
        Quote(
            make_id(row.article_id, words), row.article_id, kind, words, row.text.index(words),
            row.text.index(words) + len(words), 0.9, utterance_id=make_id("u"), speaker=name, speaker_entity_id=entity,
        )
        for row, words, kind, name, entity in (
            (articles[0], said, "direct", "Ada Venn", venn), (articles[1], cut, "mixed", "Venn", old))
    ]  # fmt: skip
    mentions = [
        Mention(row.article_id, venn, "PERSON", "Ada Venn", "Venn", row.text.index("Venn"), row.text.index("Venn") + 4)
        for row in articles
    ]
    return {
        "articles": articles,
        "quotes": quotes,
        "mentions": mentions,
        "entities": [Entity(venn, "Ada Venn", "PERSON", ("Venn",)), Entity(old, "Venn", "PERSON", (), alias_of=venn)],
        "stories": [
            Story(
                story_id=story,
                title="Bridge: herald",
                lead_article_id=articles[0].article_id,
                article_count=2,
                independent_count=2,
                first_published_at=times[0],
                last_published_at=times[1],
                publishers=("Herald", "Post"),
            )
        ],
        "outcomes": [
            *(Outcome(row.source_uri, "kept", "stories", article_id=row.article_id) for row in articles),
            Outcome("empty.txt", "rejected", "read", "empty", "empty.txt holds nothing; leave it out"),
        ],
    }


def rows_of_a_later_run() -> dict[str, list[Any]]:
    """Make a third article on the bridge, its quote and its outcome."""
    text = "“Winter will not wait,” Ada Venn told the Tribune."
    row = article("tribune", text, publisher="Tribune", story_id=make_id("story"), published_at=START)
    quote = Quote(make_id("q3"), row.article_id, "direct", text[1:21], 1, 21, 0.9, utterance_id=make_id("u3"))
    mention = Mention(row.article_id, make_id("venn"), "PERSON", "Ada Venn", "Ada Venn", 23, 31)
    return {
        "articles": [row],
        "quotes": [quote],
        "mentions": [mention],
        "outcomes": [Outcome(row.source_uri, "kept", "stories", article_id=row.article_id)],
    }
