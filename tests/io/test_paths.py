"""Paths: what files a PATH stands for, and what is said of one that stands for none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from schemas import Outcome
from tests.io.inputs import put
from transforms.io.files import InputError
from transforms.io.paths import list_files, not_read
from transforms.io.seeds import check_paths


def names(path: str) -> list[str]:
    listed = list(list_files(path))
    return [file.input_uri if isinstance(file, Outcome) else file.uri for file in listed]


@pytest.mark.parametrize("given", ["in", "in/", "./in", "../{here}/in", "{root}/in"])
def test_a_folder_keeps_its_spelling(here: Path, given: str) -> None:
    given = given.format(here=here.name, root=here)
    for name in ("b/c.HTML", "b/d.txt.gz", "a.md", "b/.hidden.txt", ".git/e.txt", "f.pdf", "g"):
        put(f"in/{name}")
    below = given if given.endswith("/") else given + "/"
    assert names(given) == [f"{below}a.md", f"{below}b/c.HTML", f"{below}b/d.txt.gz"]


def test_globs(here: Path) -> None:
    for name in ("in/a.txt", "in/b.html", "in/c/d.txt", "in/c/e.pdf", "in/.f.txt", "odd[1].txt"):
        put(name)
    assert names("in/*.txt") == ["in/a.txt"]
    assert names("in/**/*.txt") == ["in/a.txt", "in/c/d.txt"]
    assert names("in/*") == ["in/a.txt", "in/b.html", "in/c/d.txt"]
    assert names("odd[1].txt") == ["odd[1].txt"]


def test_links_lead_to_files_and_loops_end(here: Path) -> None:
    put("in/a/x.txt")
    put("elsewhere/y.txt")
    os.symlink("..", "in/a/up")
    os.symlink(".", "in/self")
    os.symlink("../elsewhere", "in/b")
    os.symlink("../elsewhere", "in/c")
    os.symlink("a/x.txt", "in/z.txt")
    assert names("in") == ["in/z.txt", "in/a/x.txt", "in/b/y.txt"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere", "does not exist"),
        ("nowhere/*.txt", "matches nothing"),
        ("in/a.pdf", "newsbeam reads .txt"),
        ("in/a.gz", "newsbeam reads .txt"),
        ("in/dangling.txt", "does not exist"),
        ("s3://bucket/x", "gs://"),
        ("", "no path"),
        ("in\0", "no path"),
    ],
)
def test_a_path_that_cannot_be_an_input_is_refused(here: Path, path: str, said: str) -> None:
    put("in/a.pdf")
    put("in/a.gz")
    os.symlink("gone.txt", "in/dangling.txt")
    with pytest.raises(InputError, match=said) as caught:
        check_paths(["in", path])
    assert caught.value.path == path


def test_paths_that_lead_somewhere_are_accepted(here: Path) -> None:
    put("in/a.txt.gz")
    check_paths(["in", "in/", "in/a.txt.gz", "in/*", "./in/**/*.gz", str(here)])


def test_a_readme_in_a_folder_is_no_article_unless_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("What lies here.")
    (tmp_path / "news.md").write_text("News.")
    assert [file.path for file in list_files(str(tmp_path))] == [str(tmp_path / "news.md")]
    assert [file.path for file in list_files(str(tmp_path / "README.md"))] == [str(tmp_path / "README.md")]


def test_files_of_other_kinds_inside_folders_and_globs_are_counted(here: Path) -> None:
    for name in ("in/a.html", "in/b.PDF", "in/more/c.pdf", "in/NOTES", "in/.hidden.pdf", "in/README.md", "out.csv"):
        put(name)
    assert not_read(["in"]) == {".pdf": 2, "'NOTES'": 1}
    assert not_read(["*.csv", "in/a.html", "gs://bucket/in"]) == {".csv": 1}
