"""Whole runs killed at random moments, and the same run again: nothing lost, nothing doubled, every reader reads."""

from __future__ import annotations

import errno
import itertools
import random
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.verify import verify
from tests.integration.rows import table
from tests.integration.test_increments import corpus
from tests.integration.texts import write_lines
from tests.io.emulator import make_bucket
from tests.io.mortal import Mortals
from tests.io.test_deaths import (
    age_the_lease,
    assert_same_but_for_uncommitted,
    assert_whole,
    copy_down,
    read_by_glob,
)
from tests.server.client import serving
from transforms.io.bucket import BucketStore
from transforms.io.store import LocalStore

pytestmark = pytest.mark.engine

#: what a clock decides or a run's number; after a death the same run again has other ones
_CLOCK = ("run_id", "ingested_at", "updated_at", "at", "ingest_date", "started_at", "finished_at", "options", "counts")


@pytest.fixture(scope="module")
def mortals() -> Iterator[Mortals]:
    found = Mortals()
    yield found
    found.end()


def deaths(dice: random.Random, times: int, operations: int, seconds: float) -> Iterator[dict[str, float]]:
    """Choose moments to die at: by the clock, and as commits take a small part of a run, by the operations on ROOT."""
    for number in range(times):
        if number % 2:
            yield {"die_at": dice.randint(1, operations)}
        else:
            yield {"kill_after": dice.uniform(0.02, 1.1) * seconds}


@dataclass(frozen=True)
class SecondRun:
    """A run on a ROOT that has a past, and what it comes to when nothing goes wrong."""

    #: the ROOT before it
    base: Path
    past: dict[str, Counter[str]]
    #: the tables after it, the operations on ROOT and the seconds that it takes
    wanted: dict[str, Counter[str]]
    operations: int
    seconds: float
    #: the command, but for its ROOT
    flags: list[str]

    def on_a_copy(self, mortals: Mortals, root: Path, **harm: Any) -> dict[str, Any]:
        """Run it on a copy of the ROOT while harm is done to it."""
        shutil.copytree(self.base, root)
        return mortals("main", str(root), arguments=[*self.flags, str(root)], **harm)


def second_run(mortals: Mortals, place: Path, items: int) -> SecondRun:
    """Commit so many items as a past, and run on as many more on a copy of it."""
    first, second = (write_lines(place / name, part) for name, part in
                     (("a", corpus()[:items]), ("b", corpus()[items : 2 * items])))  # fmt: skip
    base, clean = place / "base", place / "clean"
    flags = ["run", "--workers", "0", "--seeds", str(second), "--output"]
    assert mortals("main", str(base), arguments=[*flags[:4], str(first), "--output", str(base)])["status"] == 0
    past = rows_of(base)
    shutil.copytree(base, clean)
    whole = mortals("main", str(clean), arguments=[*flags, str(clean)])
    assert whole["status"] == 0
    return SecondRun(base, past, rows_of(clean), whole["operations"], whole["seconds"], flags)


def test_a_whole_run_killed_and_repeated_is_a_clean_one(mortals: Mortals, tmp_path: Path) -> None:
    dice, killed = random.Random(3), 0
    run = second_run(mortals, tmp_path, 12)
    wanted, flags = run.wanted, run.flags
    for number, death in enumerate(deaths(dice, 20, run.operations, run.seconds)):
        root = tmp_path / f"died-{number}"
        killed += run.on_a_copy(mortals, root, **death)["signal"] == signal.SIGKILL
        assert_whole(LocalStore(str(root)))
        assert_same_but_for_uncommitted(rows_of(root), run.past)
        committed = len(table(root, "runs")) == 2
        assert mortals("main", str(root), arguments=[*flags, str(root)])["status"] == 0
        found = rows_of(root)
        for name in wanted:
            again = {row for row in found[name] if "drop_seen" in row} if committed and name == "outcomes" else set()
            kept = Counter({row: times for row, times in found[name].items() if row not in again})
            assert name == "runs" or kept == wanted[name], f"{name} after {death}"
        assert verify(str(root)) == 0
        shutil.rmtree(root)
    assert killed >= 15


def rows_of(root: Path) -> dict[str, Counter[str]]:
    """Read every table by its glob, and return its rows without what a clock decides."""
    read_by_glob(root)
    names = sorted(place.name for place in root.iterdir() if place.is_dir() and not place.name.startswith("_"))
    return {name: Counter(map(_without_clock, table(root, name))) for name in names}


def _without_clock(row: dict[str, Any]) -> str:
    return repr({key: row[key] for key in sorted(row) if key not in _CLOCK})


