"""By what a text is recognised elsewhere, however it is punctuated and spaced."""

from __future__ import annotations


def key(text: str) -> str:
    """Reduce text to what two spellings of the same words share: letters and digits, case folded."""
    return "".join(filter(str.isalnum, text.casefold()))
