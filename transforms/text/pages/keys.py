"""By what a text is recognised elsewhere, however it is punctuated and spaced."""

from __future__ import annotations

#: letters and digits of a line that stands in one place only
_LONG = 40


def key(text: str) -> str:
    """Reduce text to what two spellings of the same words share: letters and digits, case folded."""
    return "".join(filter(str.isalnum, text.casefold()))


class Reference:
    """Another reading of a page, to look up the page's lines in by their keys.

    Lines come in much the same order in both, so each is looked for where the last long one ended: a page of ten
    thousand lines is compared in one pass instead of ten thousand.
    """

    def __init__(self, text: str) -> None:
        self._text = key(text)
        self._seen: dict[str, bool] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._text)

    def __contains__(self, line: str) -> bool:
        if line not in self._seen:
            at = self._text.find(line, self._next)
            if at < 0:
                at = self._text.find(line, 0, self._next + len(line))
            if at >= 0 and len(line) >= _LONG:
                self._next = at + len(line)
            self._seen[line] = at >= 0
        return self._seen[line]
