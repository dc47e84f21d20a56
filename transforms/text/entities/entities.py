"""The entities of one text: the model's spans, put right by what the whole text says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from schemas.annotation import LocalEntity, Mention
from schemas.ids import make_id
from transforms.text.entities.acronyms import acronyms, first_words
from transforms.text.entities.aliases import canonical_key, key_of, known
from transforms.text.entities.bearing import find_nicknamed, find_titled, join_given
from transforms.text.entities.cast import assign_people, calm
from transforms.text.entities.found import Found
from transforms.text.entities.given_names import is_given_name
from transforms.text.entities.labels import PRECEDENCE, label_group
from transforms.text.entities.name_parts import parse_name
from transforms.text.entities.people import is_full, surname_key
from transforms.text.entities.personal import is_personal
from transforms.text.entities.recall import find_again
from transforms.text.entities.spans import clean_spans
from transforms.text.entities.spelling import fold, sound
from transforms.text.parse import Parse

#: labels that the model gives to the short names of companies
_COMPANIES = frozenset(("PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART"))


#: letters of a surname from which another spelling of it cannot well be another name
_LONG = 6


def find_entities(
    parse: Parse, article_id: str, title: str | None = None
) -> tuple[tuple[LocalEntity, ...], tuple[Mention, ...]]:
    """Find the entities of a parsed text and every mention of them, in order, none over another.

    Beyond the model's spans the whole text is used: one string has one label, by majority and by the words around it; a
    surname of a full name is that person; names are found again where the model missed them; acronyms explained in
    brackets are their full name. Entity ids hold within the article.
    """
    spans = find_nicknamed(parse.text, join_given(parse, clean_spans(parse)))
    spans = find_titled(parse, spans)
    spans = _without_heads(_one_label(parse, spans))
    spans = _one_label(parse, find_again(parse, spans))
    return _gather(parse, article_id, spans)


def _one_label(parse: Parse, spans: list[Found]) -> list[Found]:
    """Give the same string the same label throughout: what its occurrences, the words around and known names say."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    #: names that the words around show to be people's; for each single word the model takes for a person, whether each
    #: of its places is one of a place's name
    shown: set[str] = set()
    places: dict[str, list[bool]] = defaultdict(list)
    for span in spans:
        count = votes[fold(span.text)]
        count[span.label] += 1
        if span.title:
            count["PERSON"] += 2
        elif span.label != "PERSON" and known(span.text) is None:
            if is_personal(parse, *parse.over(span.start, span.end)):
                count["PERSON"] += 2
                shown.add(span.text)
        elif span.text.isalpha() and known(span.text) is None:
            places[span.text].append(_is_placed(parse, span))
    for name in {span.text for span in spans if span.label == "ORG" and " " in span.text}:
        if name.split()[-1] in shown and known(name) is None and len(name.split()) == 2:
            votes[fold(name)]["PERSON"] += 2
    for name, placed in places.items():
        if len(placed) > 1 and all(placed) and votes[fold(name)].keys() == {"PERSON"}:
            votes[fold(name)]["GPE"] += 2 * len(placed)
    shorts = first_words({span.text for span in spans if span.label == "ORG"})
    calls = _calls({span.text: votes[fold(span.text)] for span in spans})
    titled = {span.text for span in spans if span.title}
    labels: dict[str, str] = {}
    for name in {span.text: None for span in spans}:
        count = votes[fold(name)]
        label = min(count, key=lambda label: (-count[label], PRECEDENCE.index(label)))
        called = not is_full(name) and (surname_key(name) in calls or sound(surname_key(name)) in calls)
        found = known(name)
        if found is not None and not (called and count["PERSON"] > 1):
            label = found.label
        elif called:
            label = "PERSON"
        elif label in _COMPANIES and name in shorts and name not in titled:
            label = "ORG"
        labels[name] = label
    return [_labelled(span, labels[span.text]) for span in spans]


def _labelled(span: Found, label: str) -> Found:
    title = span.title if label == "PERSON" else ""
    same = span.label == label and span.title == title
    return span if same else replace(span, label=label, title=title)


