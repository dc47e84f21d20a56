"""One request to a server on the web, safely: one answer, or the reason why there is none."""

from __future__ import annotations

import asyncio
import base64
import re
import ssl
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from schemas import Reason
from transforms.io.addresses import Addresses
from transforms.io.answers import Answer, read_answer
from transforms.io.arriving import Silence
from transforms.io.dialling import Line, dial
from transforms.text.inputs.problems import InputProblem

__all__ = ["Answer", "Web", "parse"]

#: seconds that one answer may take in all, from the first packet to the last byte
TOTAL = 30.0
_PORTS = {"http": 80, "https": 443}
#: addresses as nearly all are, which need no taking care
_USUAL = re.compile(
    r"(https?)://([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?::([1-9][0-9]{1,3}|[1-5][0-9]{4}))?"
    r"((?:/[A-Za-z0-9_-]+(?:\.[A-Za-z0-9]+)?)+)"
)
#: what would end a field of a request and begin another
_CONTROLS = dict.fromkeys([*range(32), 127], " ")


@dataclass(slots=True)
class Web:
    """Asks servers."""

    addresses: Addresses = field(default_factory=Addresses)
    user_agent: str = "newsbeam"
    seconds: float = TOTAL
    #: where names are looked up; none takes the event loop's own threads
    threads: Executor | None = None

    def get(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Answer:
        """Ask for one address, as `ask` does, where nothing else is going on."""
        return asyncio.run(self.ask(url, headers, max_bytes))

    async def ask(
        self,
        url: str,
        headers: Mapping[str, str],
        max_bytes: int,
        held: dict[str, Line] | None = None,
        cut: bool = False,
    ) -> Answer:
        """Ask for an address, following nothing.

        `held` keeps connections open between requests to one host, of which one may be under way at a time. `cut` takes
        the first `max_bytes` of a longer answer.

        Raises:
            InputProblem: there is no whole answer within the time and the bytes.
        """
        held = {} if held is None else held
        target = parse(url)
        scheme, host = target.scheme or "", target.host or ""
        port = target.port or _PORTS[scheme]
        origin = f"{scheme}://{host}:{port}"
        try:
            sent = self._head(target, port, headers)
            async with asyncio.timeout(self.seconds):
                line, answer = held.pop(origin, None), None
                if line is not None and line.is_closed:
                    line.close()
                    line = None
                if line is not None:
                    answer = await _once_more(line, sent, url, max_bytes, cut)
                if line is None or answer is None:
                    line = await dial(scheme, host.strip("[]"), port, self.addresses, self.threads)
                    answer = await _exchange(line, sent, url, max_bytes, cut)
        except Exception as error:
            raise self._problem(error) from error
        if answer.keeps:
            held[origin] = line
        else:
            line.close()
        return answer

    def _head(self, target: Url, port: int, headers: Mapping[str, str]) -> bytes:
        place = target.host if port == _PORTS[target.scheme or ""] else f"{target.host}:{port}"
        fields = {"Host": place, "User-Agent": self.user_agent, "Accept-Encoding": "gzip", "Accept": "*/*", **headers}
        if target.auth:
            fields["Authorization"] = "Basic " + base64.b64encode(unquote(target.auth).encode()).decode()
        lines = [f"GET {target.request_uri} HTTP/1.1"]
        lines += [f"{name}: {str(value).translate(_CONTROLS)}" for name, value in fields.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")

    def _problem(self, error: Exception) -> InputProblem:
        """Say what an error means."""
        told = " ".join(str(error).split())[:200]
        if isinstance(error, InputProblem):
            return error
        if isinstance(error, TimeoutError):
            detail = f"gave no whole answer within {self.seconds:g} s; try again later"
            return InputProblem(Reason.TIMEOUT, detail)
        if isinstance(error, ssl.SSLCertVerificationError):
            why = error.verify_message or told
            detail = f"its certificate cannot be trusted ({why}); tell its publisher"
            return InputProblem(Reason.BAD_CERTIFICATE, detail)
        if isinstance(error, ssl.SSLError):
            return InputProblem(Reason.BAD_CERTIFICATE, f"no secure connection comes about ({told}); try again later")
        if isinstance(error, (Silence, ConnectionError)):
            return InputProblem(Reason.TRUNCATED, "ends its answer in the middle; try again later")
        if isinstance(error, OSError):
            return InputProblem(Reason.UNREACHABLE, f"breaks the connection ({told}); try again later")
        return InputProblem(Reason.ERROR, f"{type(error).__name__}: {told}; please report it with the address")


async def _exchange(line: Line, sent: bytes, url: str, max_bytes: int, cut: bool) -> Answer:
    """Send a request and read its answer; the connection is closed where that fails."""
    try:
        line.writer.write(sent)
        return await read_answer(line.reader, url, max_bytes, cut)
    except BaseException:
        line.close()
        raise


async def _once_more(line: Line, sent: bytes, url: str, max_bytes: int, cut: bool) -> Answer | None:
    """Use a connection again; None where its server has closed it meanwhile, or left something on it."""
    try:
        return await _exchange(line, sent, url, max_bytes, cut)
    except (Silence, ConnectionError):
        return None
    except InputProblem as problem:
        if problem.reason is Reason.BAD_HTTP:
            return None
        raise


@lru_cache(maxsize=8_192)
def parse(url: str) -> Url:
    """Take an address apart.

    Raises:
        InputProblem: it is none of the web.
    """
    if usual := _USUAL.fullmatch(url):
        return Url(usual[1], None, usual[2], int(usual[3]) if usual[3] else None, usual[4])
    try:
        target = parse_url(url)
        if target.host and not target.host.isascii():
            target = target._replace(host=target.host.encode("idna").decode("ascii"))
    except (LocationParseError, UnicodeError, ValueError) as error:
        raise InputProblem(Reason.BAD_ADDRESS, "is no address of the web; check its spelling") from error
    if target.scheme not in ("http", "https") or not target.host or (target.port is not None and target.port < 1):
        raise InputProblem(Reason.BAD_ADDRESS, "is no address of the web; only http and https are fetched")
    return target
