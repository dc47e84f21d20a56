"""Heads of answers: the status and the fields (RFC 9112), as leniently as clients read them."""

from __future__ import annotations

import re
from typing import overload

from schemas import Reason
from transforms.io.arriving import bad_http
from transforms.text.inputs.problems import InputProblem

_NUMBER = re.compile(rb"[1-9][0-9]{2}")


class Headers(dict[str, str]):
    """The fields of a head by name, whatever its case; one that comes several times is joined by commas."""

    def add(self, name: str, value: str) -> None:
        """Add one field."""
        name = name.lower()
        known = dict.get(self, name)
        self[name] = value if known is None else f"{known}, {value}"

    def __getitem__(self, name: str) -> str:
        return dict.__getitem__(self, name.lower())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and dict.__contains__(self, name.lower())

    @overload  # type: ignore[override]
    def get(self, name: str) -> str | None: ...

    @overload
    def get(self, name: str, default: str) -> str: ...

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return a field, or what is given for one that is not there."""
        return dict.get(self, name.lower(), default)


def read_head(head: bytes) -> tuple[int, int, Headers]:
    """Read a head: the version (10 or 11), the status and the fields; what is no field is passed over.

    Raises:
        InputProblem: it is none of HTTP/1.
    """
    first, _, fields = head.partition(b"\n")
    protocol, _, told = first.partition(b" ")
    number = told.split(None, 1)[:1]
    if not protocol.startswith(b"HTTP/1.") or not number or not _NUMBER.fullmatch(number[0]):
        raise bad_http(f"it begins with {first[:40].decode('latin-1').strip()!r}")
    found, last = Headers(), ""
    for line in fields.decode("latin-1").split("\n"):
        if line[:1] in (" ", "\t"):
            if last:
                found[last] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        if colon and (last := name.strip().lower()):
            found.add(last, value.strip())
    return (10 if protocol.startswith(b"HTTP/1.0") else 11), int(number[0]), found


def length_of(headers: Headers) -> int | None:
    """Return the bytes of the body, None where it does not say.

    Raises:
        InputProblem: it says several things, or nothing that is a number.
    """
    stated = headers.get("content-length")
    if stated is None:
        return None
    if not (stated.isascii() and stated.isdigit()):
        several = {part.strip() for part in stated.split(",")} - {""}
        if not several:
            return None
        stated = several.pop()
        if several or not (stated.isascii() and stated.isdigit()):
            raise bad_http("it does not say how long it is")
    return int(stated[:18])


def is_packed(headers: Headers) -> bool:
    """Tell whether the body is packed with gzip.

    Raises:
        InputProblem: it is packed in a way that was not asked for.
    """
    stated = headers.get("content-encoding")
    if stated is None:
        return False
    coding = ", ".join(part.strip() for part in stated.lower().split(","))
    if coding not in ("", "identity", "gzip", "x-gzip"):
        detail = f"is compressed in a way that was not asked for ({coding[:40]!r}); ask its publisher"
        raise InputProblem(Reason.BAD_COMPRESSION, detail)
    return coding.endswith("gzip")
