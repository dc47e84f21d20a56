"""Secure connections: certificates are checked against the name that was asked for."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas import Reason
from transforms.io.addresses import Addresses, networks
from transforms.io.dialling import _tls
from transforms.io.web import Web
from transforms.text.inputs.problems import InputProblem

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificates with openssl")


def _certificate(folder: Path) -> Path:
    made = folder / "pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", "/CN=secure.test", "-addext", "subjectAltName=DNS:secure.test", "-days", "2"]
    subprocess.run(
        [*command, *names, "-keyout", str(made), "-out", str(folder / "cert")], check=True, capture_output=True
    )
    made.write_bytes(made.read_bytes() + (folder / "cert").read_bytes())
    return made


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, int]]:
    """Serve one page securely under a certificate that nobody vouches for, and one in clear."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(tmp_path_factory.getbasetemp()))
    listening = {name: socket.create_server(("127.0.0.1", 0)) for name in ("secure", "clear")}

    def serve(name: str) -> None:
        while True:
            try:
                connection, _ = listening[name].accept()
            except OSError:
                return
            try:
                wrapped = context.wrap_socket(connection, server_side=True) if name == "secure" else connection
                wrapped.recv(1 << 16)
                wrapped.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                wrapped.close()
            except OSError:
                connection.close()

    for name in listening:
        threading.Thread(target=serve, args=(name,), daemon=True).start()
    yield {name: sock.getsockname()[1] for name, sock in listening.items()}
    for sock in listening.values():
        sock.close()


@pytest.mark.parametrize("name", ["secure", "clear"])
def test_a_server_that_cannot_be_trusted_is_not_read(ports: dict[str, int], name: str) -> None:
    web = Web(Addresses(networks("127.0.0.1"), {"secure.test": "127.0.0.1"}), seconds=5.0)
    with pytest.raises(InputProblem) as raised:
        web.get(f"https://secure.test:{ports[name]}/", {}, 1_000)
    assert raised.value.reason is Reason.BAD_CERTIFICATE


def test_the_same_server_in_clear_is_read(ports: dict[str, int]) -> None:
    web = Web(Addresses(networks("127.0.0.1"), {"secure.test": "127.0.0.1"}), seconds=5.0)
    assert web.get(f"http://secure.test:{ports['clear']}/", {}, 1_000).body == b"ok"


def test_a_server_that_is_vouched_for_is_read(
    ports: dict[str, int], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path_factory.getbasetemp() / "cert"))
    _tls.cache_clear()
    web = Web(Addresses(networks("127.0.0.1"), {"secure.test": "127.0.0.1", "other.test": "127.0.0.1"}), seconds=5.0)
    assert web.get(f"https://secure.test:{ports['secure']}/", {}, 1_000).body == b"ok"
    with pytest.raises(InputProblem, match="bad_certificate"):
        web.get(f"https://other.test:{ports['secure']}/", {}, 1_000)
    _tls.cache_clear()
