"""A ROOT in Cloud Storage. An object appears whole or not at all, so a write needs no temporary name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import google.cloud.storage as storage
from google.api_core.exceptions import GoogleAPIError, NotFound, PreconditionFailed
from google.auth.exceptions import GoogleAuthError
from google.cloud.storage.retry import DEFAULT_RETRY

from transforms.io.store import Conflict, StoreError

T = TypeVar("T")

#: seconds over which 429, 503 and broken connections are tried again
_PATIENCE = 120.0
_RETRY = DEFAULT_RETRY.with_timeout(_PATIENCE)


class BucketStore:
    """A ROOT at `gs://bucket/prefix`. Every write may be repeated, so every write is tried again."""

    def __init__(self, root: str) -> None:
        self.root = root.rstrip("/")
        name, _, prefix = self.root.removeprefix("gs://").partition("/")
        if not name:
            raise StoreError(f"--output {root}: names no bucket; write gs://bucket/prefix")
        self._prefix = f"{prefix}/" if prefix else ""
        emulated = bool(os.environ.get("STORAGE_EMULATOR_HOST"))
        client = self._asked(storage.Client.create_anonymous_client if emulated else storage.Client)
        self._client = client
        self._bucket = client.bucket(name)

    def _blob(self, path: str) -> Any:
        return self._bucket.blob(self._prefix + path)

    def _asked(self, call: Callable[..., T], *arguments: Any, **options: Any) -> T:
        """Call the client; errors that trying again does not mend are told with their remedy."""
        try:
            return call(*arguments, **options)
        except (NotFound, PreconditionFailed):
            raise
        except (GoogleAPIError, GoogleAuthError) as error:
            said = " ".join(str(getattr(error, "message", None) or error).split())[:200]
            remedy = "log in with `gcloud auth application-default login`, and ask for roles/storage.objectAdmin"
            raise StoreError(f"{self.root}: {said}; {remedy} on the bucket") from error

    def read(self, path: str) -> bytes | None:
        """Return an object's bytes, or None where there is none."""
        try:
            return self._asked(self._blob(path).download_as_bytes, retry=_RETRY)
        except NotFound:
            return None

    def write(self, path: str, data: bytes) -> None:
        """Put an object in place; it is seen when all of it is there."""
        self._asked(self._blob(path).upload_from_string, data, "application/octet-stream", retry=_RETRY)

    def replace(self, path: str, data: bytes, expected: bytes | None) -> None:
        """Replace an object that must still hold what the caller read from it.

        Raises:
            Conflict: it holds something else by now.
        """
        blob = self._bucket.get_blob(self._prefix + path, retry=_RETRY)
        generation = blob.generation if blob else 0
        try:
            if (blob.download_as_bytes(if_generation_match=generation, retry=_RETRY) if blob else None) != expected:
                raise Conflict(f"{self.root}/{path} was changed by another run; run again")
            self._asked(
                self._blob(path).upload_from_string,
                data,
                "application/json",
                if_generation_match=generation,
                retry=_RETRY,
            )
        except (PreconditionFailed, NotFound):
            # an upload whose answer was lost meets its own result when it is tried again
            if self.read(path) != data:
                raise Conflict(f"{self.root}/{path} was changed by another run; run again") from None

    def move(self, source: str, target: str) -> None:
        """Copy an object to another name and remove the old one; a repeat finishes what was begun."""
        try:
            self._asked(self._bucket.copy_blob, self._blob(source), self._bucket, self._prefix + target, retry=_RETRY)
        except NotFound:
            if self.size(target) is None:
                raise
        self.delete(source)

    def delete(self, path: str) -> None:
        """Remove an object; one that is not there is no error."""
        try:
            self._asked(self._blob(path).delete, retry=_RETRY)
        except NotFound:
            return

    def list(self, prefix: str) -> Iterator[str]:
        """Name every object below a folder, sorted."""
        start = f"{self._prefix}{prefix.rstrip('/')}/"
        for blob in self._asked(self._client.list_blobs, self._bucket, prefix=start, retry=_RETRY):
            yield blob.name.removeprefix(self._prefix)

    def size(self, path: str) -> int | None:
        """Return an object's size in bytes, or None where there is none."""
        blob = self._asked(self._bucket.get_blob, self._prefix + path, retry=_RETRY)
        return blob.size if blob else None

    def open(self, path: str) -> Any:
        """Open an object for reading at random, in ranges of 1 MiB."""
        return self._blob(path).open("rb", chunk_size=1 << 20, retry=_RETRY)
