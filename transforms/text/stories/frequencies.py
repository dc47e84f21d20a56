"""How rare terms are: in news at large, and among the articles at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from transforms.text.stories.terms import Terms

#: Articles at hand stand for as many of the background as this, up to so many times each: what is rare in the news at
#: large, such as the name of the town, is common in the papers of one town. The first few articles with a term count
#: once, for they may be one story. On six labelled sets between 200 and 800 make no difference beyond .005.
_AT_HAND, _MOST_TIMES, _ONE_STORY = 400, 4.0, 4


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of so many articles each term stands."""

    documents: int
    #: hashes of terms, ascending
    terms: NDArray[np.uint32]
    counts: NDArray[np.float64]
    #: articles at hand that were counted beyond the background
    sample: int = 0
    #: articles that earlier runs committed, all of them
    remembered: int = 0

    def idf(self, terms: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return the logarithm of how rare each term is."""
        if not len(self.terms):
            return np.ones(len(terms))
        asked, where = np.unique(terms, return_inverse=True)  # a search in order is much the faster
        places = np.minimum(np.searchsorted(self.terms, asked), len(self.terms) - 1)
        counts = np.where(self.terms[places] == asked, self.counts[places], 0)
        weights: NDArray[np.float64] = np.maximum(np.log((self.documents + 1) / (counts + 0.5)), 0.0)[where]
        return weights

    def plus(self, articles: list[Terms]) -> Frequencies:
        """Return the frequencies with the articles at hand counted; those of a small run count several times."""
        if not articles:
            return self
        times = min(_MOST_TIMES, max(1.0, _AT_HAND / len(articles)))
        own, found = np.unique(np.concatenate([article.hashes for article in articles]), return_counts=True)
        weights = np.minimum(found, _ONE_STORY) + times * np.maximum(found - _ONE_STORY, 0)
        terms, places = np.unique(np.concatenate([self.terms, own]), return_inverse=True)
        counts = np.bincount(places, weights=np.concatenate([self.counts, weights])).astype(np.float64)
        return Frequencies(self.documents + int(times * len(articles)), terms, counts, self.sample + len(articles))


@lru_cache(maxsize=1)
def background() -> Frequencies:
    """Return the frequencies of terms in English news at large, so that a run of two articles is judged as one of many.

    Counts of hashed terms in 1,091 articles of 2015-16 and 2023; terms of a single article are left out.
    """
    data = files("transforms.text").joinpath("data", "background_terms.bin").read_bytes()
    documents, size = (int(value) for value in np.frombuffer(data, dtype="<u4", count=2))
    terms = np.frombuffer(data, dtype="<u4", offset=8, count=size).astype(np.uint32)
    counts = np.frombuffer(data, dtype="<u2", offset=8 + 4 * size, count=size).astype(np.float64)
    return Frequencies(documents, terms, counts)
