"""From blocks to a clean, enriched article: what a worker does for RemoveBoilerplate."""

from __future__ import annotations

from schemas import Article, Extraction, Outcome
from transforms.text.enrichments import enrich
from transforms.text.pages.boilerplate import remove_boilerplate


def clean(extraction: Extraction) -> Article | Outcome:
    """Remove the boilerplate of an extraction and enrich what is left; an outcome where no news is left."""
    judged = remove_boilerplate(extraction)
    return enrich(judged) if isinstance(judged, Article) else judged
