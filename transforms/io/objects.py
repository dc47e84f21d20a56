"""Input objects in Cloud Storage (`gs://`): listing them and reading their bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, BinaryIO, cast

import google.cloud.storage as storage
from google.api_core.exceptions import GoogleAPIError
from google.auth.exceptions import GoogleAuthError

from transforms.io.files import InputError

_MAGIC = re.compile(r"[*?\[]")
#: bytes asked for in one request; the client's own 40 MB would be held for every file that is open
_CHUNK = 4 << 20


@cache
def _client() -> Any:
    """The process's client: without credentials where an emulator is named, else with the environment's."""
    if os.environ.get("STORAGE_EMULATOR_HOST"):
        return storage.Client.create_anonymous_client()
    return storage.Client()


def _parts(uri: str) -> tuple[str, str]:
    bucket, _, name = uri.removeprefix("gs://").partition("/")
    return bucket, name


def check_object_path(uri: str) -> None:
    """See to it that a gs:// PATH stands for something.

    Raises:
        InputError: it does not, or the bucket cannot be asked.
    """
    from transforms.io.paths import UNKNOWN_KIND, input_file

    bucket, name = _parts(uri)
    if not bucket or _MAGIC.search(bucket):
        raise InputError(uri, "names no bucket; write gs://bucket/path")
    try:
        if not _MAGIC.search(name) and name and not name.endswith("/") and _client().bucket(bucket).blob(name).exists():
            if input_file(uri) is None:
                raise InputError(uri, UNKNOWN_KIND)
        elif next(list_objects(uri), None) is None:
            raise InputError(uri, "no object is there; check the spelling")
    except (GoogleAPIError, GoogleAuthError, OSError) as error:
        remedy = "log in with `gcloud auth application-default login` and ask for the right to read the bucket"
        raise InputError(uri, f"the bucket cannot be read ({_said(error)}); {remedy}") from error


def list_objects(uri: str) -> Iterator[str]:
    """List the objects that a gs:// PATH stands for, by name: an object, all below a folder, or a glob's matches."""
    bucket, name = _parts(uri)
    is_glob = bool(_MAGIC.search(name))
    prefix = _MAGIC.split(name, maxsplit=1)[0]
    pattern = _glob_pattern(name) if is_glob else None
    folder = "" if not name else name.rstrip("/") + "/"
    for blob in _client().list_blobs(bucket, prefix=prefix if is_glob else name.rstrip("/")):
        found = blob.name
        if found.endswith("/"):  # what consoles put to show an empty folder
            continue
        if pattern is not None:
            wanted = bool(pattern.fullmatch(found))
        else:
            below = found.removeprefix(folder)
            hidden = any(part.startswith(".") for part in below.split("/"))
            wanted = found == name or (found.startswith(folder) and not hidden)
        if wanted:
            yield f"gs://{bucket}/{found}"


def open_object(uri: str) -> BinaryIO:
    """Open an object for reading its stored bytes.

    Raises:
        OSError: the bucket cannot be asked. Reading raises it too, where the object is gone or may not be read.
    """
    return cast(BinaryIO, _Object(uri))


class _Object:
    """The stored bytes of one object, whose client's errors are OSErrors."""

    def __init__(self, uri: str) -> None:
        bucket, name = _parts(uri)
        with _Errors():
            self._reader = _client().bucket(bucket).blob(name).open("rb", chunk_size=_CHUNK, raw_download=True)

    def read(self, size: int = -1) -> bytes:
        with _Errors():
            return cast(bytes, self._reader.read(size))

    def tell(self) -> int:
        return cast(int, self._reader.tell())

    def close(self) -> None:
        self._reader.close()


class _Errors:
    """Turns what the client raises into OSError."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (GoogleAPIError, GoogleAuthError)):
            raise OSError(None, _said(error)) from error


def _said(error: BaseException) -> str:
    return " ".join(str(getattr(error, "message", None) or error).split())[:200]


def _glob_pattern(name: str) -> re.Pattern[str]:
    """Turn a glob into a pattern: `*`, `?` and `[...]` stay inside a folder, `**/` crosses folders.

    As on a disk, none of them matches the dot that a hidden name begins with.
    """
    pattern, at = "", 0
    while at < len(name):
        if name[at] in "*?[" and name[at - 1 : at] in ("", "/"):
            pattern += r"(?!\.)"
        if name.startswith("**/", at):
            pattern, at = pattern + r"(?:[^/.][^/]*/)*", at + 3
            continue
        if name.startswith("**", at):
            pattern, at = pattern + ".*", at + 2
            continue
        char, end = name[at], name.find("]", at + 2)
        if char == "[" and end > 0:
            inside = name[at + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            pattern, at = pattern + ("[^" + inside[1:] if inside[0] == "!" else "[" + inside) + "]", end + 1
            continue
        pattern, at = pattern + {"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char)), at + 1
    return re.compile(pattern, re.DOTALL)
