"""What repeats at the edges of a publisher's articles: furniture that no wording gives away."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import replace
from hashlib import blake2b

from schemas import Article, Removed
from transforms.text.pages.article_ids import identify
from transforms.text.pages.keys import key
from transforms.text.pages.sentences import ends_sentence
from transforms.text.urls import site

#: articles about different things in which a paragraph stands before it is furniture
ENOUGH = 3
#: places in `articles.edges` of what tells that two articles are one matter: title, address, three paragraphs
MARKS = 5
#: digests of these
Marks = tuple[int, ...]
#: bytes of a digest
SIZE = 8
#: paragraphs that are looked at, from the start and from the end
_FIRST, _LAST = 2, 4
#: characters of furniture, and of a paragraph that two articles do not share by chance
_LONGEST, _TELLING = 300, 100
#: words of a sentence that is more than an answer ("Thank you."), and of one that is not written again by chance
#: ("No injuries were reported.")
_ANSWER, _CHANCE = 5, 12
#: share of a sentence's words that its article has as well: under .5 are 82 % of 522 removed sentences of furniture,
#: and 53 % of 816 last paragraphs that are news
_AT_HOME = 0.5
#: letters of a word without its ending
_STEM = 6
#: share of an article's words that may go
_MOST = 0.3
_WORD = re.compile(r"\w+")
_TELLING_WORD = re.compile(r"[^\W\d_]{4,}")
_ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+|\S+@\S+|(?<!\w)@\w+")
#: it speaks to the reader, or of the publisher as its own
_TO_READER = re.compile(
    r"\b(?:you|your|our|us|subscribe|sign\s+up|click|follow|download|e-?mail|newsletters?|copyright|"
    r"vous|votre|vos|nous|notre|nos|abonnez|inscrivez|ihre?|ihnen|unser\w*|newsletter|suscr[ií]bete|nuestr[oa]s?)\b",
    re.I,
)
#: what somebody says, what a figure tells, what leads to the next paragraph, and where a report comes from
_OF_THE_NEWS = re.compile(r"[\"“”„«»]|\d|:$|^[A-Z][\w .,'/-]{1,40}(?:\([^()]{2,30}\)\s*)?(?:—|–|--|-\s)")


def edges_of(article: Article) -> bytes | None:
    """Digest what an article shows at its edges; None for one of no known publisher, or without short paragraphs there.

    Digests are 8 bytes, little-endian, and differ from publisher to publisher: of the title, the address and three
    telling paragraphs (0 for what is missing), then of the short paragraphs at the edges.
    """
    host = _host(article)
    paragraphs = article.text.split("\n\n")
    at_edge = {i for i in _places(paragraphs) if may_be_furniture(paragraphs[i], article)}
    if not host or not at_edge:
        return None
    telling = sorted({_digest(host, text[:_TELLING]) for text in paragraphs if len(text) > _TELLING} - {0})[: MARKS - 2]
    marks = [_digest(host, article.title or ""), _digest(host, article.canonical_url or article.url or "")]
    marks += telling + [0] * (MARKS - 2 - len(telling))
    shown = sorted({_digest(host, paragraphs[i]) for i in at_edge} - {0})
    return b"".join(digest.to_bytes(SIZE, "little", signed=True) for digest in marks + shown) if shown else None


def unpack(edges: bytes | None) -> tuple[Marks, tuple[int, ...]]:
    """Read `articles.edges`: what tells an article from others, and its paragraphs at the edges."""
    packed = edges or b""
    digests = [int.from_bytes(packed[i : i + SIZE], "little", signed=True) for i in range(0, len(packed), SIZE)]
    return tuple(digests[:MARKS]), tuple(digests[MARKS:])


def stands_often(sightings: Iterable[Marks]) -> bool:
    """Tell whether a paragraph stands in enough articles, given by their marks; those that share one count once."""
    matters: list[set[int]] = []
    for marks in sorted(set(sightings)):
        mine = set(marks) - {0}
        apart = []
        for matter in matters:
            if mine.isdisjoint(matter):
                apart.append(matter)
            else:
                mine |= matter
        matters = [*apart, mine] if mine else matters
    return len(matters) >= ENOUGH


def without_repeats(article: Article, furniture: Container[int]) -> Article:
    """Move what is furniture from the text to `boilerplate`, from the outside in; the article keeps its id.

    An id is made of what the page alone tells: the same page, met again, is the same article whatever repeats by then.
    """
    host, paragraphs = _host(article), article.text.split("\n\n")
    first, last = 0, len(paragraphs)

    def goes(i: int) -> bool:
        return _digest(host, paragraphs[i]) in furniture and may_be_furniture(paragraphs[i], article)

    while first < min(_FIRST, last) and goes(first):
        first += 1
    while last > max(first, len(paragraphs) - _LAST) and goes(last - 1):
        last -= 1
    kept = "\n\n".join(paragraphs[first:last])
    words = len(_WORD.findall(article.text))
    if kept == article.text or len(_WORD.findall(kept)) < (1 - _MOST) * words:
        return article
    before, after = ([Removed(text, "repeats") for text in part] for part in (paragraphs[:first], paragraphs[last:]))
    made = identify(replace(article, text=kept, boilerplate=(*before, *article.boilerplate, *after)))
    return replace(made, article_id=article.article_id)


def may_be_furniture(text: str, article: Article) -> bool:
    """Tell whether a paragraph of an article says nothing that belongs to this article's news.

    A fragment does not; a sentence speaks to the reader, names the outlet or is too long to be written twice by chance,
    and is about something else than the article.
    """
    bare = _ADDRESS.sub(" ", text).strip()
    if len(text) > _LONGEST or not key(text) or _OF_THE_NEWS.search(bare):
        return False
    if not ends_sentence(text):
        return True
    words = len(_WORD.findall(text))
    outlet = key(article.publisher or "")
    own = bare != text or _TO_READER.search(text) or (len(outlet) > 3 and outlet in key(text))
    if words < (_ANSWER if own else _CHANCE):
        return False
    low, whole = text.casefold(), f"{article.title or ''}\n{article.text}".casefold()
    told = {word[:_STEM] for word in _TELLING_WORD.findall(low)}
    return sum(whole.count(word) > low.count(word) for word in told) < _AT_HOME * max(1, len(told))


def _places(paragraphs: list[str]) -> set[int]:
    size = len(paragraphs)
    return {*range(min(_FIRST, size)), *range(max(0, size - _LAST), size)}


def _host(article: Article) -> str:
    """What its publisher goes by: the site of its address, and without one its name."""
    url = article.canonical_url or article.url
    return (site(url) if url else None) or key(article.publisher or "")


def _digest(host: str, text: str) -> int:
    """Digest the words of a text, 0 for none."""
    words = key(text)
    if not words:
        return 0
    return int.from_bytes(blake2b(f"{host}\n{words}".encode(), digest_size=SIZE).digest(), "little", signed=True) or 1
