"""From bytes to text: byte order mark, declared charset, declaration inside, detection, in this order."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from schemas import PageKind, Reason, Repair
from transforms.text.characters import clean_characters, strip_nuls

#: bytes looked at where a charset must be guessed: enough for every script, cheap for any size
_SAMPLE = 20_000
#: the charsets that a guess chooses from, the commoner on the web first (W3Techs' order within a script)
_CHARSETS = (
    *("cp1252", "cp1251", "cp932", "euc_jp", "gb18030", "euc_kr", "big5", "cp1250", "cp1256", "cp1253"),
    *("cp1254", "cp1255", "cp874", "koi8_r", "cp1257"),
)
#: Python's codecs that are notations, not charsets
_NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
#: what the formats that hold no text begin with: PDF, PNG, JPEG, GIF, ZIP, gzip, RIFF, ELF, ISO media (at byte 4)
_MAGIC = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x7fELF")


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that UTF-8 cannot as windows-1252, the commonest charset to be pasted into UTF-8."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error("newsbeam.windows-1252", _as_windows_1252)


#: control characters that no text holds; tabs, line and page ends and escapes are met
_CONTROLS = bytes(byte for byte in range(32) if byte not in (9, 10, 12, 13, 27))


def is_binary(content: bytes) -> bool:
    """Tell content that is no text in any charset: a known signature, or NULs that are not UTF-16's or UTF-32's."""
    head = content[:4096]
    if head.startswith(_MAGIC) or head[4:8] == b"ftyp":
        return True
    if read_bom(head)[0] or _utf16(head):
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) > 0.1 * len(head)


def decode(content: bytes, charset: str | None = None, kind: PageKind | None = None) -> tuple[str, tuple[Repair, ...]]:
    """Decode bytes to text that holds no character it cannot hold; say what had to be repaired.

    `charset` is the one named outside the content. Valid UTF-8 beyond ASCII is UTF-8 whatever is declared.
    """
    bom, body = _bom(content)
    inside = html_body_declared_encoding(content[:4096]) if kind is PageKind.HTML or content[:5] == b"<?xml" else None
    declared = bom or _known(charset) or (None if inside in _WIDE else inside)
    text, repairs = _decoded(body, declared)
    # a page is cleaned line by line once its mark-up is gone; only what would stop a parser goes here
    text, more = strip_nuls(text) if kind is PageKind.HTML else clean_characters(text)
    return text, repairs + more


#: a declaration that could be read as ASCII stands in no text of these
_WIDE = {"utf-16-be", "utf-16-le", "utf-16", "utf-32", "utf-32-be", "utf-32-le"}


def _bom(content: bytes) -> tuple[str | None, bytes]:
    encoding, mark = read_bom(content)
    return encoding, content[len(mark or b"") :]


def _known(charset: str | None) -> str | None:
    """The codec for a charset's name, as browsers read it (latin-1 is windows-1252); None if it is not known."""
    name = (charset or "").strip().strip("\"'")
    encoding = resolve_encoding(name) if name else None
    if encoding is None or codecs.lookup(encoding).name in _NO_CHARSETS:
        return None
    try:
        "".encode(encoding)
    except LookupError:  # a codec that makes no text, as rot13
        return None
    return encoding


def _utf16(head: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero bytes that Latin text has in every other place."""
    half = len(head) // 2
    if half < 4 or not head.count(0):
        return None
    even, odd = head[0 : 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
    if odd > 0.5 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 * half and odd < 0.1 * half else None


def _decoded(body: bytes, declared: str | None) -> tuple[str, tuple[Repair, ...]]:
    try:
        text = body.decode("utf-8") if declared not in _WIDE else body.decode(declared or "utf-8")
        if declared in (None, "utf-8", *_WIDE) and not (declared is None and _utf16(body[:4096])):
            return text, ()
        if _NOT_ASCII.search(body):
            note = f"declared as {declared} but it is UTF-8, and was read as UTF-8"
            return text, (Repair(Reason.BAD_ENCODING, note),)
    except UnicodeError:
        pass
    stated = declared if declared != "utf-8" else None
    encoding = stated or _utf16(body[:4096]) or _guess(body)
    try:
        return body.decode(encoding), _note(declared, encoding)
    except UnicodeError:
        pass
    errors = "newsbeam.windows-1252" if encoding == "utf-8" else "replace"
    note = f"bytes that are not {encoding} were read as windows-1252 or replaced; save the file in one charset"
    return body.decode(encoding, errors), (Repair(Reason.BAD_ENCODING, note),)


def _note(declared: str | None, encoding: str) -> tuple[Repair, ...]:
    if declared in (None, encoding):
        return ()
    return (Repair(Reason.BAD_ENCODING, f"declared as {declared}, which it is not; read as {encoding}"),)


def _guess(body: bytes) -> str:
    """Guess the charset of bytes that are not UTF-8 throughout: mostly UTF-8, else what detection says."""
    first = _NOT_ASCII.search(body)
    start = max(0, (first.start() if first else 0) - 1000)
    sample = body[start : start + _SAMPLE]
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if sum(c > "\x7f" for c in text) > 2 * bad:
        return "utf-8"
    matches = list(from_bytes(sample, cp_isolation=list(_CHARSETS)))
    if not matches:
        return "cp1252"
    best = matches[0]
    # close calls go to the charset that more of the web is written in
    close = [m.encoding for m in matches if m.chaos <= best.chaos + 0.01 and m.coherence >= best.coherence - 0.1]
    return min(close, key=_CHARSETS.index)
