"""One run at a time on a ROOT."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from transforms.io.lease import Held, Lease, lease
from transforms.io.manifest import LOCK
from transforms.io.store import LocalStore, Store, StoreError

if os.name == "posix":
    import fcntl


__all__ = ["Held", "hold"]


@contextmanager
def hold(store: Store) -> Iterator[Lease | None]:
    """Hold a ROOT for the time of a run; yields the lease on a bucket, which can be left to a run.

    Local: an `flock` on `_newsbeam/LOCK`, which the system itself gives back when the holder dies, however it dies.
    Bucket: a lease, which ends when its holder no longer renews it.

    Raises:
        Held: another run holds it.
        StoreError: the folder cannot be written.
    """
    if not isinstance(store, LocalStore):
        with lease(store, LOCK) as held:
            yield held
        return
    path = Path(store.root) / LOCK
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        remedy = "name a folder that you may write"
        raise StoreError(f"--output {store.root}: cannot be written ({error.strerror}); {remedy}") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = _holder(os.pread(handle, 4096, 0))
            remedy = "wait for it, or use another --output"
            raise Held(f"{store.root} is held by another run ({holder}); {remedy}") from None
        with contextlib.suppress(OSError):  # on a full disk the name is missing, and the lock holds all the same
            os.ftruncate(handle, 0)
            os.pwrite(handle, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode(), 0)
        yield None
    finally:
        os.close(handle)


def _holder(content: bytes) -> str:
    try:
        told = json.loads(content)
        return f"process {told['pid']} on {told['host']}"
    except (ValueError, KeyError, TypeError):
        return "which has not said its name yet"
