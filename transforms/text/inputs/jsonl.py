"""JSON lines: one article a line, with what its owner states about it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from schemas import Outcome, Page, PageKind, Reason, Repair
from transforms.text.characters import clean_characters
from transforms.text.decoding import decode, is_binary
from transforms.text.inputs.problems import InputProblem, too_large
from transforms.text.inputs.stated import language_code, parse_time, web_address

#: byte order marks of the charsets in which a line feed is not one byte, longest first
_WIDE_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_jsonl(stream: io.BufferedReader, input_uri: str, max_page_bytes: int) -> Iterator[Page | Outcome]:
    """Read a stream of JSON lines one by one: each line that is not blank becomes one page or one outcome.

    A stream that breaks (InputProblem) ends in one outcome, named by the line that it broke in.
    """
    number, found = 0, False
    try:
        if is_binary(stream.peek(1)[:4096]):
            raise InputProblem(Reason.BINARY, "is not text, whatever its name says; convert it or take it out")
        readline = _line_reader(stream)
        while True:
            number += 1
            line = readline(max_page_bytes + 1)
            if not line:
                break
            too_long = len(line) > max_page_bytes and not line.endswith(b"\n")
            while too_long and (rest := readline(1 << 16)) and not rest.endswith(b"\n"):
                pass
            if too_long or line.strip():
                found = True
                yield (
                    _too_long(f"{input_uri}#{number}", max_page_bytes)
                    if too_long
                    else read_line(line, f"{input_uri}#{number}")
                )
    except InputProblem as problem:
        yield problem.outcome(f"{input_uri}#{number}" if number else input_uri)
        return
    if not found:
        yield InputProblem(Reason.EMPTY, "holds no line; export it again").outcome(input_uri)


def _too_long(input_uri: str, max_page_bytes: int) -> Outcome:
    return too_large("the line", max_page_bytes).outcome(input_uri)


def _line_reader(stream: io.BufferedReader) -> Callable[[int], bytes]:
    """Return a function that reads the next line, or so many bytes of it, in UTF-8 whatever the stream is in."""
    start = stream.peek(4)
    for mark, charset in _WIDE_MARKS:
        if start.startswith(mark):
            text = io.TextIOWrapper(stream, charset, errors="replace", newline="\n")
            return lambda size: text.readline(size).encode("utf-8", "surrogatepass")
    return stream.readline


def read_line(line: bytes, input_uri: str) -> Page | Outcome:
    """Read one line; what is stated wrongly is left out and named in the page's repairs, if there is text or HTML."""
    fields = _Fields()
    try:
        try:
            text = line.decode("utf-8-sig")
        except UnicodeDecodeError:
            text, repairs = decode(line)
            guessed = Repair(Reason.BAD_ENCODING, "the line is not UTF-8, as JSON has to be; its charset was guessed")
            fields.repairs.extend(repairs or (guessed,))
        record = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        what = "nested too deep" if isinstance(error, RecursionError) else str(error)
        problem = InputProblem(Reason.BAD_JSON, f"is not JSON ({what}); write one JSON object a line")
        return problem.outcome(input_uri)
    if not isinstance(record, dict):
        problem = InputProblem(Reason.BAD_JSON, f"is {_named(record)}; write one JSON object a line")
        return problem.outcome(input_uri)
    return fields.page(record, input_uri)


class _Fields:
    """The fields of one record, read one after the other while the repairs gather."""

    def __init__(self) -> None:
        self.repairs: list[Repair] = []

    def page(self, record: dict[str, Any], input_uri: str) -> Page | Outcome:
        text, html = self._string(record, "text"), self._string(record, "html")
        url = self._address(record)
        if text is None and html is None:
            return self._no_content(record).outcome(input_uri, url)
        published_at = self._time(record)
        return Page(
            input_uri,
            PageKind.HTML if text is None else PageKind.TEXT,
            content=text or html or "",
            url=url,
            title=self._string(record, "title"),
            authors=self._authors(record),
            published_at=published_at,
            published_at_source="given" if published_at else None,
            publisher=self._string(record, "publisher"),
            language=self._language(record),
            repairs=tuple(self.repairs),
        )

    def _no_content(self, record: dict[str, Any]) -> InputProblem:
        for name in ("text", "html"):
            if record.get(name) is not None and not isinstance(record[name], str):
                detail = f'field "{name}" is {_named(record[name])}; give the article in it as a string'
                return InputProblem(Reason.BAD_FIELD, detail)
        return InputProblem(Reason.NO_CONTENT, 'fields "text" and "html" are missing or empty; give one of them')

    def _wrong(self, name: str, found: str, done: str, reason: Reason = Reason.BAD_FIELD) -> None:
        self.repairs.append(Repair(reason, f'field "{name}" {found}; {done}'))

    def _clean(self, name: str, value: str) -> str | None:
        cleaned, repairs = clean_characters(value)
        self.repairs.extend(Repair(repair.reason, f'field "{name}": {repair.detail}') for repair in repairs)
        return cleaned if cleaned.strip() else None

    def _string(self, record: dict[str, Any], name: str) -> str | None:
        value = record.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            self._wrong(name, f"is {_named(value)}, not a string", "left out")
            return None
        cleaned = self._clean(name, value)
        return cleaned if cleaned is None or name in ("text", "html") else cleaned.strip()

    def _address(self, record: dict[str, Any]) -> str | None:
        value = self._string(record, "url")
        address = web_address(value) if value else None
        if value and address is None:
            self._wrong("url", f"is no http or https address: {value[:100]!r}", "left out")
        return address

    def _time(self, record: dict[str, Any]) -> Any:
        value = record.get("published_at")
        if value is None or value == "":
            return None
        parsed = parse_time(value) if isinstance(value, str) else None
        if parsed is None:
            found = f"is no RFC 3339 time of a plausible year: {str(value)[:100]!r}"
            self._wrong("published_at", found, "left out; write it as 2026-01-31T18:00:00Z", Reason.BAD_DATE)
            return None
        moment, zone_given = parsed
        if not zone_given:
            self._wrong("published_at", "names no time zone", "taken as UTC", Reason.BAD_DATE)
        return moment

    def _authors(self, record: dict[str, Any]) -> tuple[str, ...]:
        value = record.get("authors")
        if value is None:
            return ()
        if isinstance(value, str):
            self._wrong("authors", "is a string, not a list", "taken as one author")
            value = [value]
        if not isinstance(value, list):
            self._wrong("authors", f"is {_named(value)}, not a list of strings", "left out")
            return ()
        if not all(isinstance(author, str) for author in value):
            self._wrong("authors", "holds what is not a string", "that was left out")
        cleaned = (self._clean("authors", author) for author in value if isinstance(author, str))
        return tuple(dict.fromkeys(author.strip() for author in cleaned if author))

    def _language(self, record: dict[str, Any]) -> str | None:
        value = self._string(record, "language")
        code = language_code(value) if value else None
        if value and code is None:
            self._wrong("language", f"is no ISO 639-1 code: {value[:100]!r}", "left out")
        return code


def _named(value: Any) -> str:
    """Name a JSON value's type as its writer knows it."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
