"""Attributions that the grammar shows: a cue with the clause or the words that it reports."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from transforms.text.parse import Parse
from transforms.text.quotes.contents import Content
from transforms.text.quotes.marked import Marked
from transforms.text.quotes.speakers import find_subject
from transforms.text.quotes.stems import stem

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


#: sets of features that are kept
_KEPT = 1 << 13
#: lower bounds of the classes of length, in words
_SIZES = (1, 2, 3, 5, 9, 20, 40)


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
    roles = [deps[c] for c in children]
    modal = "to" if "aux" in roles and any(lower[c] == "to" and deps[c] == "aux" for c in children) else ""
    modal = modal or next((lower[c] for c in children if tag[c] == "MD"), "")
    negated, passive = "neg" in roles, "auxpass" in roles
    before = lower[cue - 1] if cue else ""
    features = [
        *_describe_word(key, tag[cue], deps[cue], who),
        f"f={lower[cue]}",
        f"b={before}|{tag[cue]}",
        f"m={modal}",
        f"k={key}|m={bool(modal)}",
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


def describe_content(parse: Parse, content: Content, marked: Marked | None = None) -> list[str]:
    """List the features of one content of a cue; without `marked` it holds words between marks."""
    spans, cue, relation = content.spans, content.cue, content.relation
    quoted = "p" if marked is None or any(marked.touches(low, high) for low, high in spans) else "n"
    key = stem(parse.lower[cue])
    start, end = spans[0][0], spans[-1][1]
    words = sum([high - low for low, high in spans])
    size = _SIZES[bisect_right(_SIZES, words) - 1] if words else 1
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
    parts, tag = len(spans), parse.tags[cue]
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
        *_describe_relation(relation, key, tag, parse.deps[cue], prep),
        *_describe_shape(relation, quoted, side, parts, size, opener),
        *_describe_edges(relation, follows, previous, parse.tags[end - 1]),
        f"o={opener}|k={key}",
        f"n={size}|t={tag}",
    ]


# features that come again and again are made once, which takes half of the time


@lru_cache(maxsize=_KEPT)
def _describe_word(key: str, tag: str, dep: str, who: str) -> tuple[str, ...]:
    return (
        "1",
        f"k={key}",
        f"t={tag}",
        f"d={dep}",
        f"w={who}",
        f"k={key}|w={who}",
        f"t={tag}|d={dep}",
        f"w={who}|t={tag}",
        f"k={key}|d={dep}",
    )


@lru_cache(maxsize=_KEPT)
def _describe_relation(relation: str, key: str, tag: str, dep: str, prep: str) -> tuple[str, ...]:
    return (
        f"r={relation}",
        f"r={relation}|k={key}",
        f"r={relation}|t={tag}",
        f"r={relation}|prep={prep}|k={key}",
        f"r={relation}|prep={prep}",
        f"r={relation}|d={dep}",
    )


@lru_cache(maxsize=_KEPT)
def _describe_shape(relation: str, quoted: str, side: str, parts: int, size: int, opener: str) -> tuple[str, ...]:
    return (
        f"r={relation}|o={opener}",
        f"r={relation}|n={size}",
        f"s={side}|r={relation}|p={parts}",
        f"q={quoted}",
        f"q={quoted}|r={relation}",
    )


@lru_cache(maxsize=_KEPT)
def _describe_edges(relation: str, follows: str, previous: str, last: str) -> tuple[str, ...]:
    return f"r={relation}|a={follows}", f"r={relation}|b={previous}", f"r={relation}|e={last}"
