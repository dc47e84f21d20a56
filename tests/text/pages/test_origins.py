"""The agency behind an article is found where agencies sign, and nowhere else."""

from __future__ import annotations

import pytest

from transforms.text.pages.origins import origin_of

BODY = "The harbour authority opened the second lock on Monday, a year later than planned."


@pytest.mark.parametrize(
    ("blocks", "bylines", "publisher", "origin"),
    [
        (["SKARROW, March 3 (Reuters) - The second lock is open."], (), "Valley Gazette", "Reuters"),
        (["(AP) — The second lock is open."], (), None, "Associated Press"),
        ([BODY], ("Ada Brook and The Associated Press",), "Valley Gazette", "Associated Press"),
        ([BODY, BODY + " — AFP"], (), "Valley Gazette", "AFP"),
        ([BODY, "Copyright 2024 The Associated Press. All rights reserved."], (), None, "Associated Press"),
        (["SKARROW (Reuters) - The second lock is open."], (), "Reuters", None),
        ([BODY], ("Ada Brook",), "Valley Gazette", None),
        (["The minister (Labour) - and she alone - had asked for the lock."], (), None, None),
        (["He spoke to Reuters on Monday about the lock, and to AFP on Tuesday."], (), None, None),
    ],
)
def test_origins(blocks: list[str], bylines: tuple[str, ...], publisher: str | None, origin: str | None) -> None:
    assert origin_of(blocks, bylines, publisher) == origin
