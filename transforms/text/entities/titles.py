"""Titles as they stand before names in a parsed text."""

from __future__ import annotations

from transforms.text.entities.aliases import known
from transforms.text.entities.found import Found
from transforms.text.entities.honorifics import bare, is_title, may_modify
from transforms.text.parse import Parse


def title_before(parse: Parse, start: int) -> str:
    """Read the title that stands directly before the token at `start`: lower case, empty if there is none."""
    words: list[str] = []
    has_title = False
    for at in range(start - 1, max(-1, start - 9), -1):
        word = parse.words[at]
        if is_title(word):
            has_title = True
        elif word in {"-", "of", "&"} and words:
            pass
        elif not word[:1].isalpha() or parse.labels[at] == "PERSON":
            break
        elif not (may_modify(word) or _belongs(parse, at, start)):
            if not (has_title and word[0].isupper() and parse.parts[at] in {"PROPN", "NOUN", "ADJ"}):
                break
        elif has_title and (found := known(word)) is not None and found.label != "NORP":
            break
        words.append(word)
    while words and words[-1].lower() in {"-", "of", "&"}:
        words.pop()
    has_title = has_title or (bool(words) and "of" in words and is_title(words[-1]))
    return " ".join(reversed(words)).lower() if has_title else ""


def _belongs(parse: Parse, at: int, start: int) -> bool:
    """Tell whether a word before a name is parsed as part of the noun phrase that ends in the name."""
    if parse.deps[at] not in {"compound", "amod", "nmod"} or parse.heads[at] < start - 3:
        return False
    return all(first != at for first, _, _ in parse.names) if parse.labels[at] else True


def is_title_word(parse: Parse, span: Found) -> bool:
    """Tell whether a span is but a word of a title, as `Defense` in Defense Minister, `State` in Secretary of State."""
    if span.label not in {"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC", "LAW"}:
        return False
    words = span.text.split()
    if not all(may_modify(word) for word in words):
        return False
    if len(words) == 1 and bare(words[0]) in {"house", "senate", "pentagon", "cabinet"}:
        return False
    low, high = parse.over(span.start, span.end)
    after = parse.words[high] if high < len(parse.words) else ""
    before = parse.lower[max(0, low - 2) : low]
    return is_title(after) or (before[-1:] == ["of"] and is_title(before[0])) or all(map(is_title, words))
