"""The commit of a run: staged files, manifest, publication, pointer. `docs/commit.md` tells what a reader sees when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from transforms.io.manifest import (
    HOUSEKEEPING,
    POINTER,
    DataFile,
    Manifest,
    manifest_path,
    read_manifest,
    staging_folder,
)
from transforms.io.store import Conflict, Store

#: what the sink names its files; nothing else in a table's folder is ever touched
_OURS = re.compile(r"ingest_date=[0-9-]{10}/part-[0-9a-f]+-[0-9a-f]+-[0-9]+\.parquet$")


def commit(store: Store, base: Manifest, run_id: str, files: Iterable[DataFile]) -> Manifest:
    """Make a run's staged files part of ROOT; all of them hold from the moment the pointer is replaced.

    Each step can be repeated, so a bundle that is retried after a crash commits once.

    Raises:
        Conflict: another run committed since `base` was read.
    """
    pointer = store.read(POINTER)
    current = read_manifest(store)
    if current.run_id == run_id:
        return current
    if current.run_id != base.run_id:
        raise Conflict(f"{store.root}: run {current.run_id} committed meanwhile; run again")
    manifest = Manifest(run_id, base.files + tuple(sorted(files)))
    store.write(manifest_path(run_id), manifest.to_json())
    for file in manifest.files[len(base.files) :]:
        staged = f"{staging_folder(run_id)}/{file.path}"
        if store.size(staged) is not None:
            store.move(staged, file.path)
    store.replace(POINTER, json.dumps({"run_id": run_id}).encode(), pointer)
    return manifest


def sweep(store: Store, manifest: Manifest, tables: Iterable[str]) -> int:
    """Remove what a run that died left behind, and manifests that hold no more; returns how many files went.

    Call it only while holding ROOT: it takes every staged file for a leftover.
    """
    live = {file.path for file in manifest.files}
    keep = {POINTER, manifest_path(manifest.run_id)} if manifest.run_id else {POINTER}
    leftovers = [path for table in tables for path in store.list(table) if path not in live and _is_ours(path)]
    housekeeping = (f"{HOUSEKEEPING}/staging/", f"{HOUSEKEEPING}/manifest-", f"{HOUSEKEEPING}/.")
    leftovers += [path for path in store.list(HOUSEKEEPING) if path not in keep and path.startswith(housekeeping)]
    for path in leftovers:
        store.delete(path)
    return len(leftovers)


def _is_ours(path: str) -> bool:
    """Tell our own leftovers, half-written ones included, from files that somebody else put beside the tables."""
    return bool(_OURS.search(path)) or path.rsplit("/", 1)[-1].startswith(".part-")
