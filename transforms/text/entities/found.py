"""A name found in a text, and where names stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text: its place, its words and the label the model gave it."""

    start: int
    end: int
    text: str
    label: str
    #: lower-case words that stand before it as a title, or empty
    title: str = ""


def taken_by(text: str, spans: list[Found]) -> bytearray:
    """Mark the code points of a text that are part of a name."""
    taken = bytearray(len(text))
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    return taken


def apart(spans: list[Found]) -> list[Found]:
    """Leave out a span that stands inside a wider one."""
    kept: list[Found] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
