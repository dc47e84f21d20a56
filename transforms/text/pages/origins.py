"""The agency that wrote an article, where it is not the outlet that printed it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from transforms.text.pages.keys import key

#: news agencies by the names they sign with: common knowledge, written down without a list at hand, so not complete;
#: short names count in datelines and credits only
_AGENCIES = {
    "Reuters": ("Thomson Reuters",),
    "Associated Press": ("The Associated Press", "AP"),
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "dpa": ("Deutsche Presse-Agentur",),
    "PA Media": ("Press Association", "PA"),
    "UPI": ("United Press International",),
    "EFE": ("Agencia EFE",),
    "ANSA": (),
    "Xinhua": ("Xinhua News Agency",),
    "TASS": ("ITAR-TASS",),
    "Interfax": (),
    "Kyodo News": ("Kyodo",),
    "Yonhap": ("Yonhap News Agency",),
    "Anadolu Agency": ("Anadolu", "AA"),
    "Press Trust of India": ("PTI",),
    "Asian News International": ("ANI",),
    "IANS": ("Indo-Asian News Service",),
    "Bloomberg": ("Bloomberg News",),
    "Canadian Press": ("The Canadian Press", "CP"),
    "Australian Associated Press": ("AAP",),
    "APA": ("Austria Presse Agentur",),
    "Keystone-SDA": ("SDA",),
    "Belga": (),
    "ANP": (),
    "Ritzau": (),
    "NTB": (),
    "TT": ("TT News Agency",),
    "Agerpres": (),
    "PAP": ("Polish Press Agency",),
    "CTK": ("Czech News Agency", "ČTK"),
    "MTI": (),
    "Lusa": (),
    "Ukrinform": (),
    "Bernama": (),
    "Antara": (),
    "CNN Newsource": ("CNN",),
}
_NAMES = {key(name): agency for agency, others in _AGENCIES.items() for name in (agency, *others)}
#: a place, then the agency in brackets, then a dash: "BERLIN, March 3 (Reuters) - "; or the agency alone: "(AP) — "
_DATELINE = re.compile(r"^\W{0,2}[^()\n]{0,60}\(([^()]{2,40})\)\s*[-–—:]")
#: the agency at the end of the text, as a signature
_SIGNED = re.compile(r"(?:^|[.!?…][\"”’']?\s*)[-–—(\[/]\s*([^-–—()\[\]/.]{2,40}?)\s*[)\]/]?\W*$")
_COPYRIGHT = re.compile(
    r"^\W*(?:copyright\b\W*|©\s*|\(c\)\s*)+(?:19|20)?\d{0,4}\W*(?:the\s+)?([A-Z][\w\s-]{1,40}?)(?:\.|,|$|\s+all\b)",
    re.I,
)
_PARTS = re.compile(r"\s*(?:[,;/&|]|\band\b|\bwith\b|\bby\b)\s*", re.I)


def agency(name: str) -> str | None:
    """Name the agency a signature stands for; None if it is none."""
    return _NAMES.get(key(name)) or _NAMES.get(key(name).removeprefix("the"))


def origin_of(blocks: Sequence[str], bylines: Iterable[str], publisher: str | None) -> str | None:
    """Name the agency that wrote a text: by its byline, dateline, signature or copyright line; None if none signs it.

    `blocks` are all of the page's article, furniture included; an agency that prints its own text is no origin.
    """
    found: list[str | None] = [agency(part) for byline in bylines for part in _PARTS.split(byline[:200]) if part]
    for block in blocks[:4]:
        dateline = _DATELINE.match(block[:120])
        found += [agency(part) for part in _PARTS.split(dateline[1])] if dateline else []
    for block in blocks[-4:]:
        signed = _SIGNED.search(block[-60:])
        copyright_ = _COPYRIGHT.match(block[:100])
        found += [agency(match[1]) for match in (signed, copyright_) if match]
    origin = next(filter(None, found), None)
    return None if origin is None or (publisher and agency(publisher) == origin) else origin
