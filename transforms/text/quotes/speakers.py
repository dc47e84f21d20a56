"""The words that name the speaker of a cue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from transforms.text.parse import Parse

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "nsubj:pass"))
PERSONAL = frozenset(
    (
        "i",
        "he",
        "she",
        "they",
        "we",
        "it",
        "you",
        "who",
        "him",
        "her",
        "them",
        "us",
        "me",
        "one",
        "his",
        "their",
        "my",
        "our",
        "its",
        "your",
        "il",
        "elle",
        "ils",
        "elles",
        "on",
        "je",
        "nous",
    )
)
#: heads above a cue beyond which its subject is not looked for
_HIGHEST = 4
_EMPTY = frozenset(("it", "there", "that", "which", "this", "what"))
_LEADS = frozenset(("advmod", "mark", "punct", "cc", "preconj"))


@lru_cache(maxsize=1 << 10)
def find_subject(parse: Parse, cue: int) -> int:
    """Give the token that heads the name of who speaks, -1 where the sentence does not say."""
    return _subject(parse, cue, _HIGHEST)


def _subject(parse: Parse, cue: int, depth: int) -> int:
    deps, heads, children = parse.deps, parse.heads, parse.children
    if parse.lower[cue] in ("according", "accord"):
        return _object_of(parse, cue)
    if not parse.lower[cue][:1].isalnum():
        return _beside(parse, cue)
    tag = parse.tags[cue]
    if tag.startswith("N"):
        return _owner(parse, cue, depth)
    roles = [deps[child] for child in children[cue]]
    if "agent" in roles:
        found = _object_of(parse, children[cue][roles.index("agent")])
        if found >= 0:
            return found
    subjects = [child for child, role in zip(children[cue], roles, strict=True) if role in _SUBJECTS]
    if (
        subjects
        and tag == "VBN"
        and "auxpass" in roles
        and parse.lower[cue] not in ("convinced", "concerned", "worried", "quoted", "opposed")
    ):
        return -1 if parse.lower[cue] != "asked" else subjects[0]
    if subjects:
        nearest = min(subjects, key=lambda c: abs(c - cue))
        return nearest
    head, dep = heads[cue], deps[cue]
    if depth == 0 or head == cue:
        return -1
    if dep == "acl" and parse.tags[head].startswith(("N", "P")):
        return head if parse.tags[cue] == "VBG" else -1
    if dep in ("conj", "xcomp", "advcl", "ccomp", "aux", "parataxis", "pcomp", "prep", "dep", "acomp", "attr", "dobj"):
        if dep in ("xcomp", "ccomp"):
            given = [c for c in children[head] if deps[c] in ("dobj", "dative") and head < c < cue]
            if given and parse.lower[head] not in ("promised", "vowed"):
                return given[-1]
        return _subject(parse, head, depth - 1)
    return -1


def _beside(parse: Parse, mark: int) -> int:
    """The name that a colon follows or a dash goes before."""
    if parse.lower[mark] == ":":
        steps = range(mark - 1, max(mark - 8, -1), -1)
    else:
        steps = range(mark + 1, min(mark + 6, len(parse.words)))
    found = -1
    for token in steps:
        if parse.tags[token][:2] in ("NN", "PR") and parse.words[token][:1].isalpha():
            found = token
            if parse.lower[mark] == ":":
                break
        elif found >= 0:
            break
    return found


def _object_of(parse: Parse, token: int) -> int:
    for child in parse.children[token]:
        if parse.deps[child] in ("pobj", "obj", "obl"):
            return child
        if parse.deps[child] in ("prep", "agent"):
            found = _object_of(parse, child)
            if found >= 0:
                return found
    return -1


def _owner(parse: Parse, noun: int, depth: int) -> int:
    """Whose claim, view or statement a noun is: its possessor, "of X", "by X", "from X", or the subject of its verb."""
    for child in parse.children[noun]:
        if parse.deps[child] == "poss":
            return child
    for child in parse.children[noun]:
        if parse.deps[child] in ("prep", "agent") and parse.lower[child] in ("by", "from", "of", "among"):
            found = _object_of(parse, child)
            if found >= 0:
                return found
    head, dep = parse.heads[noun], parse.deps[noun]
    if depth and head != noun and dep in ("dobj", "attr", "pobj", "prep", "conj", "oprd"):
        return _subject(parse, head, depth - 1)
    return -1


def name_span(parse: Parse, head: int, cue: int = -1) -> tuple[int, int]:
    """Give the token span of the noun phrase round a head, on its side of the cue, without what follows it."""
    start, end = parse.left[head], parse.right[head]
    if 0 <= head < cue < end:
        end = cue
    elif start <= cue < head:
        start = cue + 1
    for child in sorted(parse.children[head]):
        dep = parse.deps[child]
        if (
            child > head
            and dep in ("relcl", "acl", "advcl", "ccomp", "parataxis", "punct", "advmod")
            and parse.left[child] > head
        ):
            end = min(end, parse.left[child])
            if dep == "punct" and parse.lower[child] in ("-", "’", "'", "(", "/"):
                end = parse.right[head]
                continue
            break
        if child == parse.left[head] < head and dep in _LEADS and parse.right[child] <= head:
            start = parse.right[child]
    home = parse.paragraph[head]
    while start < head and (parse.paragraph[start] != home or not parse.words[start].strip()):
        start += 1
    while end > head + 1 and (parse.paragraph[end - 1] != home or not any(c.isalnum() for c in parse.words[end - 1])):
        end -= 1
    if parse.deps[head] == "poss" and end > head + 1 and parse.lower[end - 1] in ("'s", "'"):
        end -= 1
    return (start, max(end, head + 1))


def nearest_subject(parse: Parse, token: int, inside: Sequence[int]) -> int:
    """Give the subject outside the marks that is nearest to a token in its sentence, -1 where there is none."""
    start, end = parse.sentence[token]
    subjects = [
        n
        for n in range(start, end)
        if inside[n] < 0
        and parse.deps[n] in _SUBJECTS | {"sb"}
        and parse.lower[n] not in _EMPTY
        and parse.words[n][:1].isalnum()
    ]
    return min(subjects, key=lambda n: (abs(n - token), n), default=-1)
