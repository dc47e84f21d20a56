"""What `--feeds` may name."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms.io.feed_sources import read_sources
from transforms.io.files import InputError
from transforms.io.web import Web


def test_lists_and_addresses_are_read_each_feed_once(tmp_path: Path) -> None:
    text = tmp_path / "list.txt"
    text.write_text("# ours\nhttp://a.example/feed  # the first\nfeed://b.example/rss\nnonsense\n", "utf-8")
    opml = tmp_path / "list.opml"
    outline = '<outline text="A"><outline xmlUrl="http://a.example/feed" title="A"/></outline>'
    opml.write_text(f"<?xml version='1.0'?><opml version='2.0'><body>{outline}</body></opml>", "utf-8")
    feeds, wrong = read_sources([str(text), str(opml), "https://c.example/atom"], Web())
    assert [feed.url for feed in feeds] == ["http://a.example/feed", "http://b.example/rss", "https://c.example/atom"]
    assert [(row.input_uri, str(row.reason)) for row in wrong] == [("nonsense", "bad_address")]


@pytest.mark.parametrize(
    ("source", "content", "told"),
    [
        ("no-such-list.opml", None, "no such file"),
        ("ftp://example.org/feed", None, "only http"),
        ("list.txt", "# nothing here\n", "names no feed"),
        ("list.txt", "<html><body>Feeds</body></html>", "is no list of feeds"),
        ("list.txt", "<rss version='2.0'><channel/></rss>", "is no list of feeds"),
    ],
)
def test_what_is_no_list_is_told(tmp_path: Path, source: str, content: str | None, told: str) -> None:
    if content is not None:
        (tmp_path / source).write_text(content, "utf-8")
        source = str(tmp_path / source)
    with pytest.raises(InputError, match=told):
        read_sources([source], Web())


def test_a_list_that_is_not_filled_in_is_no_error_where_it_may_be_empty(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("# nothing here\n", "utf-8")
    assert read_sources([str(tmp_path / "list.txt")], Web(), may_be_empty=True) == ([], [])
    with pytest.raises(InputError, match="no such file"):
        read_sources([str(tmp_path / "other.txt")], Web(), may_be_empty=True)
