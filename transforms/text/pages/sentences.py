"""Prose told from fragments, by how it ends."""

from __future__ import annotations

_ENDS = (".", "!", "?", "…")
#: quotation marks and brackets that close behind a full stop
_CLOSING = "\"”’')]"


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does; headings, labels and items of lists do not."""
    return text.rstrip(_CLOSING).endswith(_ENDS)
