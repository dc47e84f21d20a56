"""Names of what feeds announce."""

from __future__ import annotations

import pytest

from schemas import FeedItem

FEED = "https://a.example/rss"


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (FeedItem("https://a.example/1", "g", "A title", feed_url=FEED), "https://a.example/1"),
        (FeedItem(None, "g", "A title", feed_url=FEED), f"{FEED}#g"),
        (FeedItem(None, None, "A title", feed_url=FEED), f"{FEED}#A title"),
    ],
)
def test_an_item_is_named_by_its_link_its_id_or_its_title(item: FeedItem, name: str) -> None:
    assert item.input_uri == name


def test_items_with_nothing_but_their_text_are_told_apart_by_it() -> None:
    one, again, other = (FeedItem(content=text, feed_url=FEED).input_uri for text in ("One.", "One.", "Other."))
    assert one == again != other
