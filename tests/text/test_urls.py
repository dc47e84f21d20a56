"""Addresses: one spelling for one page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.text.urls import canonical_url, is_home, site


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://www.example.com/a/b/?utm_source=x&id=3#c", "https://example.com/a/b?id=3"),
        ("HTTPS://Example.COM:443//a//b/amp/", "https://example.com/a/b"),
        ("https://example.com", "https://example.com/"),
        ("example.com/a", None),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_spellings(url: str, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


@given(st.one_of(st.text(), st.text().map(lambda rest: "https://news.example.co.uk/" + rest)))
def test_never_raises_and_is_idempotent(url: str) -> None:
    once = canonical_url(url)
    assert once is None or canonical_url(once) == once
    site(url)
    is_home(url)


def test_sites_and_front_pages() -> None:
    assert site("https://news.example.co.uk/a") == "example.co.uk"
    assert is_home("https://example.com/")
    assert not is_home("https://example.com/a")
