"""Entities of one text: what the whole text says puts the model's spans right."""

from __future__ import annotations

import itertools
import re

import pytest
import spacy
from spacy.tokens import Doc, Span

from transforms.text.entities.entities import find_entities
from transforms.text.parse import read_parse

NLP = spacy.blank("en")
_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")
_LOWER_NAMES = frozenset(("bin",))


def parsed(marked: str) -> Doc:
    """Return a parsed text; `[words|LABEL]` are the model's entities, words with a capital are proper nouns."""
    spans, text, at = [], "", 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match.group(1)), match.group(2)))
        text += match.group(1)
        at = match.end()
    words = NLP(text + marked[at:])
    pos = ["PROPN" if token.text[0].isupper() else "PUNCT" if token.is_punct else "NOUN" for token in words]
    spaces = [bool(token.whitespace_) for token in words]
    heads, deps = [token.i for token in words], ["dep"] * len(words)
    doc = Doc(NLP.vocab, [token.text for token in words], spaces, pos=pos, heads=heads, deps=deps)
    doc.ents = [span for s, e, label in spans if isinstance(span := doc.char_span(s, e, label), Span)]
    return doc


def found(marked: str) -> list[tuple[str, str, str]]:
    """Return (words, label, name) of each mention."""
    doc = parsed(marked)
    entities, mentions = find_entities(read_parse(doc), "a1")
    assert all(doc.text[it.start : it.end] == it.text for it in mentions)
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))
    assert {it.entity_id for it in mentions} == {it.entity_id for it in entities}
    return [(it.text, it.label, it.name) for it in mentions]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        # the surname of a full name is that person, whatever the model says of it
        (
            "[Jonas Varga|PERSON] left . [Varga|ORG] came back",
            [("Jonas Varga", "PERSON", "Jonas Varga"), ("Varga", "PERSON", "Jonas Varga")],
        ),
        # and is found where the model missed it, in capitals too
        (
            "[Jonas Varga|PERSON] left . VARGA came back",
            [("Jonas Varga", "PERSON", "Jonas Varga"), ("VARGA", "PERSON", "Jonas Varga")],
        ),
        # titles, articles, possessives stay outside
        (
            "said [Chancellor Varga|PERSON] of [the United States's|GPE] court",
            [("Varga", "PERSON", "Varga"), ("United States", "GPE", "United States")],
        ),
        # joined names are split
        (
            "[Jonas Varga|PERSON] met [Ada Holm|PERSON] ; the [Varga-Holm|PERSON] talks",
            [
                ("Jonas Varga", "PERSON", "Jonas Varga"),
                ("Ada Holm", "PERSON", "Ada Holm"),
                ("Varga", "PERSON", "Jonas Varga"),
                ("Holm", "PERSON", "Ada Holm"),
            ],
        ),
        # an acronym that the text explains is its full name
        (
            "the [Harbour Safety Board|ORG] (HSB) met . HSB left",
            [
                ("Harbour Safety Board", "ORG", "Harbour Safety Board"),
                ("HSB", "ORG", "Harbour Safety Board"),
                ("HSB", "ORG", "Harbour Safety Board"),
            ],
        ),
        # as the text explains it, though a known name has the same letters
        (
            "the [National Rivers Agency|ORG] (NRA) met . [NRA|ORG] left",
            [
                ("National Rivers Agency", "ORG", "National Rivers Agency"),
                ("NRA", "ORG", "National Rivers Agency"),
                ("NRA", "ORG", "National Rivers Agency"),
            ],
        ),
        # a surname in another spelling, which the model takes for something else
        (
            "[Jarek Morensky|PERSON] left . then [Morenskiy|ORG] slept",
            [
                ("Jarek Morensky", "PERSON", "Jarek Morensky"),
                ("Morenskiy", "PERSON", "Jarek Morensky"),
            ],
        ),
        # a given name that the model parts from its surname, or gives alone
        (
            "[Clara|GPE] [Drew|PERSON] and [Miriam|ORG] Holm-Price met",
            [("Clara Drew", "PERSON", "Clara Drew"), ("Miriam Holm-Price", "PERSON", "Miriam Holm-Price")],
        ),
        # a state by another name, a known city with a wrong label
        (
            "[Britain|GPE] and [Kyiv|PERSON] and the [UK|GPE]",
            [("Britain", "GPE", "United Kingdom"), ("Kyiv", "GPE", "Kyiv"), ("UK", "GPE", "United Kingdom")],
        ),
        # husband and wife of one surname are told apart by their titles
        (
            "his wife , [Ada Varga|PERSON] , and [Peter Varga|PERSON] : Mrs [Varga|PERSON] and Mr [Varga|PERSON]",
            [
                ("Ada Varga", "PERSON", "Ada Varga"),
                ("Peter Varga", "PERSON", "Peter Varga"),
                ("Varga", "PERSON", "Ada Varga"),
                ("Varga", "PERSON", "Peter Varga"),
            ],
        ),
        # the title of an office is no organisation
        ("[Defense|ORG] Minister [Jonas Varga|PERSON]", [("Jonas Varga", "PERSON", "Jonas Varga")]),
        # people whom the model takes for something else
        (
            "their mother , [Nelda Quisp|ORG] , and the critic [Tunde Akin|FAC]",
            [("Nelda Quisp", "PERSON", "Nelda Quisp"), ("Tunde Akin", "PERSON", "Tunde Akin")],
        ),
        ("", []),
    ],
)
def test_mentions(text: str, mentions: list[tuple[str, str, str]]) -> None:
    assert found(text) == mentions


def test_titles_come_with_the_entity() -> None:
    entities, _ = find_entities(read_parse(parsed("Defense Minister [Jonas Varga|PERSON] spoke")), "a1")
    assert entities[0].titles == ("defense minister",)


def test_ids_hold_within_the_article() -> None:
    parse = read_parse(parsed("[Jonas Varga|PERSON]"))
    assert find_entities(parse, "a1")[0][0].entity_id == find_entities(parse, "a1")[0][0].entity_id
    assert find_entities(parse, "a1")[0][0].entity_id != find_entities(parse, "a2")[0][0].entity_id
