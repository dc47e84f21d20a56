"""What a term weighs in its article, by how often and where it stands and how rare it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from transforms.text.stories.terms import Terms

#: a weight for each term
Weights = NDArray[np.float64]
#: a word in the title counts as often as this in the text
TITLE_WEIGHT = 4


def text_weights(terms: Terms, idf: Weights) -> Weights:
    """Weigh each term by how often and where it stands, and by how rare it is."""
    often = 1 + np.log(np.maximum(terms.counts + terms.leads.astype(float) + TITLE_WEIGHT * terms.titles, 1))
    weights: Weights = often * idf**1.5
    return weights


def lead_weights(terms: Terms, idf: Weights) -> Weights:
    """Weigh the terms of the lead and the title; the others weigh nothing."""
    often = terms.leads + 2.0 * terms.titles
    weights: Weights = np.where(often > 0, 1 + np.log(np.maximum(often, 1)), 0) * idf
    return weights


def title_weights(terms: Terms, idf: Weights) -> Weights:
    """Weigh the terms of the title; the others weigh nothing."""
    weights: Weights = terms.titles * idf
    return weights


def fact_weights(terms: Terms, idf: Weights) -> Weights:
    """Weigh the names and numbers of the lead and the title; the other terms weigh nothing."""
    early = (terms.leads > 0) | (terms.titles > 0)
    weights: Weights = terms.facts * early * idf
    return weights


def named_weights(terms: Terms, idf: Weights) -> Weights:
    """Weigh the names and numbers of the title; the other terms weigh nothing."""
    weights: Weights = terms.facts * terms.titles * idf
    return weights


def form_weights(terms: Terms, idf: Weights) -> Weights:
    """Weigh the wording around the facts: names and numbers weigh nothing."""
    often = 1 + np.log(np.maximum(terms.counts, 1))
    weights: Weights = np.where(terms.facts > 0, 0, often * idf)
    return weights
