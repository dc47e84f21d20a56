"""What a cue may report: the spans of words that its grammar offers as the content of an attribution."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.text.parse import Parse
from transforms.text.quotes.stems import stem

_CLAUSES = frozenset(
    ("ccomp", "xcomp", "dobj", "oprd", "acl", "attr", "advcl", "dative", "acomp", "relcl", "pobj", "pcomp")
)
#: how a cue hangs on the clause that it comments on
_COMMENTS = frozenset(("parataxis", "advcl", "ccomp", "conj", "prep"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_EDGES = frozenset((",", ".", ";", ":", "-", "--", "–", "—", "and", "but", "or", "(", ")", "…", "..."))

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Content:
    """One reading of what a cue reports: token spans in the order of the text, at most three."""

    cue: int
    #: how the content hangs on the cue, as in `ccomp` or `dobj+xcomp`
    relation: str
    spans: tuple[Span, ...]


def offers_contents(parse: Parse, cue: int) -> bool:
    """Tell whether a cue can have a reading at all: something hangs on it, or it comments on a clause."""
    return bool(parse.children[cue]) or parse.deps[cue] in _COMMENTS or parse.lower[cue] == "according"


def find_contents(parse: Parse, cue: int) -> tuple[Content, ...]:
    """List the readings of one cue; none where the parse offers none."""
    if not offers_contents(parse, cue):
        return ()
    found: dict[tuple[Span, ...], Content] = {}

    def offer(relation: str, *spans: Span) -> None:
        kept = [_trim(parse, cue, span) for span in (sorted(spans) if len(spans) > 1 else spans)]
        trimmed = tuple([span for span in kept if span[0] < span[1]])
        if trimmed and trimmed not in found:
            found[trimmed] = Content(cue, relation, trimmed)

    deps, left, right = parse.deps, parse.left, parse.right
    sentence = parse.sentence[cue]
    subject = next((child for child in parse.children[cue] if deps[child] in _SUBJECTS), -1)
    object_ = -1
    for child in parse.children[cue]:
        dep = deps[child]
        after = child > cue
        side = "" if after else "<"
        if dep in _CLAUSES:
            offer(dep + side, *_without(parse, child, cue))
            if dep == "ccomp" and after:
                offer("ccomp..", (left[child], sentence[1]))
            elif dep == "ccomp":
                offer("..ccomp", (sentence[0], _left_of_cue(parse, cue)))
            if dep == "xcomp" and subject >= 0:
                offer("subject+xcomp", (left[subject], right[subject]), (left[child], right[child]))
            if dep in ("dobj", "dative") and after and object_ < 0:
                object_ = child
            elif object_ >= 0 and after:
                offer("dobj+" + dep, (left[object_], right[child]))
        elif dep in ("prep", "agent") and after:
            for inner in parse.children[child]:
                if deps[inner] in ("pobj", "pcomp"):
                    offer("prep:" + deps[inner], (left[inner], right[inner]))
                    if deps[inner] == "pobj":
                        late = [c for c in parse.children[cue] if c > child and deps[c] in ("xcomp", "ccomp", "advcl")]
                        for extra in late[:1]:
                            offer("pobj+" + deps[extra], (left[inner], right[extra]))
            offer("prep", (left[child], right[child]))
            if object_ >= 0:
                offer("dobj+prep", (left[object_], right[child]))
        elif dep == "prt":
            continue
    _offer_clause_around(parse, cue, offer)
    return tuple(found.values())


def _offer_clause_around(parse: Parse, cue: int, offer) -> None:  # type: ignore[no-untyped-def]
    """Offer the clause that the cue comments on: "X, he said, is Y", "according to", "as they say"."""
    dep, head = parse.deps[cue], parse.heads[cue]
    sentence = parse.sentence[cue]
    if head == cue:
        return
    own = (parse.left[cue], parse.right[cue])
    according = parse.lower[cue] == "according"
    if according or dep in _COMMENTS:
        relation = "around:" + ("according" if according else dep)
        clause = (parse.left[head], parse.right[head])
        offer(relation, (clause[0], min(own[0], clause[1])), (max(own[1], clause[0]), clause[1]))
        offer(relation + "..", (sentence[0], own[0]), (own[1], sentence[1]))
        if own[0] == sentence[0] or own[1] < cue:
            offer(relation + ">", (own[1], sentence[1]))
        else:
            offer(relation + "<", (sentence[0], own[0]))


def _left_of_cue(parse: Parse, cue: int) -> int:
    """Where the cue's own words begin, if its content stands before it: its subject may come first."""
    starts = [parse.left[c] for c in parse.children[cue] if c < cue and parse.deps[c] in _SUBJECTS]
    return min([cue, *starts])


def _without(parse: Parse, child: int, cue: int) -> list[Span]:
    """The subtree of a child, cut where the cue and its subject stand inside it."""
    start, end = parse.left[child], parse.right[child]
    if not start <= cue < end:
        return [(start, end)]
    inner = [cue, *(c for c in parse.children[cue] if parse.deps[c] in _SUBJECTS)]
    low = min(parse.left[c] if c != cue else cue for c in inner)
    high = max(parse.right[c] if c != cue else cue + 1 for c in inner)
    return [(start, low), (high, end)]


def _trim(parse: Parse, cue: int, span: Span) -> Span:
    """Keep a span within the cue's paragraph and take loose punctuation and conjunctions off its ends."""
    start, end = max(span[0], 0), span[1]
    paragraph, words = parse.paragraph, parse.lower
    home = paragraph[cue]
    while start < end and (
        paragraph[start] != home or words[start] in _EDGES or words[start].isspace() or start == cue
    ):
        start += 1
    while end > start and (paragraph[end - 1] != home or words[end - 1] in _EDGES or words[end - 1].isspace()):
        end -= 1
    return (start, end)


__all__ = ["Content", "Span", "find_contents", "stem"]
