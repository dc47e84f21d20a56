"""As many pages as a measurement needs, made of those there are, no two of them copies."""

from __future__ import annotations

import gzip
import random
import re
from pathlib import Path

from lxml import html

#: pages that come with the tests
OWN = Path("tests/quality/pages/html")


def fill(folder: Path, pages: Path, count: int) -> None:
    """Write pages into a folder: each once as it is, then again and again with the words of each passage shuffled.

    A shuffled page has the mark-up, the words and the length of its original, so that it costs what the original
    costs, and no row of words in common with it, so that it is no copy.
    """
    folder.mkdir(parents=True)
    originals = sorted(path for path in pages.iterdir() if path.name.endswith((".html", ".html.gz")))
    for number in range(count):
        path = originals[number % len(originals)]
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        if number >= len(originals):
            content = _shuffled(content, number)
        (folder / f"{number:06}.html").write_bytes(content)


def _shuffled(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    page = html.fromstring(content)
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in ("style", "noscript"):
            continue
        if element.tag == "script":  # a body there would be the original's; an address, too
            element.text = re.sub(r'"(articleBody|url|@id|mainEntityOfPage)"', r'"was-\1"', element.text or "")
            continue
        if element.tag == "link" and element.get("rel") in ("canonical", "amphtml"):
            element.set("href", f"{element.get('href', '')}-{seed}")
        if element.tag == "meta" and element.get("property") == "og:url":
            element.set("content", f"{element.get('content', '')}-{seed}")
        element.text, element.tail = _mixed(element.text, chance), _mixed(element.tail, chance)
    made: bytes = html.tostring(page, encoding="utf-8")
    return made


def _mixed(passage: str | None, chance: random.Random) -> str | None:
    words = (passage or "").split(" ")
    if len(words) < 6:
        return passage
    chance.shuffle(words)
    return " ".join(words)
