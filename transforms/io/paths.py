"""The input files that a PATH stands for: a file, a folder, a glob; local or in a bucket."""

from __future__ import annotations

import glob
import logging
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from schemas import Outcome, Reason
from transforms.io.files import InputError
from transforms.text.inputs.problems import InputProblem

_LOG = logging.getLogger(__name__)


class FileKind(StrEnum):
    """What an input file holds, as its extension says."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSONL = "jsonl"
    WARC = "warc"
    FEED = "feed"


KINDS = {
    ".txt": FileKind.TEXT,
    ".md": FileKind.MARKDOWN,
    **dict.fromkeys((".html", ".htm", ".xhtml"), FileKind.HTML),
    ".jsonl": FileKind.JSONL,
    ".warc": FileKind.WARC,
    **dict.fromkeys((".xml", ".rss", ".atom"), FileKind.FEED),
}
#: the number of a record inside a file
_RECORD = re.compile(r"#[0-9]+$")
_README = re.compile(r"readme\.", re.IGNORECASE)
UNKNOWN_KIND = f"its kind is not known; newsbeam reads {' '.join(KINDS)}, each also with .gz"


@dataclass(frozen=True, slots=True)
class InputFile:
    """One input file; the path may hold bytes that are no text, the URI does not."""

    #: the path as given, below a folder as the folder's own spelling and what follows
    path: str
    kind: FileKind
    gzipped: bool

    @property
    def uri(self) -> str:
        """The path as the tables name it."""
        return displayed(self.path)

    @property
    def place(self) -> str:
        """The one name of the file whatever it was called by, as far as that can be told without following links."""
        return displayed(self.path if self.path.startswith("gs://") else os.path.abspath(self.path))


def input_file(path: str) -> InputFile | None:
    """Read a file's kind off its name; None where the extension is not one of `KINDS`."""
    stem, extension = os.path.splitext(path.lower())
    gzipped = extension == ".gz"
    kind = KINDS.get(os.path.splitext(stem)[1] if gzipped else extension)
    return InputFile(path, kind, gzipped) if kind else None


def check_paths(paths: Iterable[str]) -> None:
    """See to it that every PATH stands for something.

    Raises:
        InputError: one does not exist, matches nothing, or is a file of an unknown kind.
    """
    for path in paths:
        if path.startswith("gs://"):
            _objects().check_object_path(path)
        elif "://" in path:
            raise InputError(path, "only local paths and gs:// can be read")
        elif "\0" in path or not path:
            raise InputError(path, "is no path")
        elif not os.path.exists(path):
            if not glob.has_magic(path):
                raise InputError(path, "does not exist; check the spelling and the folder you are in")
            if next(glob.iglob(path, recursive=True), None) is None:
                raise InputError(path, "matches nothing; quote the pattern and check the folder you are in")
        elif not os.path.isdir(path) and input_file(path) is None:
            raise InputError(path, UNKNOWN_KIND)


def list_files(path: str) -> Iterator[InputFile | Outcome]:
    """List the input files that a PATH stands for, in an order that hangs on their names alone.

    Hidden files, files of unknown kinds and READMEs, which tell about the articles and are none, are passed over inside
    a folder; a folder that cannot be looked into is an outcome. A file that is gone by now is listed all the same.
    """
    names = _objects().list_objects(path) if path.startswith("gs://") else _local_names(path)
    passed_over = 0
    for name in names:
        if isinstance(name, OSError):
            folder = displayed(str(name.filename))
            detail = f"cannot be looked into ({name.strerror}); give this user the right to list it"
            yield InputProblem(Reason.UNREADABLE, detail).outcome(folder)
        elif (file := input_file(name)) and (name == path or not _README.match(os.path.basename(name))):
            yield file
        else:
            passed_over += 1
    _LOG.debug("%s: %d files of other kinds passed over", path, passed_over)


def not_read(paths: Iterable[str]) -> Counter[str]:
    """Count the files of other kinds inside local folders and globs, by their extension; those a run passes over."""
    found: Counter[str] = Counter()
    for path in paths:
        if "://" not in path:
            names = (name for name in _local_names(path) if isinstance(name, str) and name != path)
            found.update(_extension(name) for name in names if input_file(name) is None)
    return found


def _extension(path: str) -> str:
    name = os.path.basename(path)
    return displayed(os.path.splitext(name)[1].lower()) or f"{displayed(name)!r}"


def displayed(path: str) -> str:
    """Return a path as the tables name it: bytes that are no text in it are escaped."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def file_of(uri: str) -> str:
    """Return the file of an input: its name without the number of a record inside the file."""
    return _RECORD.sub("", uri)


def _objects() -> Any:
    from transforms.io import objects  # imports the client of the bucket, which local runs do without

    return objects


def _local_names(path: str) -> Iterator[str | OSError]:
    matches = sorted(glob.iglob(path, recursive=True)) if glob.has_magic(path) and not os.path.lexists(path) else [path]
    for match in matches:
        if os.path.isdir(match):
            yield from _folder_names(match, set())
        else:
            yield match


def _folder_names(folder: str, walked: set[str]) -> Iterator[str | OSError]:
    """Walk a folder; linked folders come after all real ones, and none is walked twice, so loops end."""
    linked: list[str] = []
    errors: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=errors.append):
        walked.add(os.path.realpath(here))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked += [os.path.join(here, name) for name in folders if os.path.islink(os.path.join(here, name))]
        yield from (os.path.join(here, name) for name in sorted(files) if not name.startswith("."))
    yield from errors
    for link in linked:
        if os.path.realpath(link) not in walked:
            yield from _folder_names(link, walked)
