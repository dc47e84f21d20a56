"""The figures of the quote gate: perfect for the labels themselves, lower for each thing spoilt, and only for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from schemas.annotation import Annotation, LocalEntity, Mention, Quote
from tests.quality.marked import LabelledArticle, parse_marked, read_labelled
from tests.quality.quote_scores import score
from tests.quality.quote_units import Letters, pair_up, quoted_stretches


def perfect(article: LabelledArticle) -> Annotation:
    """Turn the labels of an article into the annotation they ask for."""
    text = article.text
    quotes: list[Quote] = []
    for index, label in enumerate(article.quotes):
        speaker = label.speaker_spans[0] if label.speaker_spans else None
        cue = label.cue_spans[0] if label.cue_spans else None
        before = [i for i, q in enumerate(article.quotes) if (q.number, q.part) == (label.number, label.part - 1)]
        quotes.append(
            Quote(
                quote_id=str(index), article_id=article.name, kind=label.kind, confidence=1.0,
                text=text[label.start : label.end], start=label.start, end=label.end,
                continues=str(before[0]) if before else None, speaker=label.speaker,
                speaker_start=speaker and speaker[0], speaker_end=speaker and speaker[1],
                cue_start=cue and cue[0], cue_end=cue and cue[1],
            )
        )  # fmt: skip
    mentions = tuple(
        Mention(article.name, m.person, "PERSON", m.person, text[m.start : m.end], m.start, m.end)
        for m in article.people
    )
    entities = tuple(LocalEntity(name, name, "PERSON", (name,), 1) for name in article.persons)
    return Annotation(article.name, entities, mentions, tuple(quotes))


def test_the_labels_themselves_are_perfect() -> None:
    articles = read_labelled()
    figures, tally = score(articles, map(perfect, articles))
    assert tally.errors == []
    assert set(figures.values()) == {1.0}


ARTICLE = parse_marked(
    """\
# tags: name
Bridge

{d1|“It is not safe at all,”} {c1|said} {V,s1|Jonas Varga}. {d1+|“Go home.”}

{s2|{W|Ida Varga}} {c2|said} {m2|the bridge was “a heap of rust” and old}. {d3|“Come back.”} {V|Varga} left.
---
V: Jonas Varga = 1
W: Ida Varga = 2 3
""",
    "bridge",
)
PEOPLE = {"people_right", "people_apart"}
QUOTED = {"quoted_precision", "quoted_recall", "quoted_f1", "quoted_attributed"}
ALL = {"all_lenient", "all_strict", "all_attributed"}


def _quote(found: Annotation, index: int, **changes: object) -> Annotation:
    quotes = [replace(q, **changes) if i == index else q for i, q in enumerate(found.quotes)]  # type: ignore[arg-type]
    return replace(found, quotes=tuple(quotes))


def _mention(found: Annotation, index: int, **changes: object) -> Annotation:
    mentions = [replace(m, **changes) if i == index else m for i, m in enumerate(found.mentions)]  # type: ignore[arg-type]
    return replace(found, mentions=tuple(mentions))


@pytest.mark.parametrize(
    ("spoil", "lower"),
    [
        (lambda found: replace(found, quotes=found.quotes[:3]), (QUOTED | ALL) - {"quoted_precision"}),
        (
            lambda found: replace(found, quotes=(*found.quotes, replace(found.quotes[0], start=90, end=100))),
            (QUOTED | ALL) - {"quoted_recall"},
        ),
        (
            lambda found: _quote(found, 0, speaker_start=0, speaker_end=4),
            {"quoted_speaker", "all_speaker", "quoted_attributed", "all_attributed"},
        ),
        (lambda found: _quote(found, 0, cue_start=0, cue_end=4), {"quoted_cue", "all_cue"}),
        (lambda found: _quote(found, 0, speaker="Varga"), {"named"}),
        (lambda found: _quote(found, 1, continues=None), {"continued"}),
        (lambda found: _quote(found, 3, speaker="Jonas Varga"), {"named", "quoted_attributed", "all_attributed"}),
        (lambda found: _quote(found, 2, kind="indirect"), {"kind"}),
        (lambda found: _quote(found, 2, kind="direct"), {"kind"} | QUOTED),
        (lambda found: _mention(found, 2, entity_id="Ida Varga"), PEOPLE),
        (lambda found: _mention(found, 2, entity_id="new"), {"people_right"}),
        (lambda found: _mention(found, 2, label="ORG"), {"people_right"}),
        (lambda found: replace(found, mentions=found.mentions[:2]), {"people_right"}),
        (
            lambda found: replace(found, entities=tuple(replace(e, name="Varga") for e in found.entities)),
            {"people_full"},
        ),
    ],
)
def test_each_fault_lowers_its_own_figures(spoil: Callable[[Annotation], Annotation], lower: set[str]) -> None:
    figures, _ = score([ARTICLE], [spoil(perfect(ARTICLE))])
    assert {name for name, value in figures.items() if value < 1} == lower


def test_a_quotation_of_two_paragraphs_counts_the_same_as_one_row_or_two() -> None:
    source = "# tags: x\nT\n\n{d1|“One two three.}\n\n{d1+|“Four five.”}\n---\nnull = 1\n"
    article = parse_marked(source, "two")
    one = replace(perfect(article).quotes[0], end=article.quotes[1].end)
    figures, _ = score([article], [Annotation("two", quotes=(one,))])
    assert figures["quoted_f1"] == figures["all_strict"] == 1.0


def test_what_is_neither_right_nor_wrong_is_left_out() -> None:
    source = "# tags: x\nT\n\n{d1|“He told me, {o|‘Go away,’} and I went.”}\n---\nnull = 1\n"
    article = parse_marked(source, "inner")
    start, end = article.ignored[0]
    inner = replace(perfect(article).quotes[0], start=start + 1, end=end - 2)
    figures, _ = score([article], [Annotation("inner", quotes=(*perfect(article).quotes, inner))])
    assert figures["quoted_precision"] == figures["all_strict"] == 1.0


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("it was “a mess” and “late”", ["a mess", "late"]),
        ('it was "a mess"', ["a mess"]),
        ("it wasn’t ‘a mess’", ["a mess"]),
        ("‘that’s the dogs’ home’ he", ["that’s the dogs"]),
        ("« oui » and „ja“ and „ja”", [" oui ", "ja", "ja"]),
        ("it was “a mess", ["a mess"]),
        ("“he said ‘no’ twice”", ["he said ‘no’ twice"]),
        ('a 6" nail', []),
        ("no marks", []),
    ],
)
def test_stretches_within_marks(text: str, stretches: list[str]) -> None:
    assert [text[slice(*span)] for span in quoted_stretches(text, 0, len(text))] == stretches


def test_pairs_are_one_to_one_and_the_closest_first() -> None:
    letters = Letters("abcdefghij, klm")
    assert pair_up(letters, [(0, 10), (0, 4)], [(0, 5), (0, 11)]) == [(1.0, 0, 1), (0.8, 1, 0)]
    assert pair_up(letters, [(0, 3)], [(12, 15)]) == []
    assert letters.jaccard((10, 12), (10, 12)) == 0.0
