"""A page's mark-up, parsed once and bounded."""

from __future__ import annotations

from lxml import etree, html

from schemas import Reason

#: what a page may weigh: the largest of a thousand news pages has 3 MB, and time and memory grow with it
MAX_CHARACTERS = 10_000_000
#: elements inside elements; pages that never close their tags reach some hundreds, libxml2 itself stops at 2,048
MAX_DEPTH = 500
#: elements on a page; the fullest of a thousand news pages has 30,000
MAX_ELEMENTS = 100_000
#: lines of text on a page; the fullest of 251 news pages has 2,000
MAX_LINES = 15_000
#: characters in a plain text: five novels
MAX_TEXT = 2_000_000


def parse(text: str) -> html.HtmlElement | tuple[Reason, str]:
    """Parse a page of HTML, however broken; a page that is too large, too deep or empty gives a reason instead."""
    if len(text) > MAX_CHARACTERS:
        return Reason.TOO_LARGE, f"{len(text)} characters, more than {MAX_CHARACTERS}: give the article alone"
    if not text.strip():
        return Reason.EMPTY, "nothing but white space: fetch the page again"
    if text.count("<") > 2 * MAX_ELEMENTS:
        return Reason.TOO_LARGE, f"more than {MAX_ELEMENTS} elements: give the article alone"
    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
        huge_tree=True,
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        return Reason.UNREADABLE, f"no mark-up can be made out ({error}): is it HTML?"
    return tree
