"""The language an article is written in."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

#: the start of an article decides: a thousand characters give .99 right and bound the time for any length
_START = 1_000
#: under this probability what the page states is believed, if it states anything
_SURE = 0.9
_CODE = re.compile(r"^[a-z]{2,3}(?=$|[-_])")
_LETTERS = re.compile(r"[^\W\d_]")


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(title: str | None, text: str, stated: str | None = None) -> str | None:
    """Name the language of an article as ISO 639-1, from its title and start; None where there is nothing to go by.

    `stated` is what the page says of itself; it decides only where the words do not.
    """
    sample = f"{title or ''} {text[:_START]}".strip()
    code = _CODE.match((stated or "").strip().lower())
    claim = code[0] if code else None
    if len(_LETTERS.findall(sample)) < 3:
        return claim
    found, probability = _identifier().classify(sample)
    if probability < _SURE and claim:
        return claim
    return str(found)
