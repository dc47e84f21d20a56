"""A feed's answer and its items: parsed, told apart from advertisements, judged whole or announced only."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from schemas import FeedItem, PageKind, Reason
from transforms.text.feeds.feed_items import FeedDocument, plain, site_name
from transforms.text.feeds.feeds import parse_feed
from transforms.text.inputs.problems import InputProblem

#: words of a content that can be a whole article; summaries of feeds have up to some 100
_WHOLE = 120
_CUT_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;)\]?|"
    r"\b(?:read|continue|learn|see) (?:the )?(?:more|full|rest|on|reading|article|story)\b.{0,60})\W*$",
    re.IGNORECASE | re.DOTALL,
)
_FOOTER = re.compile(r"The post .{1,300} (?:first )?appeared (?:first )?on .{1,100}$", re.IGNORECASE | re.DOTALL)
#: what is announced is no page: by the usual extensions of media and documents
_FILE = re.compile(
    r"\.(?:mp3|m4a|ogg|wav|mp4|m4v|mov|webm|avi|jpe?g|png|gif|webp|svg|pdf|zip|gz|docx?|xlsx?|pptx?)$", re.I
)
_AD_TITLE = re.compile(
    r"^\W*(?:ad|advert|advertisement|advertorial|sponsored(?: content| post)?|paid (?:post|content)|promoted|anzeige|"
    r"publicité|publirreportaje|publicidad)\s*[\]):|–—-]",
    re.IGNORECASE,
)
#: hosts of networks that place advertisements in feeds
_AD_HOST = re.compile(
    r"(?:^|\.)(?:doubleclick\.net|googleadservices\.com|googlesyndication\.com|pheedo\.com|feedads\.g\.doubleclick\.net|"
    r"adclick\.g\.doubleclick\.net|outbrain\.com|taboola\.com|zergnet\.com|mediafed\.com|feedsportal-ads\.com)$",
    re.IGNORECASE,
)


def parse_answer(answer: tuple[bytes, str | None, str | None]) -> FeedDocument:
    """Parse a feed from its body, `Content-Type` and address; one argument, as worker processes take it."""
    content, content_type, url = answer
    return parse_feed(content, content_type, url)


def complete(item: FeedItem, document: FeedDocument, feed_url: str) -> FeedItem:
    """Add to an item what its document says of all items; user and password go from its link."""
    host = urlsplit(item.link or document.link or "").hostname
    return replace(
        item,
        link=_open_link(item.link) if item.link else None,
        publisher=item.publisher or document.publisher or site_name(document.title, host),
        language=item.language or document.language,
        repairs=document.repairs + item.repairs,
        feed_url=feed_url,
    )


def _open_link(link: str) -> str:
    parts = urlsplit(link)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else link


def item_problem(item: FeedItem) -> InputProblem | None:
    """Return why an item announces no article; None where it may."""
    if item.title and _AD_TITLE.match(item.title):
        return InputProblem(Reason.ADVERTISEMENT, "its title says that it is an advertisement; it is left out")
    if item.link is None:
        return (
            None if is_whole(item) else InputProblem(Reason.NO_LINK, "has neither a link nor its text; it is left out")
        )
    parts = urlsplit(item.link)
    if _AD_HOST.search(parts.hostname or ""):
        return InputProblem(Reason.ADVERTISEMENT, f"{parts.hostname} places advertisements; it is left out")
    if _FILE.search(parts.path) and not is_whole(item):
        return InputProblem(Reason.ENCLOSURE, "links to a sound, film, picture or document; it is left out")
    return None


def is_whole(item: FeedItem) -> bool:
    """Tell whether the content of an item is the article itself, so that nothing need be fetched."""
    if not item.is_full or not item.content:
        return False
    text = plain(item.content, item.content_kind is PageKind.HTML) or ""
    text = _FOOTER.sub("", text[-20_000:]).rstrip()
    return len(text.split()) >= _WHOLE and not _CUT_OFF.search(text[-200:])
