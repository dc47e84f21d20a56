"""Lines in which an author or the outlet speaks of itself, beside its article."""

from __future__ import annotations

import re

from schemas import Block
from transforms.text.pages.keys import key

#: what follows the name of an author, or of the outlet, where the line is about them
_IS_AUTHOR = re.compile(
    r"(?:,[^,]{2,80},)?\s+(?:(?:is|was|has|have|writes|covers|reports|edits|joined|lives|works|teaches|studies|holds|"
    r"serves|specialises|specializes)\b|can\s+be)"
)
_IS_PUBLISHER = re.compile(
    r"[’']s?\s+mission\b|\s+is\s+(?:an?|the|part\s+of|owned|published|your)\b|\s+may\s+(?:earn|receive)\b"
)
#: characters of such lines, with room: those seen have up to 250
_LONGEST_NOTE = 600


def notes_of_makers(blocks: tuple[Block, ...], authors: tuple[str, ...], publisher: str | None) -> dict[int, str]:
    """Give the place and the reason of each: an author's name alone, and at the end what makers say of themselves."""
    names = {key(name) for name in authors}
    size = sum(len(block.text) for block in blocks)
    before = 0
    found: dict[int, str] = {}
    for i, block in enumerate(blocks):
        end = i >= len(blocks) - 3 or before > 0.8 * size
        before += len(block.text)
        if len(block.text) > _LONGEST_NOTE:
            continue
        if key(block.text) in names:
            found[i] = "byline"
        elif end and any(_of_author(block.text, name) for name in authors):
            found[i] = "author"
        elif end and publisher and _of_publisher(block.text, publisher):
            found[i] = "publisher"
    return found


def _of_author(text: str, name: str) -> bool:
    return " " in name and text.startswith(name) and bool(_IS_AUTHOR.match(text[len(name) :]))


def _of_publisher(text: str, name: str) -> bool:
    text = text.removeprefix("About ")
    return len(name) > 3 and text.startswith(name) and bool(_IS_PUBLISHER.match(text[len(name) :]))
