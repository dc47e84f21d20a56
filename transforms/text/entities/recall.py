"""Names that the model missed: after a title, and wherever a name of the text stands again."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from transforms.text.entities.acronyms import acronyms
from transforms.text.entities.aliases import known
from transforms.text.entities.names import parse_name
from transforms.text.entities.people import is_full
from transforms.text.entities.personal import is_human, is_personal
from transforms.text.entities.spans import Found, title_before

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: words with a capital that begin sentences and are no names
_OPENERS = frozenset(
    ("the", "a", "an", "in", "on", "at", "for", "and", "but", "or", "if", "when", "while", "after", "before", "this")
)

#: labels that the model gives to surnames it does not know
_SURNAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "PRODUCT"))

_NICKNAMED = re.compile(r"\b[A-Z][\w’'-]+ [“\"‘'](?:[Tt]he )?[A-Z][\w ’'-]{1,20}[”\"’'] [A-Z][\w’'-]+\b")


def find_nicknamed(text: str, spans: list[Found]) -> list[Found]:
    """Find names with a nickname in quotation marks in the middle, whole."""
    whole = [Found(m.start(), m.end(), m.group(), "PERSON") for m in _NICKNAMED.finditer(text)]
    whole = [
        span for span in whole if any(s.start < span.end and span.start < s.end and s.label == "PERSON" for s in spans)
    ]
    return _apart([*whole, *spans]) if whole else spans


def find_titled(doc: Doc, spans: list[Found]) -> list[Found]:
    """Find the people whom the model missed and whom the words around show to be people."""
    taken = _taken(spans)
    alone = _acting_alone(doc, spans)
    found: list[Found] = []
    done = 0
    for at in _proper_nouns(doc):
        token = doc[at]
        if at < done or not token.text[0].isupper() or token.idx in taken or not _may_begin(token):
            continue
        end = at + 1
        while end < min(len(doc), at + 4) and _may_go_on(doc[end]) and doc[end].idx not in taken:
            end += 1
        if end < len(doc) and doc[end].idx in taken and doc[end].pos_ == "PROPN":
            # the rest of a name that the model has in part: it is widened later
            done = end
            continue
        start = at
        while start < end - 1 and is_human(doc[start].text):
            start += 1
        if not is_human(doc[start].text) and not is_known(doc, start, end):
            title = title_before(doc, start)
            full = end - start > 1 and (
                is_personal(doc, start, end) or (end - start < 4 and doc[end - 1].text in alone)
            )
            if title or full:
                last = doc[end - 1]
                text = doc[start:end].text
                found.append(Found(doc[start].idx, last.idx + len(last), text, "PERSON", title))
        done = end
    return sorted([*spans, *found], key=lambda span: span.start)


def _proper_nouns(doc: Doc) -> list[int]:
    """Return the places of the proper nouns, without a look at each token."""
    parts = doc.to_array("POS")
    places: list[int] = (parts == doc.vocab.strings["PROPN"]).nonzero()[0].tolist()
    return places


def _acting_alone(doc: Doc, spans: list[Found]) -> set[str]:
    """The single words that do something without an article before them, as surnames do: `Arrizabal said`."""
    alone: set[str] = set()
    for span in spans:
        if span.text.isalpha() and span.text.istitle() and known(span.text) is None and span.label in _SURNAMES:
            tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
            if tokens is None or len(tokens) != 1 or tokens[0].dep_ != "nsubj":
                continue
            if not tokens.start or doc[tokens.start - 1].pos_ != "DET":
                alone.add(span.text)
    return alone


def is_known(doc: Doc, start: int, end: int) -> bool:
    """Tell whether tokens are a known name of something else than a person, or hold one."""
    return known(doc[start:end].text) is not None or any(known(token.text) is not None for token in doc[start:end])


def _may_begin(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.ent_type_ and token.lower_ not in _OPENERS


def _may_go_on(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[0].isupper() and not token.ent_type_


def find_again(doc: Doc, text: str, spans: list[Found]) -> list[Found]:
    """Find the names of the text where the model missed them, and the people in it by surname and given name."""
    labels = _labels(text, spans)
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in labels:
        if len(name) > 1:
            by_first[name.split()[0].split("-")[0].rstrip(".")].append(name)
    taken = _taken(spans)
    starts = {span.start: at for at, span in enumerate(spans)}
    result: list[Found] = list(spans)
    initials = {word[:1] for word in by_first}
    for at, start in enumerate(doc.to_array("IDX").tolist()):
        if not text[start].isupper() and text[start] not in initials:
            continue
        token = doc[at]
        word = token.text
        if not word[0].isupper() and word not in by_first:
            continue
        if token.idx in taken:
            if token.idx in starts and (wider := _wider(doc, token, spans[starts[token.idx]], taken)):
                result[starts[token.idx]] = wider
            continue
        names = by_first.get(word) or by_first.get(word.rstrip("."))
        if not names:
            if _known_alone(doc, token.i):
                found = known(token.text)
                label = found.label if found else "ORG"
                result.append(Found(token.idx, token.idx + len(token), token.text, label))
            continue
        for name in sorted(names, key=len, reverse=True):
            again = _here(doc, text, token, name, labels[name], taken)
            if again is not None:
                result.append(again)
                taken.update(range(again.start, again.end))
                break
    return sorted(_apart(result), key=lambda span: span.start)


def _apart(spans: list[Found]) -> list[Found]:
    """Leave out a span that stands inside a wider one."""
    kept: list[Found] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _labels(text: str, spans: list[Found]) -> dict[str, str]:
    """The names to look for, with the label they have."""
    labels: dict[str, str] = {}
    for span in spans:
        labels.setdefault(span.text, span.label)
    for span in spans:
        if span.label == "PERSON" and is_full(span.text):
            words = span.text.split()
            for word in (words[-1], words[0]):
                plain = word.replace("-", "").replace("’", "").replace("'", "")
                if len(word) > 2 and word[0].isupper() and plain.isalpha() and known(word) is None:
                    labels.setdefault(word, "PERSON")
    for short, full in acronyms(text, [span.text for span in spans]).items():
        labels[short] = labels.get(full, "ORG")
    for name, label in list(labels.items()):
        if len(name) > 3:
            labels.setdefault(name.upper(), label)
    return labels


def _taken(spans: list[Found]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _here(doc: Doc, text: str, token: Token, name: str, label: str, taken: set[int]) -> Found | None:
    """Read a name at a token, if it stands there as a name of its own."""
    start, end = token.idx, token.idx + len(name)
    if not text.startswith(name, start) or any(at in taken for at in range(start, end)):
        return None
    if text[end : end + 1].isalnum() or (text[end : end + 1] in {"-", "&"} and text[end + 1 : end + 2].isalnum()):
        return None
    if start and (text[start - 1].isalnum() or text[start - 1] in "@#/-"):
        return None
    if " " in name:
        return Found(start, end, name, label, title_before(doc, token.i) if label == "PERSON" else "")
    if token.pos_ not in {"PROPN", "NOUN", "X", "ADJ"} and not name.isupper():
        return None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    follows = after is not None and after.pos_ == "PROPN" and after.text[0].isupper() and after.idx not in taken
    if label == "PERSON" and follows and token.dep_ == "compound":
        return None
    found = Found(start, end, name, label, title_before(doc, token.i) if label == "PERSON" else "")
    return _wider(doc, token, found, taken) or found


def _wider(doc: Doc, token: Token, span: Found, taken: set[int]) -> Found | None:
    """Take a given name that the model left out into a single surname: `Pilar` before Arrizabal."""
    if span.label != "PERSON" or " " in span.text or token.i == 0:
        return None
    before = doc[token.i - 1]
    if before.pos_ != "PROPN" or not before.text[0].isupper() or not before.text.isalpha() or before.idx in taken:
        return None
    if before.idx + len(before) + 1 != token.idx or is_human(before.text) or known(before.text) is not None:
        return None
    if parse_name(span.text).surname == before.lower_:
        return None
    start = before.idx
    return Found(start, span.end, f"{before.text} {span.text}", "PERSON", title_before(doc, before.i))


def _known_alone(doc: Doc, at: int) -> bool:
    """Tell whether a word that the model left out is a known name, and no part of a longer one."""
    token = doc[at]
    if token.pos_ != "PROPN" and not (token.pos_ == "NOUN" and token.text.isupper()):
        return False
    if token.ent_type_ or known(token.text) is None:
        return False
    return not any(
        0 <= beside < len(doc) and doc[beside].pos_ == "PROPN" and doc[beside].text[0].isupper()
        for beside in (at - 1, at + 1)
    )
