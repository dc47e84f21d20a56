"""A lease on a ROOT in a bucket: held while it is renewed, free again when its holder has died."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from transforms.io.store import Conflict, Store, StoreError

#: seconds between two renewals, and after the last one until the lease is free: four renewals may fail
RENEWED_EVERY, GOOD_FOR = 30.0, 150.0


class Held(StoreError):
    """Another run holds the ROOT; the message says which."""


@contextmanager
def lease(store: Store, path: str, renewed_every: float = RENEWED_EVERY, good_for: float = GOOD_FOR) -> Iterator[None]:
    """Hold a ROOT by an object that is renewed as long as the block runs; preconditions let one holder win.

    A holder that was cut off for longer than `good_for` seconds loses it; its commit then meets a changed pointer.

    Raises:
        Held: another run holds it.
    """
    before = store.read(path)
    if before and (told := _told(before)) and time.time() - told["renewed"] < good_for:
        raise Held(
            f"{store.root} is held by another run (process {told['pid']} on {told['host']}); "
            f"wait for it, or {good_for:.0f} s if it has died"
        )
    mine = _Lease(store, path, before, renewed_every)
    try:
        mine.renew()
    except Conflict as error:
        raise Held(f"{store.root} was taken by another run just now; wait for it") from error
    mine.start()
    try:
        yield
    finally:
        mine.give_back()


class _Lease(threading.Thread):
    def __init__(self, store: Store, path: str, before: bytes | None, every: float) -> None:
        super().__init__(daemon=True, name="lease")
        self.store, self.path, self.before, self.every = store, path, before, every
        self.ended = threading.Event()

    def renew(self) -> None:
        told = {"pid": os.getpid(), "host": socket.gethostname(), "renewed": time.time()}
        data = json.dumps(told).encode()
        self.store.replace(self.path, data, self.before)
        self.before = data

    def run(self) -> None:
        while not self.ended.wait(self.every):
            try:
                self.renew()
            except Conflict:
                return  # somebody took it over; the commit will meet a changed pointer and say so
            except StoreError:
                continue  # a passing fault: the lease is good for several renewals

    def give_back(self) -> None:
        self.ended.set()
        self.join()
        if self.store.read(self.path) == self.before:
            self.store.delete(self.path)


def _told(content: bytes) -> dict[str, float] | None:
    try:
        told: dict[str, float] = json.loads(content)
        return told if {"pid", "host", "renewed"} <= told.keys() else None
    except ValueError:
        return None
