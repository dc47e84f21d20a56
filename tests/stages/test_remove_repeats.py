"""RemoveRepeats: in one run and with what is remembered, the same paragraphs go; the others stay untouched."""

from __future__ import annotations

from dataclasses import replace

import apache_beam as beam
import pytest
from apache_beam.pvalue import PCollection
from apache_beam.transforms.window import FixedWindows, TimestampedValue

from schemas import Article
from tests.past import Remembered
from tests.records import article
from tests.text.news import prose
from transforms.remove_repeats import RemoveRepeats
from transforms.text.pages.article_ids import identify
from transforms.text.reading import describe

FOOTER = "This site is run by volunteers from the three valleys and keeps all its pages open to everybody."


class Repeats(beam.PTransform):
    """Remove repeats with these articles in memory."""

    def __init__(self, *memory: Article) -> None:
        super().__init__()
        self.memory = memory

    def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
        return articles | RemoveRepeats(Remembered(self.memory), 0, 60)


def page(number: int, footer: str = FOOTER, host: str = "outlet.example") -> Article:
    text = "\n\n".join([f"{prose(number, 60)}.", f"{prose(number + 500, 60)}.", *([footer] if footer else [])])
    title, url = prose(number + 900, 6), f"https://{host}/{number}"
    return describe(identify(article(str(number), text, url=url, title=title, language="en")))


def parted(articles: list[Article]) -> tuple[list[str], list[str]]:
    """Name the articles that ended in furniture, and those that are as they came."""
    cleaned = [one.source_uri for one in articles if [removed.reason for removed in one.boilerplate] == ["repeats"]]
    return sorted(cleaned), sorted(one.source_uri for one in articles if not one.boilerplate)


@pytest.mark.parametrize("backwards", [False, True])
def test_what_repeats_in_a_run_goes(run_on, backwards: bool) -> None:
    pages = [page(n) for n in (1, 2, 3)] + [page(4, ""), page(5, host="another.example"), page(6, "", "third.example")]
    found = run_on(Repeats(), pages[::-1] if backwards else pages)
    assert parted(found) == (["1.txt", "2.txt", "3.txt"], ["4.txt", "5.txt", "6.txt"])
    came = {one.source_uri: one for one in pages}
    for one in found:
        before = came[one.source_uri]
        if one.boilerplate:
            text = before.text.removesuffix(f"\n\n{FOOTER}")
            again = describe(identify(replace(before, text=text, boilerplate=one.boilerplate)))
            stays = {name: getattr(before, name) for name in ("article_id", "edges", "signature", "sketch", "terms")}
            assert one == replace(again, **stays)
            assert again.signature != before.signature
            assert (one.word_count, one.readability != before.readability) == (120, True)
        else:
            assert one == before


def test_a_window_is_a_run(run_on) -> None:
    class Windows(beam.PTransform):
        def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
            timed = articles | beam.Map(lambda one: TimestampedValue(one, 100 * (one.source_uri > "3.txt")))
            return timed | beam.WindowInto(FixedWindows(100)) | Repeats()

    found = run_on(Windows(), [page(n) for n in range(1, 6)])
    assert parted(found) == (["1.txt", "2.txt", "3.txt"], ["4.txt", "5.txt"])


def test_what_is_remembered_counts(run_on) -> None:
    memory = [replace(page(n), text="") for n in (1, 2)]
    other = page(7, host="another.example")
    none = replace(page(8, ""), edges=None)
    assert parted(run_on(Repeats(*memory, none, other), [page(3), page(4, "")])) == (["3.txt"], ["4.txt"])
    assert parted(run_on(Repeats(memory[0], none, other), [page(3)])) == ([], ["3.txt"])
    assert parted(run_on(Repeats(none), [page(3)])) == ([], ["3.txt"])


def test_the_same_goes_in_one_run_and_in_two(run_on) -> None:
    pages = [page(n) for n in (1, 2, 3, 4)]
    once = {one.source_uri: one for one in run_on(Repeats(), pages)}
    first = run_on(Repeats(), pages[:3])
    (last,) = run_on(Repeats(*first), pages[3:])
    assert last == once["4.txt"]
    assert {one.source_uri: one for one in first} == {uri: once[uri] for uri in ("1.txt", "2.txt", "3.txt")}
