"""How well the article is read out of a page: by block, and by what is said of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from schemas import Article
from tests.quality.pages_gold import GoldPage

#: fewer words may stand in another block by chance: they have to be a whole one, or to go on where the last one ended
_FEW = 5
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PageScore:
    """What was kept of one page, counted in blocks."""

    #: blocks of the output that are the article's
    right: int
    #: blocks of the output that are not
    wrong: tuple[str, ...]
    #: reasons of the wrong ones, where they are labelled furniture
    leaked: tuple[str, ...]
    #: blocks of the article that are in the output
    found: int
    missed: tuple[str, ...]
    #: the output is the article, word for word
    exact: bool


def fold(text: str) -> str:
    """Return the words of a text, case, punctuation and white space folded."""
    return " ".join(_WORD.findall(text.casefold()))


def score_text(gold: GoldPage, text: str) -> PageScore:
    """Compare a text, its paragraphs separated by blank lines, with the labels of the page.

    Blocks may be cut or joined otherwise than in the labels: a block is right if its words stand in the body in this
    order without a gap, and a body block is found likewise.
    """
    body = [fold(block.text) for block in gold.blocks if block.part == "body" and fold(block.text)]
    either = [fold(block.text) for block in gold.blocks if block.part == "either"]
    kept = [(part, fold(part)) for part in text.split("\n\n") if fold(part)]
    whole = " ".join(body)
    right, wrong, leaked, counted = 0, [], [], []
    ahead = f"{whole} "
    for part, words in kept:
        if ahead.startswith(f"{words} ") or _within(words, whole, body):
            right += 1
            ahead = ahead.removeprefix(f"{words} ") if ahead.startswith(f"{words} ") else _after(words, f"{whole} ")
        elif any(_within(words, other, either) for other in either):
            continue
        else:
            wrong.append(part)
            leaked += _reason(gold, words)
        counted.append(words)
    output = " ".join(words for _, words in kept)
    missed = [block for block in body if not _within(block, output, [words for _, words in kept])]
    exact = bool(body) and " ".join(counted) == whole
    return PageScore(right, tuple(wrong), tuple(leaked), len(body) - len(missed), tuple(missed), exact)


def _after(words: str, text: str) -> str:
    return text.partition(f"{words} ")[2]


def _within(words: str, text: str, blocks: list[str]) -> bool:
    return words in blocks or (words.count(" ") >= _FEW - 1 and f" {words} " in f" {text} ")


def _reason(gold: GoldPage, words: str) -> list[str]:
    for block in gold.blocks:
        folded = fold(block.text)
        if block.part == "furniture" and folded and (f" {folded} " in f" {words} " or f" {words} " in f" {folded} "):
            return [block.reason]
    return []


@dataclass(slots=True)
class Tally:
    """Figures over many pages, each 0..1 and the better the higher."""

    hits: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    leaked: Counter[str] = field(default_factory=Counter)

    def add(self, gold: GoldPage, article: Article | None) -> None:
        """Count one page; `article` is None where it was rejected."""
        if gold.kind in ("section", "home"):
            self._count("fronts_rejected", article is None)
            return
        score = score_text(gold, article.text if article else "")
        self.leaked.update(score.leaked)
        if gold.kind in ("paywall", "gallery"):
            self._count("stubs_clean", not score.wrong)
            return
        self._count("precision", score.right, score.right + len(score.wrong))
        self._count("recall", score.found, score.found + len(score.missed))
        self._count("exact", score.exact)
        if gold.title:
            self._count("title", article is not None and fold(article.title or "") == fold(gold.title))
        if gold.published:
            self._count("date", article is not None and _same_day(gold, article))
        if gold.publisher:
            self._count("publisher", article is not None and fold(article.publisher or "") == fold(gold.publisher))
        self._count("language", article is not None and article.language == gold.language)
        wanted = {fold(name) for name in gold.authors}
        got = {fold(name) for name in article.authors} if article else set()
        # Dice's coefficient is the F1 of one page, and of all pages when counts are summed
        self._count("authors", 2 * len(wanted & got), len(wanted) + len(got))

    def _count(self, name: str, hits: int, total: int = 1) -> None:
        self.hits[name] += hits
        self.totals[name] += total

    def figures(self) -> dict[str, float]:
        """Return the figures of all pages counted."""
        return {name: self.hits[name] / total for name, total in self.totals.items() if total}


def _same_day(gold: GoldPage, article: Article) -> bool:
    at = article.published_at
    # labels are local days of Europe, times are UTC
    return at is not None and gold.published in {(at + timedelta(hours=hours)).date() for hours in (0, 1, 2)}


def tally(pages: Iterable[tuple[GoldPage, Article | None]]) -> Tally:
    """Count all pages."""
    counted = Tally()
    for gold, article in pages:
        counted.add(gold, article)
    return counted
