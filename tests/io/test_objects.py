"""Seeds in a bucket, against a real emulator of Cloud Storage."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator

import google.cloud.storage as storage
import pytest

from schemas import Fate, Outcome, Page, Reason
from transforms.io import objects
from transforms.io.files import InputError
from transforms.io.paths import check_paths, list_files
from transforms.io.seeds import read_file

emulator = pytest.importorskip("gcp_storage_emulator.server", reason="the emulator is in the [dev] extra")

HTML = b"<html><body><p>The ferry is back.</p></body></html>"
NAMES = ("in/a.html", "in/b.txt.gz", "in/c/d.jsonl", "in/.hidden.txt", "in/e.pdf", "inner/f.txt", "in/c/")


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """A bucket that holds `NAMES`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = emulator.create_server("127.0.0.1", port, in_memory=True)
    server.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORAGE_EMULATOR_HOST", f"http://127.0.0.1:{port}")
        objects._client.cache_clear()
        held = storage.Client.create_anonymous_client().create_bucket("seeds")
        contents = {"in/b.txt.gz": gzip.compress(b"Rain."), "in/c/d.jsonl": b'{"text": "One."}\n' * 3}
        for name in NAMES:
            held.blob(name).upload_from_string(contents.get(name, b"" if name.endswith("/") else HTML))
        yield "gs://seeds"
        objects._client.cache_clear()
    server.stop()


def names(path: str) -> list[str]:
    return [file.input_uri if isinstance(file, Outcome) else file.uri for file in list_files(path)]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("in", ["in/a.html", "in/b.txt.gz", "in/c/d.jsonl"]),
        ("in/", ["in/a.html", "in/b.txt.gz", "in/c/d.jsonl"]),
        ("in/c", ["in/c/d.jsonl"]),
        ("in/a.html", ["in/a.html"]),
        ("in/.hidden.txt", ["in/.hidden.txt"]),
        ("in/*", ["in/a.html", "in/b.txt.gz"]),
        ("in*/*.txt*", ["in/b.txt.gz", "inner/f.txt"]),
        ("**/*.[jt]*", ["in/b.txt.gz", "in/c/d.jsonl", "inner/f.txt"]),
        ("in/[!a].txt.gz", ["in/b.txt.gz"]),
        ("in/?.html", ["in/a.html"]),
    ],
)
def test_an_object_a_folder_a_glob(bucket: str, given: str, found: list[str]) -> None:
    check_paths([f"{bucket}/{given}"])
    assert names(f"{bucket}/{given}") == [f"{bucket}/{name}" for name in found]


def test_the_whole_bucket(bucket: str) -> None:
    check_paths([bucket])
    assert names(bucket) == [f"{bucket}/{n}" for n in ("in/a.html", "in/b.txt.gz", "in/c/d.jsonl", "inner/f.txt")]


def test_objects_are_read_as_files_are(bucket: str) -> None:
    items = [item for file in list_files(f"{bucket}/in") if not isinstance(file, Outcome) for item in read_file(file)]
    assert [(item.input_uri, item.content) for item in items if isinstance(item, Page)] == [
        (f"{bucket}/in/a.html", HTML),
        (f"{bucket}/in/b.txt.gz", b"Rain."),
        *((f"{bucket}/in/c/d.jsonl#{number}", "One.") for number in (1, 2, 3)),
    ]


def test_an_object_that_is_gone_is_one_outcome(bucket: str) -> None:
    (file,) = list_files(f"{bucket}/in/a.html")
    assert not isinstance(file, Outcome)
    storage.Client.create_anonymous_client().bucket("seeds").blob("in/a.html").delete()
    (outcome,) = read_file(file)
    storage.Client.create_anonymous_client().bucket("seeds").blob("in/a.html").upload_from_string(HTML)
    assert isinstance(outcome, Outcome)
    assert (outcome.input_uri, outcome.outcome, outcome.reason) == (file.uri, Fate.FAILED, Reason.UNREADABLE)


@pytest.mark.parametrize(
    "given", ["gs://", "gs://*/x", "gs://seeds/nothing", "gs://seeds/in/*.rss", "gs://seeds/in/e.pdf", "gs://nobody/in"]
)
def test_a_path_that_cannot_be_an_input_is_refused(bucket: str, given: str) -> None:
    with pytest.raises(InputError) as caught:
        check_paths([given])
    assert caught.value.path == given
