"""What a run of 100 articles costs on a ROOT that holds many.

    python -m benchmarks.incremental [ARTICLES] [FOLDER] [TEXTS]

The ROOT is filled with recombined sentences through the encoder that runs use, without parsing them: with those of the
text files in TEXTS, each article from a few files that lie together, or else with invented ones, which share so many of
their few words that far more articles are alike than in news. Then the same 100 articles are run on it and on an empty
ROOT, each in a process of its own, and the seconds from the command to the first article that is extracted and to the
end, CPU seconds and peak memory are printed. FOLDER keeps the ROOT for the next time.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from schemas import TABLES, Article, Entity, Run, Story, make_id
from transforms.io.commit import begin
from transforms.io.lock import hold
from transforms.io.staging import Target, finish, stage
from transforms.io.store import open_store
from transforms.text.stories.fingerprint import SCHEME, fingerprint
from transforms.text.stories.terms import take_terms

_WHO = ("The harbour council", "Mayor {}", "The school board", "A spokeswoman for {}", "Farmers near {}", "The union")
_DID = ("voted to close", "promised to rebuild", "complained about", "will pay for", "went to court over", "praised")
_WHAT = ("the swing bridge", "the night ferry", "a new tram line", "the flood wall", "the old cinema", "its budget")
#: files that an article takes its sentences from
_TOGETHER = 3
#: sentences of an article
_LENGTH = 12
_WHEN = ("on Tuesday", "after a long night", "in spite of protests", "for the second time", "before the election")
#: the command line as it is, with a clock beside it that looks at what has passed
_RUN = """
import json, os, resource, sys, threading, time
from pipeline.__main__ import main
began, first = float(sys.argv[3]), []
def watch():
    while not any(stage == "extract" for stage, _ in list(getattr(sys.modules.get("transforms.tally"), "PASSED", ()))):
        time.sleep(0.02)
    first.append(time.time() - began)
if __name__ == "__main__":
    threading.Thread(target=watch, daemon=True).start()
    status = main(["run", "--output", sys.argv[1], "--seeds", sys.argv[2], "--workers", "1"])
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    told = {"status": status, "first article": first[0], "all": time.time() - began,
            "CPU": sum(one.ru_utime + one.ru_stime for one in usage), "load": os.getloadavg()[0]}
    told["MiB"] = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) >> 10
    print(json.dumps({name: round(value, 1) for name, value in told.items()}), file=sys.stderr)
"""


class Sentences:
    """Texts and titles recombined of the sentences of some files, or of invented ones."""

    def __init__(self, texts: Path | None, chance: random.Random) -> None:
        self.chance = chance
        files = sorted(texts.rglob("*.txt")) if texts else []
        self.files = [re.split(r"(?<=[.!?])\s+(?=[A-Z])", path.read_text("utf-8")) for path in files]

    def text(self, count: int) -> tuple[str, str]:
        """Make a title and a text of some sentences, three to a paragraph."""
        if self.files:
            first = self.chance.randrange(max(1, len(self.files) - _TOGETHER + 1))
            stock = [sentence for file in self.files[first : first + _TOGETHER] for sentence in file]
            parts = [" ".join(part.split()) for part in self.chance.sample(stock, min(count, len(stock)))]
            return parts[0][:60], "\n\n".join(" ".join(parts[at : at + 3]) for at in range(0, len(parts), 3))
        return _text(self.chance, 1)[:60], _text(self.chance, count)


def _name(chance: random.Random) -> str:
    head = "".join(map(chance.choice, ("BDFGKLMNPRST", "aeiou", "lmnrst", "aeo")))
    return head + chance.choice(("n", "dorf", "wick", "stad", "mar"))


def _text(chance: random.Random, sentences: int) -> str:
    names = [_name(chance) for _ in range(4)]
    parts = [
        " ".join(chance.choice(words) for words in (_WHO, _DID, _WHAT, _WHEN)).format(chance.choice(names))
        + f", {chance.randrange(10_000)} people said."
        for _ in range(sentences)
    ]
    return "\n\n".join(" ".join(parts[at : at + 3]) for at in range(0, len(parts), 3))


def _rows(count: int, now: datetime, texts: Path | None) -> Iterator[tuple[Article, Story | None, Entity]]:
    chance = random.Random(count)
    sentences = Sentences(texts, chance)
    for number in range(count):
        if number % 10 == 0:  # ten articles are one text, whose fingerprint and terms are most of the work, and a story
            first = make_id("article", number)
            title, text = sentences.text(_LENGTH)
            taken, terms = fingerprint(text), take_terms(title, text).pack()
            at = now - timedelta(minutes=chance.randrange(14 * 24 * 60))
        assert taken is not None
        mine, story = make_id("article", number), make_id("story", first)
        article = Article(
            mine, f"old/{number}.txt", "seed", text, len(text.split()), make_id(text), publisher=f"Paper {number % 50}",
            title=title, published_at=at + timedelta(minutes=number % 10), ingested_at=at, story_id=story,
            url=f"https://paper{number % 50}.example/{number}", signature=taken.signature, signature_scheme=SCHEME,
            sketch=taken.sketch, terms=None if mine != first else terms, copy_of=None if mine == first else first,
            copy_kind=None if mine == first else "exact", copy_score=None if mine == first else 1.0,
        )  # fmt: skip
        told = None
        if mine == first:
            told = Story(story_id=story, title=title, lead_article_id=mine, article_count=10, independent_count=1,
                         first_published_at=at, last_published_at=at + timedelta(minutes=9))  # fmt: skip
        yield article, told, Entity(make_id("entity", number), _name(chance), "PERSON")


def fill(root: str, count: int, texts: Path | None) -> None:
    """Commit that many articles, each with an entity and every ten with a story, as one run."""
    store, now = open_store(root), datetime.now(UTC) - timedelta(hours=1)
    with hold(store):
        target = Target(root, begin(store, TABLES), Run(make_id(root), now, now, "0", "none", "{}"))
        files, rows = [], _rows(count, now, texts)
        for shard in range(-(-count // 20_000)):
            articles, stories, entities = zip(*(row for row, _ in zip(rows, range(20_000), strict=False)), strict=True)
            told = (("articles", articles), ("stories", filter(None, stories)), ("entities", entities))
            files += [stage(table, shard, rows_of, target) for table, rows_of in told]
        finish(target, files, {})


def main(count: int, folder: Path, texts: Path | None) -> None:
    """Fill a ROOT once, run on it and on an empty one, and print both."""
    root, seeds = folder / f"root-{count}", folder / "in"
    if not root.exists():
        fill(str(root), count, texts)
    seeds.mkdir(exist_ok=True)
    chance = random.Random(datetime.now(UTC).isoformat())  # other articles each time, or nothing would be new
    sentences = Sentences(texts, chance)
    for number in range(100):
        (seeds / f"new-{number}.txt").write_text("\n\n".join(sentences.text(_LENGTH)), "utf-8")
    for name, place in (("empty", folder / f"empty-{chance.randrange(1 << 30)}"), (f"{count:,}", root)):
        script = folder / "run.py"
        script.write_text(_RUN, "utf-8")
        command = [sys.executable, str(script), str(place), str(seeds), str(time.time())]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{name:>10} articles  {json.loads(done.stderr.splitlines()[-1])}", flush=True)


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 100_000,
        Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()),
        Path(sys.argv[3]) if len(sys.argv) > 3 else None,
    )