def test_a_whole_run_into_a_bucket_killed_and_repeated_is_a_clean_one(bucket_host: str, tmp_path: Path) -> None:
    make_bucket(bucket_host, "kills")
    mortals, dice = Mortals(), random.Random(5)
    seeds = write_lines(tmp_path / "in", corpus()[:12])
    flags = ["run", "--workers", "0", "--seeds", str(seeds), "--output"]
    whole = mortals("main", "gs://kills/clean", arguments=[*flags, "gs://kills/clean"])
    assert whole["status"] == 0
    copy_down(BucketStore("gs://kills/clean"), tmp_path / "clean")
    wanted, killed = rows_of(tmp_path / "clean"), 0
    for number, death in enumerate(deaths(dice, 10, whole["operations"], whole["seconds"])):
        store = BucketStore(f"gs://kills/died-{number}")
        killed += mortals("main", store.root, arguments=[*flags, store.root], **death)["signal"] == signal.SIGKILL
        assert_whole(store)
        age_the_lease(store)
        copy_down(store, tmp_path / "seen")
        committed = (tmp_path / "seen" / "runs").is_dir()
        assert mortals("main", store.root, arguments=[*flags, store.root])["status"] == 0
        copy_down(store, tmp_path / "seen")
        found = rows_of(tmp_path / "seen")
        for name in wanted:
            assert name in ("runs", *["outcomes"] * committed) or found[name] == wanted[name], f"{name} after {death}"
        assert verify(store.root) == 0
    mortals.end()
    assert killed >= 7


def test_of_two_whole_runs_into_a_bucket_started_together_one_commits(bucket_host: str, tmp_path: Path) -> None:
    make_bucket(bucket_host, "races")
    mortals = Mortals()
    seeds = write_lines(tmp_path / "in", corpus()[:6])
    flags = ["run", "--workers", "0", "--seeds", str(seeds), "--output"]
    seen, wanted = tmp_path / "seen", None
    for number in range(10):
        root = f"gs://races/root-{number}"
        job = {"what": "main", "root": root, "die_at": 0, "arguments": [*flags, root]}
        assert sorted(one["status"] for one in mortals.together(job, job)) == [0, 3]
        copy_down(BucketStore(root), seen)
        found = {name: rows for name, rows in rows_of(seen).items() if name != "runs"}
        wanted = wanted or found
        assert found == wanted
        assert len(table(seen, "runs")) == 1
    mortals.end()


def test_a_whole_run_on_a_disk_that_fills_up_or_turns_read_only_keeps_the_past(
    mortals: Mortals, tmp_path: Path
) -> None:
    run = second_run(mortals, tmp_path, 6)
    wanted, operations = run.wanted, run.operations
    harms: list[dict[str, Any]] = [{"file_size": size} for size in (1, 8_000)]
    points = zip(
        (4, operations // 3, 2 * operations // 3, operations - 6), itertools.cycle([errno.ENOSPC, errno.EROFS])
    )
    harms += [{"die_at": point, "refuse": error} for point, error in points]
    for number, harm in enumerate(harms):
        root = tmp_path / f"harmed-{number}"
        assert run.on_a_copy(mortals, root, **harm)["status"] in (1, 2), harm
        assert_whole(LocalStore(str(root)))
        assert_same_but_for_uncommitted(rows_of(root), run.past)
        assert mortals("main", str(root), arguments=[*run.flags, str(root)])["status"] == 0
        found = rows_of(root)
        assert {name: found[name] for name in wanted if name != "runs"} == {
            name: rows for name, rows in wanted.items() if name != "runs"
        }, harm


def test_runs_killed_while_publishers_go_on_publishing_lose_and_double_nothing(
    mortals: Mortals, tmp_path: Path
) -> None:
    times, dice, killed = 30, random.Random(30), 0
    root = tmp_path / "out"
    with serving(publishers=2, feeds=1, stock=2, period=60) as server:
        feeds, hosts = server.write(tmp_path)
        flags = ["run", "--workers", "0", "--host-delay", "0", "--allow-private-hosts", "127.0.0.1"]
        flags += ["--feeds", feeds, "--hosts", hosts, "--output", str(root)]
        whole = mortals("main", str(root), arguments=flags)
        assert whole["status"] == 0
        for death in deaths(dice, times, whole["operations"], whole["seconds"]):
            server.advance(60)
            killed += mortals("main", str(root), arguments=flags, **death)["signal"] == signal.SIGKILL
            assert_whole(LocalStore(str(root)))
        assert mortals("main", str(root), arguments=flags)["status"] == 0
    links = Counter(row["source_uri"] for row in table(root, "articles"))
    print(f"{times} runs, {killed} killed, {len(table(root, 'runs'))} committed, {len(links)} articles")
    assert killed >= 20
    assert set(links.values()) == {1}
    assert len(links) == (2 + times) * 2
    assert verify(str(root)) == 0
