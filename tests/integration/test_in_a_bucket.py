"""Seeds and ROOT in a bucket, with the real command, against an emulator."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.bad_inputs import GOOD
from tests.integration.conftest import Newsbeam
from tests.integration.rows import rows
from tests.io.emulator import make_bucket
from tests.io.test_deaths import copy_down
from transforms.io.bucket import BucketStore

pytestmark = pytest.mark.engine


def test_a_run_from_a_bucket_to_a_bucket_is_one_from_disk_to_disk(
    newsbeam: Newsbeam, bucket_host: str, tmp_path: Path
) -> None:
    make_bucket(bucket_host, "news")
    seeds = tmp_path / "in"
    seeds.mkdir()
    for town in ("Brell", "Ostra"):
        text = f"Bridge of {town} to close\n\n{GOOD.replace('Brell', town)}"
        (seeds / f"{town}.txt").write_text(text, "utf-8")
        BucketStore("gs://news/in").write(f"{town}.txt", text.encode())
    done = newsbeam("run", "--seeds", str(seeds), "--output", str(tmp_path / "disk"), "--workers", "0")
    assert done.returncode == 0, done.stderr
    root = "gs://news/tables"
    done = newsbeam("run", "--seeds", "gs://news/in", "--output", root, "--workers", "0")
    assert done.returncode == 0, done.stderr
    assert newsbeam("verify", "--root", root).returncode == 0
    asked = newsbeam("query", "SELECT count(*) AS n FROM quotes_in_context", "--root", root, "--format", "csv")
    copy_down(BucketStore(root), tmp_path / "bucket")
    assert asked.stdout.splitlines() == ["n", str(sum(rows(tmp_path / "bucket", "quotes").values()))]
    for table in ("mentions", "quotes", "entities"):
        assert rows(tmp_path / "bucket", table) == rows(tmp_path / "disk", table)
