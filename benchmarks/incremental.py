"""What a run of 100 articles costs on a ROOT that holds many: `python -m benchmarks.incremental [ARTICLES] [FOLDER]`.

The ROOT is filled with recombined invented sentences through the encoder that runs use, without parsing them. Then the
same 100 articles are run on it and on an empty ROOT, each in a process of its own, and the seconds until the first
article is extracted, all seconds, CPU seconds and peak memory are printed.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
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
_WHEN = ("on Tuesday", "after a long night", "in spite of protests", "for the second time", "before the election")
#: the run: it says when the first article has been extracted
_RUN = """
import json, resource, sys, time
began = time.time()
from transforms.tally import PASSED
import threading
from pipeline.options import RunOptions
from pipeline.run import run
imported = time.time()
first = []
def watch():
    while not any(stage == "extract" for stage, _ in list(PASSED)):
        time.sleep(0.05)
    first.append(time.time() - imported)
threading.Thread(target=watch, daemon=True).start()
status = run(RunOptions(output=sys.argv[1], seeds=(sys.argv[2],), workers=1), [])
usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
told = {"status": status, "first article": round(first[0], 1), "all": round(time.time() - imported, 1),
        "CPU": round(sum(one.ru_utime + one.ru_stime for one in usage), 1), "MiB": usage[0].ru_maxrss >> 10}
print(json.dumps(told), file=sys.stderr)
"""


def _text(chance: random.Random, sentences: int) -> str:
    names = [f"{chance.choice('BDFGKLMNPRST')}{chance.choice('aeiou')}{chance.choice('lmnrst')}{chance.choice('aeo')}"
             f"{chance.choice(('n', 'dorf', 'wick', 'stad', 'mar'))}" for _ in range(4)]  # fmt: skip
    parts = [
        " ".join(chance.choice(words) for words in (_WHO, _DID, _WHAT, _WHEN)).format(chance.choice(names))
        + f", {chance.randrange(10_000)} people said."
        for _ in range(sentences)
    ]
    return "\n\n".join(" ".join(parts[at : at + 3]) for at in range(0, len(parts), 3))


def _rows(count: int, now: datetime) -> Iterator[tuple[Article, Story, Entity]]:
    chance = random.Random(count)
    for number in range(count):
        if number % 10 == 0:  # ten articles share a text, its fingerprint and its terms, which are most of the work
            text, title = _text(chance, 8), _text(chance, 1)[:60]
            taken, terms = fingerprint(text), take_terms(title, text).pack()
        assert taken is not None
        story = make_id("story", number)
        at = now - timedelta(minutes=chance.randrange(14 * 24 * 60))
        article = Article(
            make_id("article", number), f"old/{number}.txt", "seed", text, len(text.split()), make_id(text),
            publisher=f"Paper {number % 50}", title=title, published_at=at, ingested_at=at, story_id=story,
            url=f"https://paper{number % 50}.example/{number}", signature=taken.signature, signature_scheme=SCHEME,
            sketch=taken.sketch, terms=terms,
        )  # fmt: skip
        told = Story(story_id=story, title=title, lead_article_id=article.article_id, article_count=1,
                     independent_count=1, first_published_at=at, last_published_at=at)  # fmt: skip
        yield article, told, Entity(make_id("entity", number), _text(chance, 1).split()[-3].title(), "PERSON")


def fill(root: str, count: int) -> None:
    """Commit that many articles, each with a story and an entity, as one run."""
    store, now = open_store(root), datetime.now(UTC) - timedelta(hours=1)
    with hold(store):
        target = Target(root, begin(store, TABLES), Run(make_id(root), now, now, "0", "none", "{}"))
        files, rows = [], _rows(count, now)
        for shard in range(-(-count // 20_000)):
            articles, stories, entities = zip(*(row for row, _ in zip(rows, range(20_000), strict=False)), strict=True)
            files += [stage("articles", shard, articles, target), stage("stories", shard, stories, target)]
            files += [stage("entities", shard, entities, target)]
        finish(target, files, {})


def main(count: int, folder: Path) -> None:
    """Fill a ROOT once, run on it and on an empty one, and print both."""
    root, seeds = folder / f"root-{count}", folder / "in"
    if not root.exists():
        fill(str(root), count)
    seeds.mkdir(exist_ok=True)
    chance = random.Random(datetime.now(UTC).isoformat())  # other articles each time, or nothing would be new
    for number in range(100):
        (seeds / f"new-{number}.txt").write_text(f"{_text(chance, 1)[:60]}\n\n{_text(chance, 8)}", "utf-8")
    for name, place in (("empty", folder / f"empty-{chance.randrange(1 << 30)}"), (f"{count:,}", root)):
        command = [sys.executable, "-c", _RUN, str(place), str(seeds)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{name:>10} articles  {json.loads(done.stderr.splitlines()[-1])}", flush=True)


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 100_000,
        Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()),
    )
