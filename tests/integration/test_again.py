"""Inputs again: mended ones by replay, kept pages by reprocess."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.options import RunOptions
from pipeline.replay import replay
from pipeline.run import run
from pipeline.verify import verify
from tests.integration.bad_inputs import GOOD
from tests.integration.rows import rows, table
from tests.server.client import serving

pytestmark = pytest.mark.engine

OTHER = """The night ferry will not sail before May, its captain wrote to passengers on Friday.

“We wait for one part of the engine, and it is on a ship itself,” wrote Rosa Linde, who has sailed it for nine years.

Those who hold a ticket can have their money back at the pier or travel by bus."""


def options(root: Path, **more: object) -> RunOptions:
    return RunOptions(output=str(root), workers=0, **more)


def test_what_was_mended_is_replayed_and_kept_pages_make_the_same_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds, root, anew = tmp_path / "in", tmp_path / "root", tmp_path / "anew"
    seeds.mkdir()
    (seeds / "good.txt").write_text("Bridge to close\n\n" + GOOD, "utf-8")
    (seeds / "broken.jsonl").write_text("{broken\n", "utf-8")
    (seeds / "gone.txt").write_bytes(b"")
    assert run(options(root, seeds=(str(seeds),), keep_pages=True), []) == 0
    assert {row["outcome"] for row in table(root, "outcomes")} == {"kept", "rejected"}
    (seeds / "broken.jsonl").write_text(json.dumps({"text": OTHER}) + "\n", "utf-8")
    (seeds / "gone.txt").unlink()
    assert replay(options(root, keep_pages=True), []) == 0
    assert "1 inputs are gone" in capsys.readouterr().err
    assert len(table(root, "articles")) == 2
    assert len(table(root, "outcomes")) == 4
    assert verify(str(root)) == 0
    (seeds / "good.txt").unlink()
    assert run(options(anew, pages=str(root)), []) == 0
    for name in ("articles", "mentions", "quotes"):
        assert rows(anew, name) == rows(root, name)
    assert verify(str(anew)) == 0


def test_a_root_without_kept_pages_cannot_be_reprocessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(options(tmp_path / "anew", pages=str(tmp_path / "root")), []) == 2
    assert "--keep-pages" in capsys.readouterr().err


def test_items_of_live_feeds_are_replayed_with_what_their_feeds_say(tmp_path: Path) -> None:
    root = tmp_path / "root"
    with serving(publishers=2, feeds=1, stock=2) as server:
        feeds, hosts = server.write(tmp_path)
        polite = {"feeds": (feeds,), "hosts": hosts, "allow_private_hosts": "127.0.0.1", "host_delay": 0.0}
        assert run(options(root, **polite, page_bytes=100), []) == 0
        assert {row["reason"] for row in table(root, "outcomes")} == {"too_large"}
        assert run(options(root, **polite), []) == 0
        assert not (root / "articles").exists()
        others = {"poll": "due", "since": date(9999, 1, 1), "limit": 1}  # for runs: what is replayed is named already
        assert replay(options(root, **polite, **others), []) == 0
    articles = table(root, "articles")
    assert len({row["source_uri"] for row in articles}) == len(articles) == 4
    assert {row["published_at_source"] for row in articles} == {"feed"}
    assert verify(str(root)) == 0
