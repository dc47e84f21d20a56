"""A lease on a ROOT in a bucket: held while it is renewed, free again when its holder has died."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from transforms.io.store import Conflict, Store, StoreError

#: seconds between two renewals, and after the last one until the lease is free: four renewals may fail
RENEWED_EVERY, GOOD_FOR = 30.0, 150.0


class Held(StoreError):
    """Another run holds the ROOT; the message says which."""


@contextmanager
def lease(store: Store, path: str, renewed_every: float = RENEWED_EVERY, good_for: float = GOOD_FOR) -> Iterator[Lease]:
    """Hold a ROOT by an object that is renewed as long as the block runs; preconditions let one holder win.

    A holder that was cut off for longer than `good_for` seconds loses it; its commit then meets a changed pointer.
    A holder whose work goes on elsewhere when the block has ended can leave it to its run.

    Raises:
        Held: another run holds it.
    """
    before = store.read(path)
    told = _told(before) if before else None
    if told and "until" in told and told["until"] > time.time():
        until = datetime.fromtimestamp(told["until"], UTC)
        raise Held(
            f"{store.root} is held by run {told['run']} until {until:%H:%M} UTC at the latest; "
            f"wait for it, or remove {store.root}/{path} if its job has failed"
        )
    if told and "until" not in told and time.time() - told["renewed"] < good_for:
        raise Held(
            f"{store.root} is held by another run (process {told['pid']} on {told['host']}); "
            f"wait for it, or {good_for:.0f} s if it has died"
        )
    mine = Lease(store, path, before, renewed_every)
    try:
        mine.renew()
    except Conflict as error:
        raise Held(f"{store.root} was taken by another run just now; wait for it") from error
    mine.start()
    try:
        yield mine
    finally:
        mine.give_back()


class Lease(threading.Thread):
    """A lease that is held, and renewed until it is given back or left to a run."""

    def __init__(self, store: Store, path: str, before: bytes | None, every: float) -> None:
        super().__init__(daemon=True, name="lease")
        self.store, self.path, self.before, self.every = store, path, before, every
        self.ended = threading.Event()
        self.left = False

    def renew(self, **more: Any) -> None:
        """Say who holds the ROOT, and that it was held just now."""
        told = {"pid": os.getpid(), "host": socket.gethostname(), "renewed": time.time(), **more}
        data = json.dumps(told).encode()
        self.store.replace(self.path, data, self.before)
        self.before = data

    def run(self) -> None:
        """Renew the lease until it ends."""
        while not self.ended.wait(self.every):
            try:
                self.renew()
            except Conflict:
                return  # somebody took it over; the commit will meet a changed pointer and say so
            except StoreError:
                continue  # a passing fault: the lease is good for several renewals

    def leave_to(self, run_id: str, seconds: float) -> None:
        """Leave the ROOT to a run that goes on when this process has ended; it gives it back with its commit."""
        self.ended.set()
        self.join()
        self.renew(run=run_id, until=time.time() + seconds)
        self.left = True

    def take_back(self) -> None:
        """Hold the ROOT again that was left to a run which never started."""
        self.left = False

    def give_back(self) -> None:
        """Free the ROOT, unless it was left to a run."""
        if self.left:
            return
        self.ended.set()
        self.join()
        if self.store.read(self.path) == self.before:
            self.store.delete(self.path)


def give_back(store: Store, path: str, run_id: str) -> None:
    """Free a ROOT that was left to a run; whoever else holds it is left alone."""
    content = store.read(path)
    if content and (told := _told(content)) and told.get("run") == run_id:
        store.delete(path)


def _told(content: bytes) -> dict[str, Any] | None:
    try:
        told: dict[str, Any] = json.loads(content)
        return told if {"pid", "host", "renewed"} <= told.keys() else None
    except (ValueError, AttributeError):
        return None
