"""ReadSeeds: the articles kept in files, as pages."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any, cast

import apache_beam as beam
from apache_beam.pvalue import PBegin, PCollection

from schemas import Outcome, Page, PageKind, Reason
from transforms import workers
from transforms.fates import Split
from transforms.io.files import InputError, open_file, read_whole
from transforms.io.paths import FileKind, InputFile, check_paths, list_files
from transforms.text.decoding import is_binary
from transforms.text.feeds.feeds import FeedDocument, parse_feed, read_feed
from transforms.text.inputs.jsonl import read_jsonl
from transforms.text.inputs.problems import InputProblem, too_large
from transforms.text.inputs.warc import read_warc

__all__ = ["MAX_PAGE_BYTES", "InputError", "ReadSeeds", "check_paths", "read_file"]

#: cap on one page, line or stored feed: the largest pages of news sites come near 5 MB, inlined images included
MAX_PAGE_BYTES = 10_000_000

_PAGES = {FileKind.TEXT: PageKind.TEXT, FileKind.MARKDOWN: PageKind.MARKDOWN, FileKind.HTML: PageKind.HTML}


class ReadSeeds(beam.PTransform):
    """Read the articles in files, folders and globs, local or `gs://`.

    Bounded. Every input item leaves once, as a page or as an outcome that says why it is none. A file that several
    PATHs lead to is read once. The caller runs `check_paths` first. Yields a pair: pages and outcomes.

    Args:
        paths: the PATHs.
        max_page_bytes: cap on one page, line or stored feed.
        workers: processes that parse stored feeds, where one that hangs can be killed; 0 parses in this process.
        timeout: seconds that parsing one feed may take in such a process.
        first: inputs that are read, in the order of their files' names, and no more; 0 reads all.
    """

    def __init__(
        self,
        paths: Iterable[str],
        max_page_bytes: int = MAX_PAGE_BYTES,
        workers: int = 0,
        timeout: float = 30.0,
        first: int = 0,
    ) -> None:
        super().__init__()
        self.paths = tuple(paths)
        self.limits = (max_page_bytes, workers, timeout)
        self.first = first

    def expand(self, pbegin: PBegin) -> tuple[PCollection[Page], PCollection[Outcome]]:
        read = (self._first(pbegin) if self.first else self._all(pbegin)) | "Part the outcomes" >> Split("read")
        return read["kept"], read["outcomes"]

    def _all(self, pbegin: PBegin) -> PCollection[Page | Outcome]:
        return (
            pbegin
            | "Name the paths" >> beam.Create(sorted(set(self.paths)))
            | "List the files" >> beam.FlatMap(_listed)
            # grouping also hands the files out to the workers afresh; pages, a hundred times as large, are not: each
            # goes on to its extraction as it is read, and no more of them are held than are worked on
            | "Know each file once" >> beam.GroupByKey()
            | "Read the records" >> beam.FlatMap(_read, *self.limits)
        )

    def _first(self, pbegin: PBegin) -> PCollection[Page | Outcome]:
        return (
            pbegin
            | "Name all paths" >> beam.Create([self.paths])
            | "Read the first" >> beam.FlatMap(_read_first, self.first, *self.limits)
        )


def _listed(path: str) -> Iterator[tuple[str, InputFile | Outcome]]:
    for found in list_files(path):
        yield (found.input_uri if isinstance(found, Outcome) else found.place), found


def _read_first(paths: tuple[str, ...], first: int, *limits: Any) -> Iterator[Page | Outcome]:
    places: dict[str, list[InputFile | Outcome]] = {}
    for place, item in itertools.chain.from_iterable(map(_listed, sorted(set(paths)))):
        places.setdefault(place, []).append(item)
    records = itertools.chain.from_iterable(_read(listed, *limits) for listed in sorted(places.items()))
    return itertools.islice(records, first)


def _read(listed: tuple[str, Iterable[InputFile | Outcome]], *limits: Any) -> Iterator[Page | Outcome]:
    """Read a file under the shortest of its spellings, whatever the order of the PATHs."""
    spelt = {item.input_uri if isinstance(item, Outcome) else item.uri: item for item in listed[1]}
    item = spelt[min(spelt, key=lambda uri: (len(uri), uri))]
    yield from [item] if isinstance(item, Outcome) else read_file(item, *limits)


def read_file(
    file: InputFile, max_page_bytes: int = MAX_PAGE_BYTES, size: int = 0, timeout: float = 30.0
) -> Iterator[Page | Outcome]:
    """Read what one file holds, record by record; whatever is wrong with the file is an outcome.

    A stored feed is parsed in one of `size` worker processes, for at most `timeout` seconds.
    """
    try:
        if file.kind is FileKind.JSONL or file.kind is FileKind.WARC:
            read = read_jsonl if file.kind is FileKind.JSONL else read_warc
            with open_file(file.path, file.gzipped) as stream:
                yield from read(stream, file.uri, max_page_bytes)
        elif file.kind is FileKind.FEED:
            yield from read_feed(_parsed(_content(file, "the feed", max_page_bytes), size, timeout), file.uri)
        else:
            yield Page(file.uri, _PAGES[file.kind], _content(file, "the page", max_page_bytes))
    except InputProblem as problem:
        yield problem.outcome(file.uri)


def _parsed(content: bytes, size: int, timeout: float) -> FeedDocument:
    if not size:
        return parse_feed(content)
    answer = workers.answer(workers.submit(size, timeout, parse_feed, content), timeout)
    if isinstance(answer, workers.Failure):
        raise InputProblem(answer.reason, answer.detail)
    return cast(FeedDocument, answer)


def _content(file: InputFile, what: str, max_page_bytes: int) -> bytes:
    content = read_whole(file.path, file.gzipped, max_page_bytes)
    if len(content) > max_page_bytes:
        raise too_large(what, max_page_bytes)
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise InputProblem(Reason.EMPTY, "the file is empty; nothing can be read from it")
    if is_binary(content):
        raise InputProblem(Reason.BINARY, "is not text, whatever its name says; convert it or take it out")
    return content
