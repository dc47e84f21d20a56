"""What earlier runs committed, read back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from schemas import Outcome
from tests.roots import START, commit_plainly
from transforms.io.feed_memory import links
from transforms.io.manifest import read_manifest
from transforms.io.memory import Memory, read_columns
from transforms.io.store import LocalStore

FEED = "https://a.example/rss"


class Bucket(LocalStore):
    """A local folder that opens file objects, as a bucket does."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self.opened: list[Any] = []

    def open(self, path: str) -> Any:
        self.opened.append(io.BytesIO(self.read(path) or b""))
        return self.opened[-1]


def _outcome(name: str, reason: str | None) -> Outcome:
    link = f"https://a.example/{name}"
    return Outcome(link, "rejected", "drop_old", reason, None, None, link, FEED, run_id="ab" * 16, at=START)


def _commit(root: Path) -> None:
    rows = [_outcome("old", "too_old"), _outcome("dull", "too_short"), _outcome("plain", None)]
    commit_plainly(str(root), {"outcomes": rows}, "ab" * 16)


def test_what_a_bucket_opens_is_closed(tmp_path: Path) -> None:
    _commit(tmp_path)
    store = Bucket(str(tmp_path))
    (file,) = read_manifest(store).of("outcomes")
    assert len(read_columns(store, file, ["input_uri"])) == 3
    assert [handle.closed for handle in store.opened] == [True]


def test_what_was_too_old_for_one_run_is_new_to_one_that_takes_old_items(tmp_path: Path) -> None:
    _commit(tmp_path)
    memory = Memory(str(tmp_path), read_manifest(LocalStore(str(tmp_path))), START)
    for leaves_old, old in ((False, None), (True, "")):
        found = links(memory, START, leaves_old)
        taken = {name: found.article_of(f"https://a.example/{name}") for name in ("old", "dull", "plain")}
        assert taken == {"old": old, "dull": "", "plain": ""}
