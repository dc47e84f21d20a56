"""Where a ROOT lies: a local folder or a bucket, behind the few operations that a commit needs."""

from __future__ import annotations

import ctypes
import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

#: AT_FDCWD and RENAME_EXCHANGE of Linux's renameat2
_HERE, _EXCHANGE = -100, 2


class StoreError(Exception):
    """A ROOT cannot be used; the message says why and what to do."""


class Conflict(StoreError):
    """Somebody else changed an object between reading and replacing it."""


class Store(Protocol):
    """Objects under one ROOT, named by relative paths with forward slashes."""

    root: str

    def read(self, path: str) -> bytes | None:
        """Return an object's bytes, or None where there is none."""

    def write(self, path: str, data: bytes) -> None:
        """Put an object in place at once: readers see all of it or none of it."""

    def replace(self, path: str, data: bytes, expected: bytes | None) -> None:
        """Replace an object that must still hold what the caller read from it; else raise Conflict."""

    def move(self, source: str, target: str) -> None:
        """Give an object another name, replacing what bears it."""

    def delete(self, path: str) -> None:
        """Remove an object; one that is not there is no error."""

    def list(self, prefix: str) -> Iterator[str]:
        """Name every object below a folder, sorted."""

    def size(self, path: str) -> int | None:
        """Return an object's size in bytes, or None where there is none."""

    def open(self, path: str) -> Any:
        """Open an object for reading at random, as pyarrow wants it."""


class LocalStore:
    """A ROOT in a local folder."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._base = Path(root)

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, or None where there is none."""
        try:
            return (self._base / path).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, path: str, data: bytes) -> None:
        """Write beside the target, flush to the disk and rename, so that no reader meets a part of a file."""
        target = self._base / path
        with _in_words(self.root):
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                os.chmod(name, 0o644)
                os.replace(name, target)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            _flush_folder(target.parent)

    def replace(self, path: str, data: bytes, expected: bytes | None) -> None:
        """Replace a file that must still hold what the caller read from it; the lock keeps others out meanwhile.

        Raises:
            Conflict: it holds something else by now.
        """
        if self.read(path) != expected:
            raise Conflict(f"{self.root}/{path} was changed by another run; run again")
        self.write(path, data)

    def move(self, source: str, target: str) -> None:
        """Rename a file; the folder is made where there is none."""
        place = self._base / target
        with _in_words(self.root):
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self._base / source, place)
            _flush_folder(place.parent)
        self._prune(self._base / source)

    def delete(self, path: str) -> None:
        """Remove a file, and the folders it leaves empty."""
        place = self._base / path
        with _in_words(self.root):
            place.unlink(missing_ok=True)
        self._prune(place)

    def _prune(self, place: Path) -> None:
        """Remove the folders that a file left empty."""
        for folder in place.parents:
            if folder == self._base:
                break
            try:
                folder.rmdir()
            except OSError:
                break

    def link(self, source: str, target: str) -> None:
        """Give a file a second name."""
        place = self._base / target
        with _in_words(self.root):
            place.parent.mkdir(parents=True, exist_ok=True)
            os.link(self._base / source, place)

    def exchange(self, one: str, other: str) -> bool:
        """Let two folders change places in one step; returns False where the system or the disk cannot."""
        try:
            rename = ctypes.CDLL(None, use_errno=True).renameat2
        except (AttributeError, OSError, TypeError):
            return False
        paths = [os.fsencode(self._base / folder) for folder in (one, other)]
        changed: bool = rename(_HERE, paths[0], _HERE, paths[1], _EXCHANGE) == 0
        if changed:
            for folder in (one, other):
                _flush_folder((self._base / folder).parent)
        return changed

    def list(self, prefix: str) -> Iterator[str]:
        """Name every file below a folder, sorted, temporary ones included."""
        base = self._base / prefix
        for folder, folders, files in os.walk(base):
            folders.sort()
            for name in sorted(files):
                yield (Path(folder) / name).relative_to(self._base).as_posix()

    def size(self, path: str) -> int | None:
        """Return a file's size in bytes, or None where there is none."""
        try:
            return (self._base / path).stat().st_size
        except FileNotFoundError:
            return None

    def open(self, path: str) -> Any:
        """Return the file's name, which pyarrow maps by itself."""
        return str(self._base / path)


@contextmanager
def _in_words(root: str) -> Iterator[None]:
    """Turn what the system says of a place that cannot be written into words with a remedy."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        remedy = "free some space" if full else "see to it that this user may write there"
        said = error.strerror or type(error).__name__
        raise StoreError(f"{root} cannot be written ({said}); {remedy} and run again") from error


def _flush_folder(folder: Path) -> None:
    """Make a rename in a folder survive a power cut, on systems that can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def open_store(root: str) -> Store:
    """Return the store of a ROOT: `gs://bucket/prefix` or a local folder.

    Raises:
        StoreError: the address names no place that can hold a ROOT.
    """
    if root.startswith("gs://"):
        from transforms.io.bucket import BucketStore  # the client takes 1 s to import; local runs never pay it

        return BucketStore(root)
    if "://" in root:
        raise StoreError(f"--output {root}: only local folders and gs://bucket/prefix can hold a ROOT")
    with _in_words(root):
        is_file = Path(root).exists() and not Path(root).is_dir()
    if is_file:
        raise StoreError(f"--output {root}: is a file; name a folder")
    return LocalStore(root)
