"""The manifest of a ROOT: which data files are live, as of one committed run."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field

from transforms.io.store import Store, StoreError

#: readers skip names that begin with an underscore
HOUSEKEEPING = "_newsbeam"
POINTER = f"{HOUSEKEEPING}/CURRENT.json"
#: who holds the ROOT
LOCK = f"{HOUSEKEEPING}/LOCK"
#: kept pages: the name of their files in a manifest, and the folder they lie in
PAGES = f"{HOUSEKEEPING}/pages"


@dataclass(frozen=True, slots=True, order=True)
class DataFile:
    """One Parquet file of one table."""

    #: final place below ROOT
    path: str
    table: str
    rows: int
    bytes: int
    #: SHA-256 of the file
    sha256: str
    #: the run that wrote it
    run_id: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every live data file after one run; the pointer names the manifest that holds."""

    run_id: str | None = None
    files: tuple[DataFile, ...] = ()
    #: what the pointer said when this manifest was read; a commit on top of it replaces exactly that
    pointer: bytes | None = field(default=None, compare=False, repr=False)

    def of(self, table: str) -> tuple[DataFile, ...]:
        """Return the live files of one table, in the order of their names."""
        return tuple(sorted(file for file in self.files if file.table == table))

    def to_json(self) -> bytes:
        """Write the manifest as JSON, the same bytes for the same files."""
        files = [dataclasses.asdict(file) for file in sorted(self.files)]
        return json.dumps({"format": 1, "run_id": self.run_id, "files": files}, indent=1).encode()


def manifest_path(run_id: str) -> str:
    """Return where the manifest of a run lies below ROOT."""
    return f"{HOUSEKEEPING}/manifest-{run_id}.json"


def staging_folder(run_id: str) -> str:
    """Return the folder below ROOT where a run keeps its files until it commits."""
    return f"{HOUSEKEEPING}/staging/{run_id}"


def read_manifest(store: Store) -> Manifest:
    """Read the manifest that the pointer names; a ROOT without a pointer has an empty one.

    Raises:
        StoreError: the pointer or its manifest cannot be read as what they should be.
    """
    pointer = store.read(POINTER)
    if pointer is None:
        return Manifest()
    try:
        run_id = json.loads(pointer)["run_id"]
        if run_id is None:
            return Manifest(pointer=pointer)
        content = store.read(manifest_path(run_id))
        if content is None:
            if store.read(POINTER) != pointer:  # another run committed, and the next one cleaned up, in between
                return read_manifest(store)
            raise ValueError(f"{manifest_path(run_id)} is missing")
        return Manifest(run_id, tuple(DataFile(**file) for file in json.loads(content)["files"]), pointer)
    except (ValueError, KeyError, TypeError) as error:
        remedy = f"restore {HOUSEKEEPING}/ from a backup, or start a new ROOT"
        raise StoreError(f"{store.root}/{POINTER} names no readable manifest ({error}); {remedy}") from error


def place_of(store: Store, file: DataFile) -> str:
    """Return where a live file lies: its own place, or where a compaction that has not turned the pointer put it."""
    if store.size(file.path) is None:
        for path in store.list(f"{HOUSEKEEPING}/staging"):
            if path.endswith(f"/{file.path}"):
                return path
    return file.path
