"""The labelled articles are complete, and the reader of their marks says what is wrong with a bad one."""

from __future__ import annotations

import re

import pytest

from tests.quality.marked import QUOTES_DIR, LabelledArticle, MarkError, parse_marked, read_labelled

ARTICLES = read_labelled()

#: what the articles must show between them
PHENOMENA = set(
    """
    straight curly single guillemets low-high nested unbalanced missing-end multi-paragraph split
    clause according-to told-that view-that inverted trailing question order mixed-clause fragment
    scare title-of-work nickname irony
    name titled description pronoun elided floating before after organisation country
    shared-surname variants caps possessive joined
""".split()  # noqa: SIM905 - a list of 37 strings is not read
)

GOOD = """\
# tags: trailing, name
Bridge to close

{d1|“It is {o|not} safe,”} {c1|said} {s1|Mr {V|Varga}}. {d1+|“Go.”}

{s2,s3|The council} {c2|said} {m2|it was “sorry”} and {c3|told} {V|Varga} {i3|to wait}.
---
V: Jonas Varga = 1
the council = 2
null = 3
"""


def test_marks_become_offsets() -> None:
    article = parse_marked(GOOD, "good")
    assert article.tags == ("trailing", "name")
    assert article.title == "Bridge to close"
    assert article.text == (
        "“It is not safe,” said Mr Varga. “Go.”\n\nThe council said it was “sorry” and told Varga to wait."
    )

    def words(spans: tuple[tuple[int, int], ...]) -> list[str]:
        return [article.text[slice(*span)] for span in spans]

    said = [(q.number, q.part, q.kind, article.text[q.start : q.end], q.speaker) for q in article.quotes]
    assert said == [
        (1, 0, "direct", "It is not safe,", "Jonas Varga"),
        (1, 1, "direct", "Go.", "Jonas Varga"),
        (2, 0, "mixed", "it was “sorry”", "the council"),
        (3, 0, "indirect", "to wait", None),
    ]
    assert [words(q.speaker_spans) for q in article.quotes] == [["Mr Varga"], ["Mr Varga"]] + [["The council"]] * 2
    assert [words(q.cue_spans) for q in article.quotes] == [["said"], ["said"], ["said"], ["told"]]
    assert [(m.person, article.text[m.start : m.end]) for m in article.people] == [("Jonas Varga", "Varga")] * 2
    assert words(article.ignored) == ["not"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("---", "--"), "expected"),
        (("# tags", "tags"), "expected"),
        (("{c2|said}", "{c2|said"), "not closed"),
        (("{c2|said}", "said}"), "closes nothing"),
        (("{c2|said}", "{x2|said}"), "unknown key"),
        (("{V|Varga} {i3", "{W|Varga} {i3"), "unknown key"),
        (("{c2|said}", "{c9|said}"), r"\[9\]"),
        (("null = 3", "null = 4"), r"\[3, 4\]"),
        (("null = 3", "null = 2 3"), "two speakers"),
        (("{d1+|", "{d1|"), "first part"),
        (("null = 3", "= 3"), "footer line"),
        (("the council =", "V: Ada Varga ="), "twice"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(change: tuple[str, str], message: str) -> None:
    with pytest.raises(MarkError, match=f"bad: .*{message}"):
        parse_marked(GOOD.replace(*change, 1), "bad")


def test_there_are_enough_articles_and_quotes_of_every_kind() -> None:
    kinds = [quote.kind for article in ARTICLES for quote in article.quotes if not quote.part]
    assert len(ARTICLES) >= 60
    assert len(kinds) >= 400
    assert min(map(kinds.count, ("direct", "indirect", "mixed"))) >= 80


def test_every_phenomenon_is_shown_and_none_is_misspelt() -> None:
    assert {tag for article in ARTICLES for tag in article.tags} == PHENOMENA


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_spans_are_the_words_they_were_marked_as(article: LabelledArticle) -> None:
    """A second way to take the marks out, span by span, finds the same words in the same order."""
    source = (QUOTES_DIR / f"{article.name}.txt").read_text(encoding="utf-8").split("\n", 3)[3].rpartition("\n---\n")[0]
    assert article.text == _plain(source).strip()
    assert 150 <= len(article.text.split()) <= 350
    assert "\n\n\n" not in article.text
    assert not re.search(r"[^\n]\n[^\n]", article.text)
    for quote in article.quotes:
        words = article.text[quote.start : quote.end]
        assert words.strip() == words != ""
        marked = re.escape(f"{quote.kind[0]}{quote.number}{'+' if quote.part else ''}")
        opened = [m.end() for m in re.finditer(rf"\{{[^|}}]*(?<![a-z0-9]){marked}(?![0-9+])[^|}}]*\|", source)]
        starts = [_plain(source[at:]) for at in opened]
        assert any(each.startswith(words) or each[1:].lstrip().startswith(words) for each in starts), words
    for mention in article.people:
        assert article.text[mention.start : mention.end][0].isupper()
        assert mention.person in article.persons


def _plain(source: str) -> str:
    return re.sub(r"\{[A-Za-z0-9+,]+\||\}", "", source)
