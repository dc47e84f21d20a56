"""What makes an article that article: its address, its words, and the id made of both."""

from __future__ import annotations

import re
from dataclasses import replace

from schemas import Article, make_id
from transforms.text.urls import canonical_url, is_home, site

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def identify(article: Article) -> Article:
    """Fill in the canonical address, the word count, the hash of the words and the article's id.

    `article.canonical_url` may hold what the page itself states; it is believed for an address on the same site.
    """
    address = _address(article.url, article.canonical_url)
    words = [word.replace("’", "'") for word in _WORD.findall(article.text.casefold())]
    content = make_id(" ".join(words))
    name = address or base_name(article.source_uri)
    return replace(
        article,
        canonical_url=address,
        word_count=max(1, len(words)),
        content_hash=content,
        article_id=make_id(name, content),
    )


def _address(url: str | None, stated: str | None) -> str | None:
    found = canonical_url(url) if url else None
    claim = canonical_url(stated) if stated else None
    if claim and not is_home(claim) and (found is None or site(claim) == site(found)):
        return claim
    return found


def base_name(uri: str) -> str:
    """Name an input whatever folder it lies in; its `#N` stays, `.gz` makes no difference."""
    name = uri.replace("\\", "/").rsplit("/", 1)[-1]
    return re.sub(r"\.gz(?=#|$)", "", name)
