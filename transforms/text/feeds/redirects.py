"""Redirects: where an answer leads, if it may be followed."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

from schemas import Reason
from transforms.text.inputs.problems import InputProblem

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
#: hops followed (RFC 9309 asks for five for robots.txt; no honest feed needs more)
MAX_HOPS = 5


def next_address(url: str, location: str | None, passed: tuple[str, ...], secure: bool) -> str:
    """Return the address that a redirect from `url` leads to; `passed` are the addresses that led here.

    `secure` forbids to leave https. What the address is, is checked when it is dialled.

    Raises:
        InputProblem: it leads nowhere, in a circle, too far, or out of the web.
    """
    if not location or not location.strip():
        raise InputProblem(Reason.BAD_REDIRECT, "redirects, but says not where to; try again later")
    if len(passed) >= MAX_HOPS:
        raise InputProblem(Reason.TOO_MANY_REDIRECTS, f"redirects more than {MAX_HOPS} times; look where it leads")
    try:
        # servers send the bytes of any charset here
        stated = location.strip().encode("latin-1", "replace").decode("utf-8", "replace")
        target = urldefrag(urljoin(url, stated)).url
        parts = urlsplit(target)
        foreign = parts.username is not None and parts.netloc != urlsplit(url).netloc
    except ValueError as error:
        raise InputProblem(Reason.BAD_REDIRECT, "redirects to what is no address; look where it leads") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputProblem(Reason.BAD_REDIRECT, f"redirects out of the web ({target[:100]!r}); look where it leads")
    if foreign:
        raise InputProblem(Reason.BAD_REDIRECT, "redirects to an address with a password in it; look where it leads")
    if secure and url.startswith("https:") and parts.scheme == "http":
        detail = "redirects from https to http, where anybody can change it; tell its publisher"
        raise InputProblem(Reason.BAD_REDIRECT, detail)
    if target in (url, *passed):
        raise InputProblem(Reason.REDIRECT_LOOP, "redirects in a circle; look at it in a browser")
    return target
