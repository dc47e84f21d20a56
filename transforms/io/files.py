"""Input files: what a PATH stands for, and their bytes with the limits that keep a run alive."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from schemas import Reason
from transforms.text.inputs.problems import InputProblem

#: a `.gz` that unpacks to more than this may not be so many times its own size: text shrinks 3 to 50 times, a bomb 1000
_BOMB_BYTES, _BOMB_RATIO = 100_000_000, 200
_BUFFER = 1 << 17


class InputError(Exception):
    """A PATH cannot be an input at all; the message names it and says what to do."""

    def __init__(self, path: str, remedy: str) -> None:
        super().__init__(path, remedy)
        self.path = path
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.path}: {self.remedy}"


def open_file(path: str, gzipped: bool) -> io.BufferedReader:
    """Open an input file for reading from its start, unpacked; reading never takes more memory than asked for.

    Raises:
        InputProblem: it cannot be opened. Reading raises it too, where the file turns out cut, damaged or a bomb.
    """
    try:
        raw = _open_object(path) if path.startswith("gs://") else _open_local(path)
    except OSError as error:
        raise _unreadable(error) from error
    return io.BufferedReader(_Guarded(raw, gzipped), _BUFFER)


def _open_local(path: str) -> BinaryIO:
    # not to block: opening a pipe would otherwise wait for somebody to write to it
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(None, "is a folder, pipe or device")
    return os.fdopen(handle, "rb")


def _open_object(path: str) -> BinaryIO:
    from transforms.io.objects import open_object  # imports the client of the bucket, which local runs do without

    return open_object(path)


def _unreadable(error: OSError) -> InputProblem:
    what = error.strerror or str(error) or type(error).__name__
    return InputProblem(Reason.UNREADABLE, f"cannot be read ({what}); see to it that it is a file this user may read")


class _Guarded(io.RawIOBase):
    """The bytes of a file, unpacked, with every way they can break turned into an InputProblem."""

    def __init__(self, raw: BinaryIO, gzipped: bool) -> None:
        self._raw = raw
        # read1: what was unpacked before a cut is handed over before the cut is told
        self._read: Callable[[int], bytes] = gzip.GzipFile(fileobj=raw).read1 if gzipped else raw.read
        self._gzipped = gzipped
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._read(len(buffer))
        except EOFError as error:
            detail = "the packed file ends too early; copy it again, whole"
            raise InputProblem(Reason.TRUNCATED, detail) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            detail = f"is no whole gzip file ({error}); pack it again, or take `.gz` off its name"
            raise InputProblem(Reason.UNREADABLE, detail) from error
        except OSError as error:
            raise _unreadable(error) from error
        self._given += len(data)
        if self._gzipped and self._given > max(_BOMB_BYTES, _BOMB_RATIO * self._raw.tell()):
            detail = f"unpacks to over {_BOMB_RATIO} times its size; unpack it yourself if it is what you want read"
            raise InputProblem(Reason.TOO_LARGE, detail)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()


def read_whole(path: str, gzipped: bool, max_bytes: int) -> bytes:
    """Return a file's bytes, unpacked; one byte more than `max_bytes` where there are more.

    Raises:
        InputProblem: it cannot be opened or read to its end.
    """
    with open_file(path, gzipped) as stream:
        return stream.read(max_bytes + 1)
