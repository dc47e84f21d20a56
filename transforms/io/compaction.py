"""Compaction: the small files of one day of one table become few, and no reader counts a row twice meanwhile."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pyarrow as pa

from transforms.io.commit import begin, publish, sweep
from transforms.io.encoding import digest, encode_table
from transforms.io.manifest import DataFile, Manifest, staging_folder
from transforms.io.memory import read_columns
from transforms.io.store import LocalStore, Store, StoreError

#: bytes of one compacted file at most, as they lie on the disk; a day of more has several
FILE_BYTES = 256 << 20


def compact(store: Store, tables: Mapping[str, type], before: str) -> tuple[int, int]:
    """Rewrite each day before a date (YYYY-MM-DD) that has several files of a table into few; ROOT must be held.

    Returns how many files there were and how many took their place. Each day is committed by itself, so a death
    leaves whole days as they were or compacted.
    """
    past = begin(store, tables)
    if past.run_id is None:
        raise StoreError(f"{store.root}: no run has committed here; name the folder that --output named")
    gone = made = 0
    for folder, group in _groups(past, tables, before):
        past = _compact_day(store, past, folder, group)
        gone, made = gone + len(group), made + 1
    return gone, made


def _groups(past: Manifest, tables: Mapping[str, type], before: str) -> Iterator[tuple[str, list[DataFile]]]:
    """Name the files that become one, with the folder they lie in."""
    days: dict[str, list[DataFile]] = defaultdict(list)
    for file in past.files:
        folder = file.path.rsplit("/", 1)[0]
        if file.table in tables and folder.rsplit("=", 1)[-1] < before and file.bytes < FILE_BYTES // 2:
            days[folder].append(file)
    for folder, files in sorted(days.items()):
        group: list[DataFile] = []
        for file in sorted(files, key=lambda file: (file.bytes, file.path)):
            if sum(other.bytes for other in group) + file.bytes <= FILE_BYTES:
                group.append(file)
        if len(group) > 1:
            yield folder, group


def _compact_day(store: Store, past: Manifest, folder: str, group: list[DataFile]) -> Manifest:
    made_by, table = secrets.token_hex(16), group[0].table
    rows = pa.concat_tables([read_columns(store, file, None) for file in group], promote_options="default")
    data = encode_table(table, rows)
    sha256 = digest(data)
    path = f"{folder}/part-{made_by[:16]}-{sha256[:8]}-0.parquet"
    one = DataFile(path, table, rows.num_rows, len(data), sha256, made_by)
    staged = f"{staging_folder(made_by)}/{folder}"
    store.write(f"{staging_folder(made_by)}/{path}", data)
    others = tuple(file for file in past.files if file not in group)
    manifest = Manifest(made_by, (*others, one), past.pointer)
    old = {file.path for file in group}
    if isinstance(store, LocalStore):
        after = publish(store, past, manifest, lambda: _swap(store, staged, folder, old))
    else:
        after = publish(store, past, manifest)
    for path in list(store.list(staged)):
        place = f"{folder}{path.removeprefix(staged)}"
        if place not in old and store.size(place) is None:  # put there by somebody else in the last moment
            store.move(path, place)
    for old_path in old:
        store.delete(old_path)
    sweep(store, after, ())
    return after


def _swap(store: LocalStore, staged: str, folder: str, old: set[str]) -> bool:
    """Let the folder of a day and the staged one change places, so that a glob finds all of the old or all of the new.

    What else lies in the folder is linked into the staged one first. Returns False where the system cannot do it.
    """
    kept = [path for path in store.list(folder) if path not in old]
    for path in kept:
        store.link(path, f"{staged}{path.removeprefix(folder)}")
    if store.exchange(staged, folder):
        return True
    for path in kept:
        store.delete(f"{staged}{path.removeprefix(folder)}")
    return False
