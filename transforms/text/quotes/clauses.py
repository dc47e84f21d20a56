"""Attributions that the grammar shows: a cue with the clause or the words that it reports."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.text.quotes.contents import Content
from transforms.text.quotes.parse import Parse, stem
from transforms.text.quotes.speakers import find_subject

_OPENERS = frozenset(
    (
        "that",
        "to",
        "the",
        "a",
        "an",
        "what",
        "how",
        "whether",
        "if",
        "why",
        "which",
        "who",
        "this",
        "it",
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "i",
        "we",
    )
)


def kind_of(parse: Parse, token: int) -> str:
    """Class the head of a speaker's name: pronoun, name, noun or none."""
    if token < 0:
        return "none"
    lower, tag = parse.lower[token], parse.tags[token]
    if lower in ("i", "we", "you", "it", "that", "which", "there", "what", "who", "this"):
        return lower
    if tag in ("PRP", "PRP$"):
        return "he"
    return {"NNP": "name", "NNPS": "name", "NN": "noun", "NNS": "nouns"}.get(tag, "other")


def describe_cue(parse: Parse, cue: int) -> list[str]:
    """List the features of a cue that all its readings share."""
    lower, tag, deps = parse.lower, parse.tags, parse.deps
    key = stem(lower[cue])
    subject = find_subject(parse, cue)
    who = kind_of(parse, subject)
    children = parse.children[cue]
    modal = "to" if any(lower[c] == "to" and deps[c] == "aux" for c in children) else ""
    modal = modal or next((lower[c] for c in children if tag[c] == "MD"), "")
    negated = any(deps[c] == "neg" for c in children)
    passive = any(deps[c] == "auxpass" for c in children)
    before = lower[cue - 1] if cue else ""
    features = [
        "1",
        f"k={key}",
        f"t={tag[cue]}",
        f"d={deps[cue]}",
        f"w={who}",
        f"k={key}|w={who}",
        f"t={tag[cue]}|d={deps[cue]}",
        f"f={lower[cue]}",
        f"b={before}|{tag[cue]}",
        f"m={modal}",
        f"k={key}|m={bool(modal)}",
        f"w={who}|t={tag[cue]}",
        f"k={key}|d={deps[cue]}",
    ]
    if negated:
        features += ["neg", f"neg|k={key}"]
    if passive:
        features += ["pass", f"pass|k={key}", f"pass|w={who}"]
    if parse.sentence[cue][0] == parse.left[cue]:
        features.append("first")
    head = parse.heads[cue]
    if head != cue:
        features.append(f"h={stem(lower[head])}|{deps[cue]}")
    return features


def describe_content(parse: Parse, content: Content, inside: Sequence[int] = ()) -> list[str]:
    """List the features of one content of a cue; `inside` holds the number of each token's stretch, or -1."""
    marked = "p" if not inside or any(inside[n] >= 0 for low, high in content.spans for n in range(low, high)) else "n"
    cue, relation = content.cue, content.relation
    key = stem(parse.lower[cue])
    start, end = content.spans[0][0], content.spans[-1][1]
    words = sum(high - low for low, high in content.spans)
    size = (
        1
        if words < 2
        else 2
        if words < 3
        else 3
        if words < 5
        else 5
        if words < 9
        else 9
        if words < 20
        else 20
        if words < 40
        else 40
    )
    opener = parse.lower[start] if parse.lower[start] in _OPENERS else parse.tags[start]
    side = "after" if start > cue else "before" if end <= cue else "around"
    previous = parse.lower[start - 1] if start else ""
    previous = (
        previous
        if start > cue and cue == start - 1
        else previous
        if previous in (",", ":", "that", "to", "of", "about", "for", "with", "on", "by", "as")
        else ""
    )
    follows = parse.lower[end] if end < len(parse.lower) else ""
    follows = (
        follows
        if not follows.isalnum() or follows in ("and", "but", "as", "when", "while", "because", "after")
        else "w"
    )
    parts = len(content.spans)
    prep = ""
    if relation.startswith("prep") or "pobj" in relation:
        prep = next(
            (parse.lower[c] for c in parse.children[cue] if parse.deps[c] in ("prep", "agent") and c < end and c > cue),
            "",
        )
    if "prep" in relation and "dobj" in relation:
        prep = next(
            (
                parse.lower[c]
                for c in parse.children[cue]
                if parse.deps[c] == "prep" and c > cue and parse.right[c] == end
            ),
            "",
        )
    return [
        f"r={relation}",
        f"r={relation}|k={key}",
        f"r={relation}|o={opener}",
        f"r={relation}|n={size}",
        f"r={relation}|t={parse.tags[cue]}",
        f"s={side}|r={relation}|p={parts}",
        f"q={marked}",
        f"q={marked}|r={relation}",
        f"r={relation}|a={follows}",
        f"r={relation}|b={previous}",
        f"r={relation}|prep={prep}|k={key}",
        f"r={relation}|prep={prep}",
        f"o={opener}|k={key}",
        f"n={size}|t={parse.tags[cue]}",
        f"r={relation}|d={parse.deps[cue]}",
        f"r={relation}|e={parse.tags[end - 1]}",
    ]
