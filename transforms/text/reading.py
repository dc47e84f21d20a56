"""From a page to a whole article: what a worker does for Extract.

All of it in one call, because a page and its blocks are large: each more journey to a worker and back would cost more
than some of the steps.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from schemas import Article, Extraction, Outcome, Page
from transforms.text.enrichments import enrich
from transforms.text.pages.boilerplate import remove_boilerplate
from transforms.text.pages.extraction import extract
from transforms.text.pages.repeats import edges_of, without_repeats
from transforms.text.stories.fingerprint import SCHEME, fingerprint
from transforms.text.stories.terms import take_terms


def read_article(page: Page, latest: datetime | None = None) -> Article | Outcome:
    """Read the article out of a page, remove its boilerplate, and fill the columns that are made of its text.

    An outcome where there is no article, or no news is left of it. No article is dated a day after `latest`.
    """
    extraction = extract(page, latest=latest)
    judged = remove_boilerplate(extraction) if isinstance(extraction, Extraction) else extraction
    return describe(judged) if isinstance(judged, Article) else judged


def describe(article: Article) -> Article:
    """Fill the columns that are made of an article's text alone: enrichments, edges, fingerprint and terms."""
    taken = fingerprint(article.text, [removed.text for removed in article.boilerplate])
    return replace(
        enrich(article),
        edges=edges_of(article),
        signature=taken.signature if taken else None,
        signature_scheme=SCHEME if taken else None,
        sketch=taken.sketch if taken else None,
        terms=take_terms(article.title, article.text).pack(),
    )


def read_again(article_and_furniture: tuple[Article, frozenset[int]]) -> Article:
    """Take furniture that repeats off the edges of an article, and fill again what is made of its text.

    `edges`, the fingerprint and the terms tell what its page shows, whatever repeats by then: so copies find each other
    that lost their furniture in different runs, or on one of two sites.
    """
    article, furniture = article_and_furniture
    again = describe(without_repeats(article, furniture))
    return replace(
        again,
        edges=article.edges,
        signature=article.signature,
        signature_scheme=article.signature_scheme,
        sketch=article.sketch,
        terms=article.terms,
        repairs=tuple(dict.fromkeys(again.repairs)),
    )
