"""The entities of one text: the model's spans, put right by what the whole text says."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from schemas.annotation import LocalEntity, Mention
from schemas.ids import make_id
from transforms.text.acronyms import acronyms
from transforms.text.aliases import canonical_key, key_of, known
from transforms.text.labels import PRECEDENCE, label_group
from transforms.text.given_names import is_given_name
from transforms.text.names import parse_name
from transforms.text.spelling import fold
from transforms.text.people import gather_people, is_full
from transforms.text.spans import Found, clean_spans, title_before

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_entities(
    doc: Doc, article_id: str, title: str | None = None
) -> tuple[tuple[LocalEntity, ...], tuple[Mention, ...]]:
    """Find the entities of a parsed text and every mention of them, in order, none over another.

    Beyond the model's spans the whole text is used: one string has one label, by majority; a surname of a full name
    is that person; names are found again where the model missed them; acronyms explained in brackets are their full
    name. Entity ids hold within the article.
    """
    text = doc.text
    spans = _without_heads(_one_label(clean_spans(doc, text)))
    spans = _one_label(_again(doc, text, spans))
    return _gather(text, article_id, spans)


def _one_label(spans: list[Found]) -> list[Found]:
    """Give the same string the same label throughout: what most of its occurrences, titles and known names say."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span in spans:
        votes[fold(span.text)][span.label] += 1
        if span.title:
            votes[fold(span.text)]["PERSON"] += 2
    surnames: set[str] = set()
    for name, count in votes.items():
        words = name.split()
        if len(words) < 2:
            continue
        if count["PERSON"] == 0 and len(words) < 4 and is_given_name(words[0]) and votes.get(words[-1], Counter())["PERSON"]:
            count["PERSON"] = max(count.values())
        if count["PERSON"] * 2 >= sum(count.values()):
            surnames.add(parse_name(name).surname)
    settled: dict[str, str] = {}
    for name, count in votes.items():
        label = min(count, key=lambda label: (-count[label], PRECEDENCE.index(label)))
        settled[name] = "PERSON" if name in surnames else label
    result = []
    for span in spans:
        name = fold(span.text)
        label = settled[name]
        found = known(span.text)
        if found is not None and not (name in surnames and votes[name]["PERSON"] > 1):
            label = found.label
        result.append(replace(span, label=label, title=span.title if label == "PERSON" else ""))
    return result


def _without_heads(spans: list[Found]) -> list[Found]:
    """Cut a word off the front of a person's name where the rest is a full name of the text: `Crooked Hillary Clinton`."""
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


def _again(doc: Doc, text: str, spans: list[Found]) -> list[Found]:
    """Find names met in the text where the model missed them, and surnames of the people in it."""
    labels: dict[str, str] = {}
    for span in spans:
        labels.setdefault(span.text, span.label)
        if span.label == "PERSON" and is_full(span.text):
            surname = span.text.split()[-1]
            if len(surname) > 2 and surname[0].isupper() and surname.isalpha() and known(surname) is None:
                labels.setdefault(surname, "PERSON")
    for short, full in acronyms(text, [span.text for span in spans]).items():
        labels[short] = labels.get(full, "ORG")
    for name, label in list(labels.items()):
        if len(name) > 3:
            labels.setdefault(name.upper(), label)
    by_first: dict[str, list[str]] = defaultdict(list)
    tokenizer_word = {name: name.split()[0].split("-")[0].rstrip(".") for name in labels if len(name) > 1}
    for name, first in tokenizer_word.items():
        by_first[first].append(name)
    taken = [False] * (len(text) + 1)
    for span in spans:
        taken[span.start : span.end] = [True] * (span.end - span.start)
    found: list[Found] = []
    for token in doc:
        if taken[token.idx]:
            continue
        names = by_first.get(token.text) or by_first.get(token.text.rstrip("."))
        if not names:
            if _known_alone(doc, token.i):
                found.append(Found(token.idx, token.idx + len(token), token.text, known(token.text).label))
            continue
        for name in sorted(names, key=len, reverse=True):
            start, end = token.idx, token.idx + len(name)
            if not text.startswith(name, start) or any(taken[start:end]):
                continue
            if (end < len(text) and (text[end].isalnum() or (text[end] in "-&" and text[end + 1 : end + 2].isalnum()))) or (
                start and (text[start - 1].isalnum() or text[start - 1] in "@#/-")
            ):
                continue
            if " " not in name and token.pos_ not in {"PROPN", "NOUN", "X", "ADJ"} and not name.isupper():
                continue
            label = labels[name]
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if " " not in name and after is not None and after.pos_ == "PROPN" and after.text[0].isupper() and not taken[after.idx]:
                if label == "PERSON" and token.dep_ == "compound":
                    continue
            title = title_before(doc, token.i) if label == "PERSON" else ""
            found.append(Found(start, end, text[start:end], label, title))
            taken[start:end] = [True] * (end - start)
            break
    return sorted([*spans, *found], key=lambda span: span.start)


