"""The sample corpus agrees with what `seeds/expected.json` says of it, and holds what was promised."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
EXPECTED: dict[str, Any] = json.loads((SEEDS / "expected.json").read_text("utf-8"))
INPUTS: dict[str, dict[str, Any]] = EXPECTED["inputs"]
ARTICLES = {name: row for name, row in INPUTS.items() if row["outcome"] in ("kept", "copy")}
KINDS = {"direct", "indirect", "mixed", "none"}


def letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def file_of(name: str) -> Path:
    return SEEDS / name.partition("#")[0]


def decoded(content: bytes) -> str:
    if content.startswith(b"\xff\xfe"):
        return content.decode("utf-16")
    if b"windows-1252" in content[:1000] or b"best-chocolate" in content:
        return content.decode("windows-1252")
    return content.decode("iso-8859-15" if b"iso-8859-15" in content[:1000] else "utf-8-sig")


def source(name: str) -> str:
    """The characters of the file or the record, tags and escapes undone as far as comparing letters needs it."""
    path = file_of(name)
    content = path.read_bytes()
    text = decoded(gzip.decompress(content) if path.suffix == ".gz" else content)
    if path.suffix == ".jsonl":
        record = json.loads(text.splitlines()[int(name.partition("#")[2]) - 1])
        text = record.get("text") or record["html"]
    return unescape(re.sub(r"<!\[CDATA\[|\]\]>|<[^>]*>", "", text))


def records() -> Iterator[tuple[str, int]]:
    for path in sorted(SEEDS.rglob("*.jsonl")):
        yield str(path.relative_to(SEEDS)), len(path.read_text("utf-8").splitlines())
    for path in sorted(SEEDS.rglob("*.xml")):
        yield str(path.relative_to(SEEDS)), path.read_text("utf-8").count("<item>")


def test_every_file_is_expected_and_every_expected_file_is_there() -> None:
    named = {str(file_of(name).relative_to(SEEDS)) for name in INPUTS}
    there = {str(path.relative_to(SEEDS)) for path in SEEDS.rglob("*") if path.is_file()}
    assert there - set(EXPECTED["not_inputs"]) == named


@pytest.mark.parametrize(("file", "count"), list(records()))
def test_every_record_is_expected(file: str, count: int) -> None:
    assert {name for name in INPUTS if name.startswith(file)} == {f"{file}#{n}" for n in range(1, count + 1)}


def test_it_is_as_large_as_promised_and_no_larger() -> None:
    stories = Counter(row["story"] for row in ARTICLES.values() if row["copy_of"] is None)
    assert len(ARTICLES) >= 44
    assert len({row["publisher"] for row in ARTICLES.values()} - {None}) >= 13
    assert len(stories) >= 11
    assert sum(count >= 4 for count in stories.values()) >= 3
    assert any(count == 1 for count in stories.values())
    assert sum(path.stat().st_size for path in SEEDS.rglob("*") if path.is_file()) < 1_000_000


def test_two_wire_texts_are_reprinted_by_three_publishers_each() -> None:
    reprints: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in INPUTS.values():
        if row["copy_of"] is not None:
            reprints[row["copy_of"]].append(row)
    assert len(reprints) == 2
    for original, copies in reprints.items():
        assert INPUTS[original]["copy_of"] is None
        assert {row["story"] for row in copies} == {INPUTS[original]["story"]}
        assert len({row["publisher"] for row in copies} | {INPUTS[original]["publisher"]}) == 4
        assert len({row["title"] for row in copies} | {INPUTS[original]["title"]}) == 4
        assert sorted(row["copy_kind"] for row in copies) == ["exact", "near", "near"]


def test_every_kind_of_bad_input_is_there() -> None:
    bad = {row["reason"] for row in INPUTS.values() if row["outcome"] not in ("kept", "copy")}
    assert bad >= {"empty", "binary", "truncated", "not_an_article", "bad_json", "no_content", "paywall"}


@pytest.mark.parametrize("name", [name for name in ARTICLES if ".warc" not in name])
def test_the_words_that_are_expected_stand_in_the_source(name: str) -> None:
    row, text = ARTICLES[name], letters(source(name))
    wanted = [row["first"], row["last"], *(quote["text"] for quote in row["quotes"])]
    assert [words for words in wanted if letters(words) not in text] == []
    assert [words for words in row["absent"] if letters(words) not in text] == []


@pytest.mark.parametrize("name", ARTICLES)
def test_quotes_are_of_a_known_kind_and_say_who_speaks(name: str) -> None:
    for quote in ARTICLES[name]["quotes"]:
        assert quote["kind"] in KINDS
        assert quote["level"] in ("required", "recommended")
        assert (quote["speaker"] is None) == (quote["kind"] == "none")


def test_an_exact_copy_promises_no_quotes() -> None:
    assert [name for name, row in INPUTS.items() if row["copy_kind"] == "exact" and row["quotes"]] == []


def test_shared_quotes_stand_in_each_article_named() -> None:
    for shared in EXPECTED["shared_quotes"]:
        for name in shared["in"]:
            held = {letters(quote["text"]) for quote in INPUTS[name]["quotes"] if quote["speaker"] == shared["speaker"]}
            assert any(letters(shared["text"]) in words or words in letters(shared["text"]) for words in held), name


def test_people_speak_in_stories_that_are_there() -> None:
    stories = {row["story"] for row in ARTICLES.values()}
    for person, facts in EXPECTED["people"].items():
        assert set(facts["stories"]) <= stories, person
        assert person in facts["spellings"]
