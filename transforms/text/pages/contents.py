"""The text of a page, from the bytes it was given as."""

from __future__ import annotations

from schemas import Outcome, Page, PageKind, Reason, Repair
from transforms.text.characters import clean_characters
from transforms.text.decoding import decode, is_binary
from transforms.text.pages.articles import rejected
from transforms.text.pages.markup import MAX_CHARACTERS


def read_content(page: Page) -> tuple[str | Outcome, tuple[Repair, ...]]:
    """Decode a page, and say what had to be repaired; an outcome for what is no text."""
    if isinstance(page.content, str):
        if page.kind is PageKind.HTML:
            clean = page.content.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            broken = clean != page.content
            note = (Repair(Reason.BAD_CHARACTERS, "NULs or lone surrogates were taken out"),) if broken else ()
            return clean, page.repairs + note
        cleaned, more = clean_characters(page.content)
        return cleaned, page.repairs + more
    if len(page.content) > 2 * MAX_CHARACTERS:
        size = len(page.content)
        return rejected(
            page, Reason.TOO_LARGE, f"{size} bytes, more than {2 * MAX_CHARACTERS}: give the article alone"
        ), ()
    if not page.content:
        return rejected(page, Reason.EMPTY, "no bytes: is the file complete?"), ()
    if is_binary(page.content):
        return rejected(
            page, Reason.BINARY, "not text in any charset: an image, an archive or a PDF under another name?"
        ), ()
    text, more = decode(page.content, page.charset, page.kind)
    return text, page.repairs + more
