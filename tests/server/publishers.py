"""Publishers of made-up news: what each has published by a given time, and the documents that say so."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256

#: when the server's clock begins
BEGIN = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
FORMATS = ("rss", "atom", "json", "rdf", "sitemap")
_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "rdf": "application/rdf+xml",
    "sitemap": "application/xml",
}


def _words(text: str) -> list[str]:
    return text.split()


_NAMES = _words("Tander Ostrel Quenby Marlow Ivers Haldane Brock Senn Orloff Kett Dury Vance Larkin Moss Peel Rune")
_PLACES = _words("Brell Carnock Dunmere Esk Fallow Garth Holm Inver Jarrow Keld Lorn Marsh Nevis Orrin Penn Quill")
_THINGS = _words(
    "harbour bridge library ferry market school clinic orchard railway museum theatre reservoir quarry lighthouse "
    "archive cannery stadium mill chapel depot garden tunnel pier station nursery foundry observatory canal"
)
_DEEDS = _words(
    "closed opened repaired painted sold bought measured flooded moved renamed guarded inspected insured lit drained "
    "cleaned extended shortened photographed debated"
)
_TIMES = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June")
_HOWS = _words("quietly twice again slowly early late fully partly finally hastily gladly badly properly cheaply")


@dataclass(frozen=True, slots=True)
class Publisher:
    """One host with its feeds; every `period` seconds of the clock each feed brings one more article."""

    host: str
    feeds: int = 1
    #: articles of each feed at the beginning
    stock: int = 5
    period: float = float("inf")
    shown: int = 50
    format: str = "rss"
    robots: str = ""
    #: robots.txt forbids /private/, and one item of each feed lies there
    has_private: bool = False
    full: bool = False
    #: as in life: each feed brings articles at moments of its own; `shows` tells what else happens
    lively: bool = False

    def lead(self, feed: int) -> float:
        """Return by how many seconds a feed comes before the full periods."""
        share = sha256(f"{self.host}/{feed}".encode()).digest()[0] / 256
        return share * self.period if self.lively and self.period < float("inf") else 0.0

    def published(self, clock: float, feed: int) -> int:
        """Return how many articles a feed has brought by then."""
        return self.stock + (int((clock + self.lead(feed)) / self.period) if self.period < float("inf") else 0)

    def shows(self, feed: int, number: int, count: int) -> bool:
        """Tell whether a feed of so many articles shows one; of lively ones, every fifth is shown a period late."""
        return not self.lively or not is_late(number) or number < max(self.stock, count - 1)

    def path(self, feed: int, number: int) -> str:
        """Return where an article lies."""
        private = self.has_private and number == 0
        return f"/{'private' if private else 'news'}/{feed}/{number}.html"


def is_late(number: int) -> bool:
    """Tell whether a lively feed shows an article a period after it was published."""
    return number % 5 == 3


def moment(publisher: Publisher, feed: int, number: int) -> datetime:
    """Return when an article was published."""
    late = number - publisher.stock + 1
    period = publisher.period if publisher.period < float("inf") else 60.0
    return BEGIN + timedelta(seconds=period * late - publisher.lead(feed))


@lru_cache(maxsize=50_000)
def article(host: str, feed: int, number: int) -> tuple[str, tuple[str, ...]]:
    """Return the title and the paragraphs of an article: own words for each, so that none is a copy of another."""
    dice = random.Random(f"{host}/{feed}/{number}")
    pick = dice.choice

    def sentence() -> str:
        said = f"The {pick(_THINGS)} of {pick(_PLACES)} and the {pick(_THINGS)} near {pick(_PLACES)} were {pick(_HOWS)}"
        return f"{said} {pick(_DEEDS)} and {pick(_DEEDS)} in {pick(_TIMES)} for {dice.randrange(20, 90_000)} crowns."

    speaker = f"{pick(_NAMES).title()} {pick(_NAMES).title()}"
    paragraphs = [" ".join(sentence() for _ in range(3)) for _ in range(4)]
    paragraphs.insert(1, f"“The {pick(_THINGS)} will be {pick(_DEEDS)} by {pick(_TIMES)},” said {speaker}.")
    return f"{pick(_PLACES)} {pick(_THINGS)} {pick(_DEEDS)} {pick(_HOWS)} {dice.randrange(10_000)}", tuple(paragraphs)


def page(publisher: Publisher, feed: int, number: int) -> bytes:
    """Return an article as a page with the furniture of a news site."""
    title, paragraphs = article(publisher.host, feed, number)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("home", "sport", "weather", "about"))
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title} | {publisher.host}</title></head><body>"
        f"<nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1>{body}</article></main>"
        f"<footer>Copyright {publisher.host}</footer></body></html>"
    ).encode()


def document(publisher: Publisher, feed: int, clock: float, base: str) -> tuple[bytes, str, str, datetime]:
    """Return a feed's document with its media type, validator and time of change."""
    entries = []
    for mine, number, count in _shown(publisher, feed, clock):
        title, paragraphs = article(publisher.host, mine, number)
        if publisher.lively and number % 6 == 2 and number < count - 1:
            title += " (updated)"
        whole = "".join(f"<p>{text}</p>" for text in paragraphs) if publisher.full else ""
        entries.append((title, base + publisher.path(mine, number), moment(publisher, mine, number), whole))
    changed = entries[0][2] if entries else BEGIN
    body = _WRITERS[publisher.format](f"{publisher.host} feed {feed}", base, entries).encode()
    validator = f'W/"{sha256(body).hexdigest()[:20]}"' if feed % 2 else f'"{sha256(body).hexdigest()[:20]}"'
    return body, _TYPES[publisher.format], validator, changed