def _known_alone(doc: Doc, at: int) -> bool:
    """Tell whether a word that the model left out is a known name, and no part of a longer one."""
    token = doc[at]
    if token.pos_ != "PROPN" or token.ent_type_ or not token.text[0].isupper() or known(token.text) is None:
        return False
    return not any(
        0 <= beside < len(doc) and doc[beside].pos_ == "PROPN" and doc[beside].text[0].isupper() for beside in (at - 1, at + 1)
    )


def _gather(text: str, article_id: str, spans: list[Found]) -> tuple[tuple[LocalEntity, ...], tuple[Mention, ...]]:
    """Put the spans of one entity together and name it."""
    members: dict[tuple[str, str], list[Found]] = defaultdict(list)
    short_of = {key_of(short): full for short, full in acronyms(text, [span.text for span in spans]).items()}
    home: dict[str, str] = {}
    names = [_calm(span.text) for span in spans if span.label == "PERSON"]
    for person in gather_people(names):
        for name in person.names:
            home[name] = person.full
    for span in spans:
        if span.label == "PERSON":
            key = home[_calm(span.text)]
        else:
            key = canonical_key(short_of.get(key_of(span.text), span.text), span.label)
        members[label_group(span.label), key].append(span)
    entities: list[LocalEntity] = []
    mentions: list[Mention] = []
    for (group, _), found in members.items():
        name = _best_name(found)
        entity_id = make_id(article_id, group, name)
        label = Counter(span.label for span in found).most_common(1)[0][0]
        forms = tuple(sorted({name, *(span.text for span in found)}))
        titles = tuple(dict.fromkeys(span.title for span in found if span.title))
        entities.append(LocalEntity(entity_id, name, label, forms, len(found), titles))
        mentions += [
            Mention(article_id, entity_id, label, name, span.text, span.start, span.end) for span in found
        ]
    return tuple(entities), tuple(sorted(mentions, key=lambda mention: mention.start))


def _calm(name: str) -> str:
    """Write a name in capitals as names are written: ZELENSKY becomes Zelensky; acronyms and initials stay."""
    words = name.split()
    if not name.isupper() or all(len(word.strip(".")) <= 3 for word in words):
        return name
    return " ".join(word.capitalize() if len(word.strip(".")) > 2 or len(words) == 1 else word for word in words)


def _best_name(spans: list[Found]) -> str:
    """Choose the canonical name: the known one, else the fullest form; among equals the most frequent, then the first."""
    counts = Counter(_calm(span.text) if span.label == "PERSON" else span.text for span in spans)
    if spans[0].label != "PERSON":
        for span in spans:
            found = known(span.text)
            if found is not None and label_group(found.label) == label_group(span.label):
                return found.name
        return min(counts, key=lambda name: (-len(key_of(name).split()), name.isupper() and len(name) > 5, -counts[name]))

    def rank(name: str) -> tuple[int, int, int]:
        parsed = parse_name(name)
        return (-sum(len(part) > 1 for part in parsed.given[:1]), -len(parsed.given) - len(parsed.before), -counts[name])

    return " ".join(min(counts, key=rank).split())
