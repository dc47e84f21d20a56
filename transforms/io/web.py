"""One request to a server on the web, safely: one answer, or the reason why there is none."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    IncompleteRead,
    InvalidChunkLength,
    LocationParseError,
    ProtocolError,
    ReadTimeoutError,
)
from urllib3.util import Url, make_headers, parse_url

from schemas import Reason
from transforms.io.addresses import Addresses
from transforms.io.dialling import Watchdog, connect
from transforms.text.inputs.problems import InputProblem

#: seconds that one answer may take in all, from the first packet to the last byte
TOTAL = 30.0
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    #: the address that was asked, with what may be secret in it
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    at: datetime


@dataclass(slots=True)
class Web:
    """Asks servers; several threads may use one, each with its own connections."""

    addresses: Addresses = field(default_factory=Addresses)
    user_agent: str = "newsbeam"
    seconds: float = TOTAL
    watchdog: Watchdog = field(default_factory=Watchdog)

    def get(
        self,
        url: str,
        headers: Mapping[str, str],
        max_bytes: int,
        held: dict[str, Any] | None = None,
        cut: bool = False,
    ) -> Answer:
        """Ask for an address, following nothing.

        `held` keeps connections open between requests to one host; it may be used by one thread at a time. `cut` takes
        the first `max_bytes` of a longer answer.

        Raises:
            InputProblem: there is no whole answer within the time and the bytes.
        """
        held = {} if held is None else held
        target = parse(url)
        scheme, host = target.scheme or "", target.host or ""
        port = target.port or (443 if scheme == "https" else 80)
        origin = f"{scheme}://{host}:{port}"
        sent = {"User-Agent": self.user_agent, "Accept-Encoding": "gzip", "Accept": "*/*", **headers}
        if target.auth:
            user, _, password = target.auth.partition(":")
            sent |= make_headers(basic_auth=f"{unquote(user)}:{unquote(password)}")
        reused = held.pop(origin, None)
        began = time.monotonic()
        for connection in filter(None, (reused, connect(scheme, host.strip("[]"), port, self.addresses))):
            try:
                answer, open_ = self._ask(connection, url, target.request_uri, sent, max_bytes, cut)
            except _Stale:
                connection.close()
                continue
            except BaseException:
                connection.close()
                raise
            if open_:
                held[origin] = connection
            else:
                connection.close()
            return answer
        raise InputProblem(Reason.BAD_HTTP, f"closed the connection after {time.monotonic() - began:.1f} s unanswered")

    def _ask(
        self, connection: Any, url: str, path: str, headers: Mapping[str, str], max_bytes: int, cut: bool
    ) -> tuple[Answer, bool]:
        used = connection.sock is not None
        self.watchdog.watch(connection, self.seconds)
        status = 0
        try:
            connection.request("GET", path, headers=headers, preload_content=False, decode_content=False)
            response = connection.getresponse()
            status = response.status
            at = datetime.now(UTC)
            body = b"" if status in (204, 304) else self._body(response, max_bytes, cut)
            if connection.late:  # a cut answer can look like a short one
                raise TimeoutError
            ended = response.headers.get("Connection", "").lower() == "close" or response.version < 11
            return Answer(url, status, response.headers, body, at), not ended and not cut
        except InputProblem as problem:
            if connection.late and problem.reason is not Reason.TOO_LARGE:
                raise self._too_slow() from problem
            raise
        except Exception as error:
            if connection.late or isinstance(error, (TimeoutError, ReadTimeoutError)):
                raise self._too_slow() from error
            if (
                used
                and status == 0
                and isinstance(error, (ConnectionError, http.client.RemoteDisconnected, ProtocolError))
            ):
                raise _Stale from error  # the server had closed it meanwhile, which is its right
            raise _problem(error) from error
        finally:
            self.watchdog.release(connection)

    def _too_slow(self) -> InputProblem:
        return InputProblem(Reason.TIMEOUT, f"gave no whole answer within {self.seconds:g} s; try again later")

    def _body(self, response: Any, max_bytes: int, cut: bool) -> bytes:
        """Read the body in steps, counting what came over the wire and what it unpacks to."""
        coding = ", ".join(part.strip() for part in response.headers.get("Content-Encoding", "").lower().split(","))
        packed = coding in ("gzip", "x-gzip")
        if not packed and coding not in ("", "identity"):
            detail = f"is compressed in a way that was not asked for ({coding[:40]!r}); ask its publisher"
            raise InputProblem(Reason.BAD_COMPRESSION, detail)
        length = response.headers.get("Content-Length", "")
        if length.isdigit() and int(length[:18]) > max_bytes and not cut:
            raise _too_large(max_bytes)
        body = bytearray()
        while chunk := response.read(_CHUNK, decode_content=packed):
            body += chunk
            if len(body) > max_bytes or response.tell() > max_bytes:
                if not cut:
                    raise _too_large(max_bytes)
                response.close()
                return bytes(body[:max_bytes])
        return bytes(body)


class _Stale(Exception):
    """A connection kept from before turned out closed."""


@lru_cache(maxsize=8_192)
def parse(url: str) -> Url:
    """Take an address apart.

    Raises:
        InputProblem: it is none of the web.
    """
    try:
        target = parse_url(url)
        if target.host and not target.host.isascii():
            target = target._replace(host=target.host.encode("idna").decode("ascii"))
    except (LocationParseError, UnicodeError, ValueError) as error:
        raise InputProblem(Reason.BAD_ADDRESS, "is no address of the web; check its spelling") from error
    if target.scheme not in ("http", "https") or not target.host or (target.port is not None and target.port < 1):
        raise InputProblem(Reason.BAD_ADDRESS, "is no address of the web; only http and https are fetched")
    return target


def _too_large(max_bytes: int) -> InputProblem:
    return InputProblem(Reason.TOO_LARGE, f"answers with more than {max_bytes:,} bytes; it is left out")


def _problem(error: Exception) -> InputProblem:
    """Say what a library's error means."""
    told = " ".join(str(error).split())[:200]
    if isinstance(error, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY" in told:
        why = getattr(error, "verify_message", "") or told
        return InputProblem(Reason.BAD_CERTIFICATE, f"its certificate cannot be trusted ({why}); tell its publisher")
    if isinstance(error, ssl.SSLError):
        return InputProblem(Reason.BAD_CERTIFICATE, f"no secure connection comes about ({told}); try again later")
    if isinstance(error, DecodeError):
        return InputProblem(Reason.BAD_COMPRESSION, "its compressed answer is damaged; try again later")
    cut = (IncompleteRead, InvalidChunkLength, http.client.IncompleteRead, ConnectionResetError)
    if isinstance(error, cut) or any(isinstance(cause, cut) for cause in (*error.args, error.__cause__)):
        return InputProblem(Reason.TRUNCATED, "ends its answer in the middle; try again later")
    if isinstance(error, (HTTPError, http.client.HTTPException, ValueError)):
        return InputProblem(
            Reason.BAD_HTTP, f"does not answer in HTTP ({type(error).__name__}: {told}); try again later"
        )
    if isinstance(error, OSError):
        return InputProblem(Reason.UNREACHABLE, f"breaks the connection ({told}); try again later")
    return InputProblem(Reason.ERROR, f"{type(error).__name__}: {told}; please report it with the address")