def _shown(publisher: Publisher, feed: int, clock: float) -> Iterator[tuple[int, int, int]]:
    """Yield feed and number of each article that a feed shows, and how many its feed has brought.

    Of lively publishers a feed shows every fourth article of the next feed too.
    """
    others = [(feed + 1) % publisher.feeds] if publisher.lively and publisher.feeds > 1 else []
    for mine in (feed, *others):
        count = publisher.published(clock, mine)
        for number in range(count - 1, max(-1, count - 1 - publisher.shown), -1):
            if publisher.shows(mine, number, count) and (mine == feed or number % 4 == 1):
                yield mine, number, count


Entries = list[tuple[str, str, datetime, str]]


def _rss(title: str, base: str, entries: Entries) -> str:
    items = "".join(
        f"<item><title>{name}</title><link>{link}</link><guid>{link}</guid><pubDate>{format_datetime(at)}</pubDate>"
        + (f"<content:encoded><![CDATA[{whole}]]></content:encoded>" if whole else "")
        + "</item>"
        for name, link, at, whole in entries
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    channel = f"<channel><title>{title}</title><link>{base}/</link>{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0" {space}>{channel}</rss>'


def _atom(title: str, base: str, entries: Entries) -> str:
    items = "".join(
        f'<entry><title>{name}</title><link href="{link}"/><id>{link}</id><updated>{at.isoformat()}</updated></entry>'
        for name, link, at, _ in entries
    )
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title><id>{base}</id>'
        f'<link href="{base}/"/>{items}</feed>'
    )


def _json(title: str, base: str, entries: Entries) -> str:
    items = [
        {"id": link, "url": link, "title": name, "date_published": at.isoformat(), "summary": name}
        for name, link, at, _ in entries
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": title, "home_page_url": base, "items": items})


def _rdf(title: str, base: str, entries: Entries) -> str:
    items = "".join(
        f'<item rdf:about="{link}"><title>{name}</title><link>{link}</link><dc:date>{at.isoformat()}</dc:date></item>'
        for name, link, at, _ in entries
    )
    spaces = (
        'xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    channel = f'<channel rdf:about="{base}"><title>{title}</title><link>{base}/</link></channel>'
    return f'<?xml version="1.0"?><rdf:RDF {spaces}>{channel}{items}</rdf:RDF>'


def _sitemap(title: str, base: str, entries: Entries) -> str:
    items = "".join(
        f"<url><loc>{link}</loc><news:news><news:publication><news:name>{title}</news:name><news:language>en"
        f"</news:language></news:publication><news:publication_date>{at.isoformat()}</news:publication_date>"
        f"<news:title>{name}</news:title></news:news></url>"
        for name, link, at, _ in entries
    )
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return f'<?xml version="1.0"?><urlset {spaces}>{items}</urlset>'


_WRITERS = {"rss": _rss, "atom": _atom, "json": _json, "rdf": _rdf, "sitemap": _sitemap}
