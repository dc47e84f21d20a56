"""Work for worker processes: the ways in which a page can misbehave."""

from __future__ import annotations

import os
import time


def misbehave_all(names: list[str]) -> list[str]:
    """Do what each name says; the first that goes wrong takes the others with it."""
    return [misbehave(name) for name in names]


def misbehave(name: str) -> str:
    """Answer, or do what the name says instead."""
    if name == "hang":
        time.sleep(600)
    if name == "spin":
        while True:
            pass
    if name == "raise":
        raise ValueError("no such luck")
    if name == "die":
        os._exit(9)
    if name == "grow":
        return "x" * (8 << 30)
    return f"{name} done"
