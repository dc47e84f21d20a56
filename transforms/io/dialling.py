"""Connections that dial checked addresses only, and the watchdog that ends what takes too long."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from functools import lru_cache
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from schemas import Reason
from transforms.io.addresses import Addresses
from transforms.text.inputs.problems import InputProblem

#: seconds to reach a server, and to wait for its next bytes
CONNECT, READ = 5.0, 15.0


class Watchdog:
    """Ends connections whose time is up.

    A time limit on reads is none on the whole: a server that sends a byte now and then holds it off for ever.
    """

    def __init__(self) -> None:
        self._watched: dict[int, tuple[float, Dialled]] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def watch(self, connection: Dialled, seconds: float) -> None:
        """Give a connection so many seconds from now."""
        with self._lock:
            self._watched[id(connection)] = (time.monotonic() + seconds, connection)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
                self._thread.start()

    def release(self, connection: Dialled) -> None:
        """Leave a connection alone from now on."""
        with self._lock:
            self._watched.pop(id(connection), None)

    def _run(self) -> None:
        while True:
            time.sleep(0.1)
            now = time.monotonic()
            with self._lock:
                late = [item for item in self._watched.values() if item[0] < now]
                for _, connection in late:
                    del self._watched[id(connection)]
            for _, connection in late:
                connection.cut()


class Dialled:
    """What both kinds of connection share: a socket to an address that was checked, and a way to cut it."""

    raw: socket.socket | None = None
    late = False

    def cut(self) -> None:
        """End whatever the connection waits for."""
        self.late = True
        if self.raw is not None:
            with contextlib.suppress(OSError):
                self.raw.shutdown(socket.SHUT_RDWR)

    def dial(self, addresses: Addresses, host: str, port: int) -> socket.socket:
        """Connect to the first address of a host that answers.

        Raises:
            InputProblem: the host is unknown, not allowed or does not answer.
        """
        began, what = time.monotonic(), "no address"
        for family, address in addresses.look_up(host, port):
            left = CONNECT - (time.monotonic() - began)
            if left <= 0 or self.late:
                break
            raw = socket.socket(family, socket.SOCK_STREAM)
            raw.settimeout(left)
            self.raw = raw
            try:
                raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                raw.connect(address)
            except OSError as error:
                what = error.strerror or str(error)
                raw.close()
                continue
            raw.settimeout(READ)
            return raw
        raise InputProblem(Reason.UNREACHABLE, f"{host} does not answer ({what}); try again later")


class _Plain(Dialled, HTTPConnection):
    addresses: Addresses

    def _new_conn(self) -> socket.socket:
        return self.dial(self.addresses, self._dns_host, self.port or 80)


class _Secure(Dialled, HTTPSConnection):
    addresses: Addresses

    def _new_conn(self) -> socket.socket:
        return self.dial(self.addresses, self._dns_host, self.port or 443)


def connect(scheme: str, host: str, port: int, addresses: Addresses) -> Any:
    """Return a connection, not yet dialled. No proxy of the environment is asked: it would dial for us, unchecked."""
    kind: Any = _Secure if scheme == "https" else _Plain
    secure = {"ssl_context": _tls(), "cert_reqs": "CERT_REQUIRED"} if scheme == "https" else {}
    connection = kind(host, port, timeout=READ, **secure)
    connection.addresses = addresses
    return connection


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
