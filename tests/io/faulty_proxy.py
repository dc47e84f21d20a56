"""A proxy in front of an emulator of Cloud Storage that fails as the real one does on a bad day."""

from __future__ import annotations

import http.client
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: what can go wrong with a request: answers of the server, and connections that break before or after its work
FAULTS = ("429", "503", "broken before", "broken after")
_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "host"})


class FaultyProxy:
    """Forwards requests; `choose` names the fault that the nth one meets, or returns None."""

    def __init__(self, target: str, choose: Callable[[int], str | None]) -> None:
        self.host = target.removeprefix("http://")
        self.choose = choose
        self.met: Counter[str] = Counter()
        self.number = 0
        self.lock = threading.Lock()
        handler = type("Handler", (_Handler,), {"proxy": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def fault(self) -> str | None:
        """Name the fault of the next request and count it."""
        with self.lock:
            self.number += 1
            fault = self.choose(self.number)
            self.met[fault or "none"] += 1
            return fault

    def stop(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: FaultyProxy

    def _forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.proxy.fault()
        if fault in ("429", "503"):
            self.send_response(int(fault))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if fault == "broken before":
            self.close_connection = True
            self.connection.close()
            return
        behind = http.client.HTTPConnection(self.proxy.host, timeout=30)
        kept = {name: value for name, value in self.headers.items() if name.lower() not in _HOP}
        behind.request(self.command, self.path, body or None, {**kept, "Content-Length": str(len(body))})
        answer = behind.getresponse()
        content = answer.read()
        behind.close()
        if fault == "broken after":
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _HOP and name.lower() not in ("date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _forward

    def log_message(self, *_: object) -> None:
        """Say nothing."""
