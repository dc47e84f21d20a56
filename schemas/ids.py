"""Ids made from content, so that the same input has the same id on any runner."""

from __future__ import annotations

import hashlib


def make_id(*parts: str | int | None) -> str:
    """Hash the parts, order and boundaries included, to 32 lower-case hex digits (128 bits of BLAKE2b).

    Lone surrogates are hashed as they stand, so no string can make this fail.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = b"\xff" if part is None else str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
