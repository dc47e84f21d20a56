"""No page, however broken, crashes the reading of it or takes long: each is an article or an outcome with a reason."""

from __future__ import annotations

import resource
import sys
import time

import pytest

from schemas import Article, Extraction, Outcome, Page, PageKind, Reason
from tests.quality.mutants import mutants
from transforms.text.pages.boilerplate import remove_boilerplate
from transforms.text.pages.extraction import extract

_SECONDS = 10
_GIB = 2**30


def read(name: str, content: bytes) -> Article | Outcome:
    """Read one page as the pipeline does."""
    made = extract(Page(name, PageKind.HTML, content))
    return remove_boilerplate(made) if isinstance(made, Extraction) else made


def check(count: int, huge: int) -> None:
    """Read so many mutants, and hold each to the bounds."""
    for name, content in mutants(count, huge):
        began = time.process_time()
        made = read(name, content)
        assert time.process_time() - began < _SECONDS, name
        if isinstance(made, Article):
            assert made.text.encode("utf-8"), name
            assert made.article_id, name
        else:
            assert made.reason in set(Reason), name
            assert made.detail, name


def test_sixty_broken_pages_are_outcomes() -> None:
    check(60, 0)


@pytest.mark.engine
def test_a_thousand_broken_pages_are_outcomes_in_bounded_time_and_memory() -> None:
    check(1_000, 20)
    unit = 1 if sys.platform == "darwin" else 1024
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < _GIB
