"""Addresses: one spelling for one page, and what an address says of its site."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

import tldextract
from w3lib.url import canonicalize_url

#: query parameters that only say how the reader came: Google's, Meta's, Microsoft's, HubSpot's
#: documented names, and the plain words sites use for the same
_TRACKING = re.compile(
    r"^(?:utm_.*|ga_.*|pk_.*|mtm_.*|at_.*|hsa_.*|_hs\w+|oly_\w+|vero_\w+|cx_\w+|sr_share\w*|"
    r"gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|"
    r"icid|intcid|ncid|cmpid|cmp|ocid|ito|smid|smtyp|spref|src|source|ref|refid|referrer|referer|ref_src|ref_url|"
    r"share|shared|sharetype|sh|via|feed|rss|fb_\w+|soc_\w+|campaign|campaign_id|mod|partner|outputtype|"
    r"print|amp|xtor|s_cid|sc_\w+|guccounter|guce_\w+|_ga|_gl|cid|ns_\w+|__twitter_impression|taid|ftag)$",
    re.I,
)
_EXTRACT = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
_HOME = re.compile(r"^/?(?:index|home|default)?(?:\.\w{2,5})?/?$", re.I)


@lru_cache(maxsize=4096)
def canonical_url(url: str) -> str | None:
    """Spell an address the one way: https, no `www.`, no tracking, no fragment; None if it is none.

    Never raises, and leaves what it made as it is.
    """
    once = _canonical(url)
    return once if once is None or _canonical(once) == once else None


def _canonical(url: str) -> str | None:
    try:
        parts = urlsplit(url.strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "." not in parts.hostname:
            return None
        host = parts.hostname.rstrip(".").removeprefix("www.").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
        query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.match(p.split("=", 1)[0]))
        path = re.sub(r"/{2,}", "/", parts.path)
        path = re.sub(r"/(?:amp|index\.html?|index\.php)/?$", "/", path).rstrip("/") or "/"
        found = canonicalize_url(urlunsplit(("https", host + port, path, query, "")))
    except (ValueError, UnicodeError):
        return None
    return found if 0 < len(found) <= 4096 and found.isascii() else None


@lru_cache(maxsize=4096)
def site(url: str) -> str | None:
    """Name the registered domain an address belongs to (`news.example.co.uk` is `example.co.uk`'s); None if none."""
    try:
        host = urlsplit(url).hostname or ""
        found = _EXTRACT(host)
    except (ValueError, UnicodeError):
        return None
    if found.domain and found.suffix:
        return f"{found.domain}.{found.suffix}".lower()
    # a name of a private network, or one reserved for examples
    labels = host.lower().strip(".").split(".")
    return ".".join(labels[-2:]) if len(labels) > 1 and not labels[-1].isdigit() and ":" not in host else None


def is_home(url: str) -> bool:
    """Tell the address of a site's front page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(_HOME.match(parts.path)) and not parts.query
