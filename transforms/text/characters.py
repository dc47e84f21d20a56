"""The characters of a text: which cannot stand in one, and what stands in their place."""

from __future__ import annotations

import re
import unicodedata

from schemas import Reason, Repair

#: what windows-1252 means by the bytes that pages write as C1 controls (`&#150;`), after WHATWG's encoding standard
_C1 = {byte: bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0) if byte != 0x85}
#: controls but tab, line feed, carriage return; lone surrogates; the non-characters; byte order marks
_BAD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufeff]")
#: marks nobody sees and that split words: zero-width space, joiners between Latin letters, soft hyphen, directions
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_LINE_BREAK = re.compile("\r\n?|[\x0c\x85\u2028]")


def clean_characters(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Take out what cannot stand in a text and name what was found.

    Line breaks become `\\n` (U+2029 a blank line), C1 controls the characters windows-1252 gives their bytes; pairs of
    surrogates are joined.
    """
    repairs: tuple[Repair, ...] = ()
    if _BAD.search(text):
        joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        found = sorted({f"U+{ord(c):04X}" for c in _BAD.findall(text) if c != "\ufeff"})
        text = _BAD.sub(lambda m: _C1.get(ord(m[0]), ""), joined)
        if found:
            names = ", ".join(found[:5]) + (" ..." if len(found) > 5 else "")
            repairs = (Repair(Reason.BAD_CHARACTERS, f"characters that no text can hold were taken out: {names}"),)
    text = _LINE_BREAK.sub("\n", text).replace("\u2029", "\n\n")
    return _UNSEEN.sub("", text), repairs


def strip_nuls(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Take the NULs out of mark-up, which end a document for its parser."""
    count = text.count("\x00")
    if not count:
        return text, ()
    return text.replace("\x00", ""), (Repair(Reason.BAD_CHARACTERS, f"{count} NUL characters were taken out"),)


def normalise(text: str) -> str:
    """Put one line of text into NFC with single spaces between words."""
    return unicodedata.normalize("NFC", " ".join(text.split()))
