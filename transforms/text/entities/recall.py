"""Names that the model missed, found wherever a name of the text stands again."""

from __future__ import annotations

from collections import defaultdict

from transforms.text.entities.acronyms import acronyms
from transforms.text.entities.aliases import known
from transforms.text.entities.found import Found, apart, taken_by
from transforms.text.entities.name_parts import parse_name
from transforms.text.entities.people import is_full
from transforms.text.entities.personal import is_human
from transforms.text.entities.titles import title_before
from transforms.text.parse import Parse


def find_again(parse: Parse, spans: list[Found]) -> list[Found]:
    """Find the names of the text where the model missed them, and the people in it by surname and given name."""
    text = parse.text
    labels = _labels(text, spans)
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in labels:
        if len(name) > 1:
            by_first[name.split()[0].split("-")[0].rstrip(".")].append(name)
    for names in by_first.values():
        names.sort(key=len, reverse=True)
    taken = taken_by(text, spans)
    places = {span.start: at for at, span in enumerate(spans)}
    result: list[Found] = list(spans)
    for at, word in enumerate(parse.words):
        if not word[0].isupper() and word not in by_first:
            continue
        start = parse.starts[at]
        if taken[start]:
            if start in places and (wider := _wider(parse, at, spans[places[start]], taken)):
                result[places[start]] = wider
            continue
        names = by_first.get(word) or by_first.get(word.rstrip("."), [])
        if not names and _known_alone(parse, at):
            found = known(word)
            result.append(Found(start, parse.ends[at], word, found.label if found else "ORG"))
        for name in names:
            again = _here(parse, at, name, labels[name], taken)
            if again is not None:
                result.append(again)
                taken[again.start : again.end] = b"\1" * (again.end - again.start)
                break
    return sorted(apart(result), key=lambda span: span.start)


def _labels(text: str, spans: list[Found]) -> dict[str, str]:
    """The names to look for, with the label they have."""
    labels: dict[str, str] = {}
    for span in spans:
        labels.setdefault(span.text, span.label)
    for name in {span.text: None for span in spans if span.label == "PERSON" and is_full(span.text)}:
        words = name.split()
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


def _here(parse: Parse, at: int, name: str, label: str, taken: bytearray) -> Found | None:
    """Read a name at a token, if it stands there as a name of its own."""
    text, start = parse.text, parse.starts[at]
    end = start + len(name)
    if not text.startswith(name, start) or any(taken[start:end]):
        return None
    if text[end : end + 1].isalnum() or (text[end : end + 1] in {"-", "&"} and text[end + 1 : end + 2].isalnum()):
        return None
    if start and (text[start - 1].isalnum() or text[start - 1] in "@#/-"):
        return None
    if " " in name:
        return Found(start, end, name, label, title_before(parse, at) if label == "PERSON" else "")
    if parse.parts[at] not in {"PROPN", "NOUN", "X", "ADJ"} and not name.isupper():
        return None
    if label == "PERSON" and parse.deps[at] == "compound" and at + 1 < len(parse.words):
        after = at + 1
        if parse.parts[after] == "PROPN" and parse.words[after][0].isupper() and not taken[parse.starts[after]]:
            return None
    found = Found(start, end, name, label, title_before(parse, at) if label == "PERSON" else "")
    return _wider(parse, at, found, taken) or found


def _wider(parse: Parse, at: int, span: Found, taken: bytearray) -> Found | None:
    """Take a given name that the model left out into a single surname: `Pilar` before Arrizabal."""
    if span.label != "PERSON" or " " in span.text or at == 0:
        return None
    before, start = parse.words[at - 1], parse.starts[at - 1]
    if parse.parts[at - 1] != "PROPN" or not before[0].isupper() or not before.isalpha() or taken[start]:
        return None
    if parse.ends[at - 1] + 1 != parse.starts[at] or is_human(before) or known(before) is not None:
        return None
    if parse_name(span.text).surname == parse.lower[at - 1]:
        return None
    return Found(start, span.end, f"{before} {span.text}", "PERSON", title_before(parse, at - 1))


def _known_alone(parse: Parse, at: int) -> bool:
    """Tell whether a word that the model left out is a known name, and no part of a longer one."""
    word, part = parse.words[at], parse.parts[at]
    if part != "PROPN" and not (part == "NOUN" and word.isupper()):
        return False
    if parse.labels[at] or known(word) is None:
        return False
    return not any(
        0 <= beside < len(parse.words) and parse.parts[beside] == "PROPN" and parse.words[beside][0].isupper()
        for beside in (at - 1, at + 1)
    )
