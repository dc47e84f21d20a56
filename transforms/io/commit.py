"""The commit of a run: staged files, manifest, publication, pointer. `docs/commit.md` tells what a reader sees when."""

from __future__ import annotations

import dataclasses
import json
import re
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from transforms.io.manifest import (
    HOUSEKEEPING,
    POINTER,
    DataFile,
    Manifest,
    manifest_path,
    place_of,
    read_manifest,
    staging_folder,
)
from transforms.io.store import Conflict, LocalStore, Store, StoreError

#: what the sink names its files; nothing else in a table's folder is ever touched
_OURS = re.compile(r"ingest_date=[0-9-]{10}/part-([0-9a-f]+)-[0-9a-f]+-[0-9]+\.[a-z.]+$")
#: what a half-written file of ours is called
_HALF = re.compile(r"/\.part-[^/]*$")


def begin(store: Store, folders: Iterable[str], mark: str | None = None) -> Manifest:
    """Start a run on a ROOT that is held: return the past, and remove what a run that died left behind.

    The pointer is marked anew first. A run of before that lost the ROOT without knowing, as after hours of a stopped
    machine, finds another pointer than the one it read and cannot commit any more. A beginning that is repeated brings
    its own `mark`, and leaves the pointer as it left it.
    """
    past = read_manifest(store)
    pointer = past.pointer
    if pointer is None or mark is None or json.loads(pointer).get("held") != mark:
        at = datetime.now(UTC).isoformat()
        pointer = json.dumps({"run_id": past.run_id, "held": mark or secrets.token_hex(8), "at": at}).encode()
        store.replace(POINTER, pointer, past.pointer)
    if isinstance(store, LocalStore):
        _swap_back(store, past)
    sweep(store, past, folders)
    return dataclasses.replace(past, pointer=pointer)


def _swap_back(store: LocalStore, past: Manifest) -> None:
    """Undo what a compaction did that died between changing a folder and turning the pointer."""
    for file in past.files:
        if (place := place_of(store, file)) != file.path:
            store.exchange(place.rsplit("/", 1)[0], file.path.rsplit("/", 1)[0])


def commit(store: Store, base: Manifest, run_id: str, files: Iterable[DataFile]) -> Manifest:
    """Make a run's staged files part of ROOT; all of them hold from the moment the pointer is replaced.

    Each step can be repeated, so a bundle that is retried after a crash commits once.

    Raises:
        Conflict: another run holds ROOT or committed since `base` was read.
    """
    return publish(store, base, Manifest(run_id, base.files + tuple(sorted(files)), base.pointer))


def publish(store: Store, base: Manifest, manifest: Manifest, at_once: Callable[[], bool] | None = None) -> Manifest:
    """Replace the manifest `base` by another one, whose new files are staged; returns it with its pointer.

    `at_once` puts all new files into their places in one step, or returns False where that cannot be done.

    Raises:
        Conflict: the pointer is not the one of `base` any more.
    """
    assert manifest.run_id is not None
    _check(store, base, manifest.run_id)
    if read_manifest(store).run_id == manifest.run_id:
        return read_manifest(store)
    store.write(manifest_path(manifest.run_id), manifest.to_json())
    held = set(base.files)
    placed = at_once is not None and at_once()
    for file in manifest.files:
        if not placed and file not in held:
            _put(store, file, f"{staging_folder(manifest.run_id)}/{file.path}")
    pointer = json.dumps({"run_id": manifest.run_id}).encode()
    _check(store, base, manifest.run_id)
    store.replace(POINTER, pointer, base.pointer)
    return dataclasses.replace(manifest, pointer=pointer)


def _check(store: Store, base: Manifest, run_id: str) -> None:
    pointer = store.read(POINTER)
    if pointer != base.pointer and read_manifest(store).run_id != run_id:
        raise Conflict(f"{store.root}: another run took hold of it meanwhile; run again")


def _put(store: Store, file: DataFile, staged: str) -> None:
    if store.size(staged) is not None:
        store.move(staged, file.path)
    elif store.size(file.path) != file.bytes:
        raise StoreError(f"{store.root}: {staged} is gone, though nothing of this run removed it; run again")


def sweep(store: Store, manifest: Manifest, folders: Iterable[str]) -> int:
    """Remove what a run that died left behind, and manifests that hold no more; returns how many files went.

    Call it only while holding ROOT: it takes every staged file for a leftover.
    """
    live = {file.path for file in manifest.files}
    keep = {POINTER, manifest_path(manifest.run_id)} if manifest.run_id else {POINTER}
    leftovers = [path for folder in folders for path in store.list(folder) if path not in live and _run_of(path)]
    housekeeping = (f"{HOUSEKEEPING}/staging/", f"{HOUSEKEEPING}/manifest-", f"{HOUSEKEEPING}/.")
    leftovers += [path for path in store.list(HOUSEKEEPING) if path not in keep and path.startswith(housekeeping)]
    for path in leftovers:
        store.delete(path)
    return len(leftovers)


def withdraw(store: Store, run_id: str, folders: Iterable[str]) -> None:
    """Remove the files of one run that failed; those of a run that holds ROOT by now are left alone."""
    for path in [path for folder in folders for path in store.list(folder) if _run_of(path) == run_id[:16]]:
        store.delete(path)
    for path in [*store.list(staging_folder(run_id)), manifest_path(run_id)]:
        store.delete(path)


def _run_of(path: str) -> str:
    """Name the run of a file of ours, half-written ones included; empty for what somebody else put there."""
    found = _OURS.search(path)
    return found[1] if found else "?" if _HALF.search(path) else ""
