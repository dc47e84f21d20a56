"""Pages as no editor makes them: our labelled ones cut, shuffled, nested, mixed and blown up, always the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from tests.quality.pages_gold import html_pages

_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'[\w-]+="[^"<>]*"')
_HUGE = 20_000_000


def _cut(page: bytes, chance: random.Random) -> bytes:
    return page[: chance.randrange(len(page))]


def _shuffled(page: bytes, chance: random.Random, pattern: re.Pattern[bytes]) -> bytes:
    found = pattern.findall(page)
    chance.shuffle(found)
    rest = iter(found)
    return pattern.sub(lambda _: next(rest), page)


def _tags(page: bytes, chance: random.Random) -> bytes:
    return _shuffled(page, chance, _TAG)


def _attributes(page: bytes, chance: random.Random) -> bytes:
    return _shuffled(page, chance, _ATTRIBUTE)


def _unclosed(page: bytes, chance: random.Random) -> bytes:
    return re.sub(rb"</\w+>", lambda match: b"" if chance.random() < 0.5 else match[0], page)


def _deep(page: bytes, chance: random.Random) -> bytes:
    tag = chance.choice([b"<div>", b"<span>", b"<b>", b"<ul><li>", b"<table><tr><td>", b"<blockquote>"])
    at = page.find(b"<body")
    return page[:at] + tag * 10_000 + page[at:]


def _encodings(page: bytes, chance: random.Random) -> bytes:
    text = page.decode("utf-8", "replace")
    at = chance.randrange(len(text))
    return text[:at].encode("utf-8") + text[at:].encode(chance.choice(["utf-16", "latin-1", "cp1251"]), "replace")


def _noise(page: bytes, chance: random.Random) -> bytes:
    noisy = bytearray(page)
    for _ in range(len(noisy) // 50):
        noisy[chance.randrange(len(noisy))] = chance.randrange(256)
    return bytes(noisy)


def _huge(page: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(page))
    piece = page[at : at + chance.choice([1, 40, 4_000])] or b"<"
    return page[:at] + piece * (_HUGE // len(piece)) + page[at:]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut,
    _tags,
    _attributes,
    _unclosed,
    _deep,
    _encodings,
    _noise,
)


def mutants(count: int, huge: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many mutated pages with a name that says how each was made; `huge` of them weigh 20 MB."""
    pages = [gold.page for gold in html_pages()]
    for i in range(count):
        chance = random.Random(i)
        page = pages[i % len(pages)]
        mutate = _huge if i < huge else MUTATIONS[i % len(MUTATIONS)]
        content = page.content if isinstance(page.content, bytes) else page.content.encode("utf-8")
        made = mutate(content, chance)
        if mutate is not _huge and chance.random() < 0.2:
            made = chance.choice(MUTATIONS)(made or b"<", chance)
        yield f"{i} {mutate.__name__} {page.input_uri}", made
