"""What 1,000 new articles cost the more there is to remember: `python -m benchmarks.stories [FOLDER] [COUNT ...]`.

For each count a ROOT is filled with articles of invented words, ten to a story, in the columns that copies and stories
read. Then the same 1,000 articles, half of them of remembered stories, pass the stages from `DropSeen` to
`GroupStories`, each time in a process of its own; seconds, CPU seconds and peak memory are printed.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import apache_beam as beam
import numpy as np
import pyarrow as pa
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from numpy.typing import NDArray

from schemas import Article, make_id
from transforms.drop_seen import DropSeen
from transforms.find_copies import FindCopies
from transforms.group_stories import GroupStories
from transforms.io.encoding import digest, encode_table
from transforms.io.manifest import DataFile, Manifest
from transforms.io.memory import Memory
from transforms.io.store import LocalStore
from transforms.tally import PASSED, count
from transforms.text.reading import describe
from transforms.text.stories.fingerprint import SCHEME, SIGNATURE, word_hash

NEW = 1000
COUNTS = (10_000, 100_000, 1_000_000)
#: articles of a story, and of a data file
_STORY, _FILE = 10, 20_000
#: common words, and all; a story has so many names of its own, of which each report has two thirds
_COMMON, _WORDS, _NAMES = 2_000, 200_000, 30
_TITLE, _LEAD, _TERMS = 5, 20, 200
_NOW = datetime(2026, 3, 15, tzinfo=UTC)
_DAYS = 14.0
_SYLLABLES = [first + second for first in "bdfgklmnprst" for second in "aeiou"]


@cache
def _spell(word: int) -> str:
    syllables = [_SYLLABLES[word // 60**place % 60] for place in range(3)]
    return "".join(syllables).title() if word >= _COMMON else "".join(syllables)


@cache
def _hashes() -> NDArray[Any]:
    return np.array([word_hash(_spell(word).casefold()) >> 32 for word in range(_WORDS)], dtype="<u4")


def _names(stories: range) -> NDArray[Any]:
    """Return the names in each report of some stories, the most telling first."""
    dice = np.random.default_rng(stories.start)
    band = (_WORDS - _COMMON) // _NAMES  # one name of each band, so that none comes twice
    names = _COMMON + band * np.arange(_NAMES) + dice.integers(0, band, (len(stories), _NAMES))
    own = np.repeat(names, _STORY, axis=0)
    order = np.argsort(dice.random(own.shape), axis=1)[:, :_LEAD]
    return np.take_along_axis(own, order, axis=1)


def _common(dice: np.random.Generator, count: int) -> NDArray[np.int64]:
    """Return common words for some reports, the commoner the more often."""
    chances = dice.random((count, _COMMON), dtype=np.float32) * np.linspace(1, 10, _COMMON, dtype=np.float32)
    return np.argpartition(chances, _TERMS - _LEAD, axis=1)[:, : _TERMS - _LEAD]


def _articles(start: int, count: int) -> pa.Table:
    dice = np.random.default_rng(start + 1)
    names = _names(range(start // _STORY, (start + count) // _STORY))
    common = _common(dice, count)
    hashes = np.hstack([_hashes()[names], _hashes()[common]])
    codes = np.full((count, _TERMS), 1, dtype=np.uint8)
    codes[:, :_LEAD] |= 1 << 4 | 1 << 7
    codes[:, :_TITLE] |= 1 << 6
    terms = np.hstack([hashes.view(np.uint8).reshape(count, -1), codes])
    minutes = dice.integers(0, int(_DAYS) * 24 * 60, count)
    times = pa.array([_NOW - timedelta(minutes=int(one)) for one in minutes], pa.timestamp("us", tz="UTC"))
    numbers = range(start, start + count)
    return pa.table(
        {
            "article_id": [make_id("old", number) for number in numbers],
            "publisher": [f"Paper {number % 50}" for number in numbers],
            "published_at": times,
            "url": [f"https://paper{number % 50}.example/{number}" for number in numbers],
            "title": [" ".join(_spell(int(word)) for word in row[:_TITLE]) for row in names],
            "signature": [row.tobytes() for row in dice.integers(0, 256, (count, SIGNATURE), dtype=np.uint8)],
            "signature_scheme": [SCHEME] * count,
            "sketch": pa.array([b""] * count),  # is read of those only that share a band
            "copy_of": pa.nulls(count, pa.string()),
            "terms": [row.tobytes() for row in terms],
            "story_id": [make_id("story", number // _STORY) for number in numbers],
        }
    )


def _stories(start: int, count: int) -> pa.Table:
    numbers = range(start // _STORY, (start + count) // _STORY)
    return pa.table(
        {
            "story_id": [make_id("story", number) for number in numbers],
            "title": [f"Story {number}" for number in numbers],
            "lead_article_id": [make_id("old", number * _STORY) for number in numbers],
            "article_count": [_STORY] * len(numbers),
            "independent_count": [_STORY] * len(numbers),
            "lead_word_count": [300] * len(numbers),
            "first_published_at": pa.array([_NOW - timedelta(days=_DAYS)] * len(numbers), pa.timestamp("us", tz="UTC")),
            "publishers": [["Paper 1"]] * len(numbers),
            "absorbed": pa.array([[]] * len(numbers), pa.list_(pa.string())),
            "updated_at": pa.array([_NOW - timedelta(days=1)] * len(numbers), pa.timestamp("us", tz="UTC")),
        }
    )


def fill(root: Path, count: int) -> None:
    """Write the data files of that many articles and their stories, and a manifest beside them."""
    store, files = LocalStore(str(root)), []
    for start in range(0, count, _FILE):
        for name, make in (("articles", _articles), ("stories", _stories)):
            table = make(start, min(_FILE, count - start))
            data = encode_table(name, table)
            path = f"{name}/ingest_date={_NOW - timedelta(days=1):%Y-%m-%d}/part-0-0-{start // _FILE}.parquet"
            store.write(path, data)
            files.append(DataFile(path, name, len(table), len(data), digest(data), "0"))
    (root / "manifest.json").write_bytes(Manifest("0", tuple(files)).to_json())


def _new() -> list[Article]:
    """Write the articles of the run: half of them on stories of the smallest ROOT, two each."""
    dice = np.random.default_rng(7)
    known = _names(range(NEW // 4))[:: _STORY // 2]
    others = _names(range(COUNTS[-1], COUNTS[-1] + NEW // 4))[:: _STORY // 2]
    articles = []
    for number, names in enumerate(np.vstack([known, others]).tolist()):
        words = [_spell(name) for name in names]
        common = [_spell(word) for word in _common(dice, 1)[0].tolist()]
        mixed = [word for pair in zip(common[:_LEAD], words, strict=True) for word in pair]
        text = " ".join([*mixed, *common[_LEAD:]]) + "."
        article = Article(
            article_id=make_id("new", number),
            source_uri=f"{number}.txt",
            source_kind="seed",
            text=text,
            word_count=len(text.split()),
            content_hash=make_id(text),
            title=" ".join(words[:_TITLE]),
            publisher=f"Paper {number % 50}",
            url=f"https://new.example/{number}",
            published_at=_NOW - timedelta(minutes=number % 600),
        )
        articles.append(describe(article))
    return articles


def run(root: Path) -> None:
    """Pass the new articles through the stages, and print what it took as JSON."""
    files = json.loads((root / "manifest.json").read_text())["files"]
    memory = Memory(str(root), Manifest("0", tuple(DataFile(**file) for file in files)), _NOW - timedelta(days=_DAYS))
    articles = _new()
    wall, cpu = time.time(), time.process_time()
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        fresh = pipeline | beam.Create(articles) | DropSeen(memory)
        grouped = fresh["kept"] | FindCopies(memory) | GroupStories(memory, _DAYS)
        grouped["stories"] | beam.Map(lambda story: count("told", "grown" if story.article_count > _STORY else "new"))
    told = {
        "seconds": round(time.time() - wall, 1),
        "CPU": round(time.process_time() - cpu, 1),
        "MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        "stories grown": PASSED["told", "grown"],
        "new": PASSED["told", "new"],
    }
    print(json.dumps(told))


def main(folder: Path, counts: tuple[int, ...]) -> None:
    """Fill a ROOT for each count, once, and run on it."""
    for size in counts:
        root = folder / f"stories-{size}"
        if not (root / "manifest.json").exists():
            fill(root, size)
        command = [sys.executable, "-m", "benchmarks.stories", "--run", str(root)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{size:>10,} remembered  {(done.stdout or done.stderr).splitlines()[-1]}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(Path(sys.argv[2]))
    else:
        place = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
        main(place, tuple(map(int, sys.argv[2:])) or COUNTS)
