"""Work done in other processes than the one that lays the graph: what cannot be pickled, or lies in a global, shows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from pipeline.options import RunOptions
from pipeline.run import run
from tests.integration.rows import rows
from tests.integration.servers import worker_pool
from tests.integration.test_increments import corpus

TABLES = ["articles", "mentions", "entities", "quotes", "stories", "article_links", "outcomes"]


def take_in(root: Path, path: Path, *flags: str) -> None:
    """Run on a file; the workers do all work themselves, so that a test starts no processes but the engine's."""
    assert run(RunOptions(output=str(root), seeds=(str(path),), workers=0), list(flags)) == 0


def test_work_in_other_processes_gives_the_same_rows(tmp_path: Path) -> None:
    first, then = tmp_path / "first.jsonl", tmp_path / "then.jsonl"
    lines = [json.dumps(item) + "\n" for item in corpus()]
    first.write_text("".join(lines[:8]), "utf-8")
    then.write_text("".join(lines[4:20]), "utf-8")
    here, there = tmp_path / "here", tmp_path / "there"
    take_in(here, first)
    shutil.copytree(here, there)
    take_in(here, then)  # it remembers the first ones
    with worker_pool(tmp_path) as external:
        take_in(there, then, "--runner=PortableRunner", "--job_endpoint=embed", *external)
    for table in TABLES:
        assert rows(there, table) == rows(here, table), table