def _is_placed(parse: Parse, span: Found) -> bool:
    """Tell whether a word stands where the name of a place does: before a common noun, or after `to` and the like."""
    token = parse.at(span.end - 1)
    head = parse.heads[token]
    if parse.deps[token] == "compound":
        return parse.tags[head] in ("NN", "NNS") and head == token + 1
    return parse.deps[token] == "pobj" and parse.lower[head] in ("to", "in", "from", "at", "near", "off", "around")


def _calls(votes: dict[str, Counter[str]]) -> set[str]:
    """The bare names by which the people of a text can be called: surnames and first given names."""
    calls: set[str] = set()
    for name, count in votes.items():
        if count["PERSON"] * 2 >= count.total() and is_full(name):
            given = parse_name(name).given[0]
            surname = parse_name(name).surname
            calls |= {surname_key(name), surname, *([given] if len(given) > 2 else [])}
            calls |= {sound(surname)} if len(surname) >= _LONG else set()
    return calls


def _without_heads(spans: list[Found]) -> list[Found]:
    """Cut a word off the front of a person's name where the rest is a full name of the text: `Crooked Hillary
    Clinton`."""
    full = Counter(fold(span.text) for span in spans if span.label == "PERSON" and is_full(span.text))
    result = []
    for span in spans:
        words = span.text.split()
        if span.label == "PERSON" and len(words) > 2 and not is_given_name(fold(words[0])):
            rest = span.text[len(words[0]) :].lstrip()
            if full[fold(rest)] >= full[fold(span.text)] and fold(rest) in full:
                span = replace(span, start=span.end - len(rest), text=rest)
        result.append(span)
    return result


def _gather(parse: Parse, article_id: str, spans: list[Found]) -> tuple[tuple[LocalEntity, ...], tuple[Mention, ...]]:
    """Put the spans of one entity together and name it."""
    members: dict[tuple[str, str], list[Found]] = defaultdict(list)
    names = [span.text for span in spans if span.label != "PERSON"]
    named = {span.text for span in spans if span.label == "ORG"}
    shorts = {short: full for short, full in first_words(named).items() if short in named}
    short_of = {key_of(short): full for short, full in {**shorts, **acronyms(parse.text, names)}.items()}
    people = assign_people(parse, [span for span in spans if span.label == "PERSON"])
    for span in spans:
        if span.label == "PERSON":
            key = people[span.start]
        else:
            key = canonical_key(short_of.get(key_of(span.text), span.text), span.label)
        members[label_group(span.label), key].append(span)
    entities: list[LocalEntity] = []
    mentions: list[Mention] = []
    for (group, _), found in members.items():
        name = _best_name(found, short_of)
        entity_id = make_id(article_id, group, name)
        label = Counter([span.label for span in found]).most_common(1)[0][0] if len(found) > 1 else found[0].label
        forms = tuple(sorted({name, *[span.text for span in found]}))
        titles = tuple(dict.fromkeys([span.title for span in found if span.title]))
        entities.append(LocalEntity(entity_id, name, label, forms, len(found), titles))
        mentions += [Mention(article_id, entity_id, label, name, span.text, span.start, span.end) for span in found]
    return tuple(entities), tuple(sorted(mentions, key=lambda mention: mention.start))


def _best_name(spans: list[Found], short_of: Mapping[str, str]) -> str:
    """Choose the canonical name: the known one, unless the text explains a short name otherwise; else the fullest form,
    among equals the most frequent, then the first."""
    counts = Counter(calm(span.text) if span.label == "PERSON" else span.text for span in spans)
    if spans[0].label != "PERSON":
        for span in spans:
            found = known(span.text)
            explained = short_of.get(key_of(span.text), span.text) != span.text
            if found is not None and not explained and label_group(found.label) == label_group(span.label):
                return found.name
        return min(
            counts, key=lambda name: (-len(key_of(name).split()), name.isupper() and len(name) > 5, -counts[name])
        )

    def rank(name: str) -> tuple[int, int, int]:
        parsed = parse_name(name)
        return (
            -sum(len(part) > 1 for part in parsed.given[:1]),
            -len(parsed.given) - len(parsed.before),
            -counts[name],
        )

    return " ".join(re.sub(r"[\"“‘(][^\"”’)]*[\"”’)]", " ", min(counts, key=rank)).split())
