"""Which words name the speaker of a cue: the candidates its sentence offers, and what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.text.parse import Parse
from transforms.text.quotes.speakers import find_subject
from transforms.text.quotes.stems import stem

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_CLIMB = frozenset(
    (
        "conj",
        "xcomp",
        "advcl",
        "ccomp",
        "acl",
        "relcl",
        "parataxis",
        "pcomp",
        "prep",
        "dep",
        "acomp",
        "attr",
        "dobj",
        "pobj",
        "aux",
        "amod",
        "oprd",
        "appos",
        "nsubj",
        "nsubjpass",
        "compound",
        "npadvmod",
        "agent",
    )
)


def find_names(parse: Parse, cue: int, inside: Sequence[int]) -> dict[int, list[str]]:
    """Offer the tokens that may head the speaker's name, each with the ways by which the parse leads there.

    `inside` holds for each token the number of the stretch it stands in, or -1: who speaks is not named inside the
    marks that hold what is said.
    """
    found: dict[int, list[str]] = {}

    def offer(token: int, route: str) -> None:
        if token >= 0 and token != cue and inside[token] == inside[cue] and any(map(str.isalpha, parse.words[token])):
            routes = found.setdefault(token, [])
            if len(routes) < 3 and route not in routes:
                routes.append(route)

    offer(find_subject(parse, cue), "rule")
    deps, heads, children = parse.deps, parse.heads, parse.children
    token, route = cue, ""
    for _ in range(5):
        for child in children[token]:
            dep = deps[child]
            if dep in _SUBJECTS:
                offer(child, route + dep)
            elif dep in ("prep", "agent"):
                for inner in children[child]:
                    if deps[inner] in ("pobj", "pcomp"):
                        offer(inner, f"{route}{dep}:{parse.lower[child]}" if not route else f"{route}{dep}")
            elif (
                dep in ("dobj", "dative", "poss", "amod", "compound", "appos", "ccomp")
                and parse.tags[child][:1] in "NP"
            ):
                offer(child, route + dep)
        head = heads[token]
        if head == token or deps[token] not in _CLIMB:
            break
        route += deps[token] + ">"
        if parse.tags[head][:1] in "NPW":
            offer(head, route + "head")
        token = head
    start, end = parse.sentence[cue]
    order = 0
    for token in range(cue - 1, max(start, cue - 30) - 1, -1):
        if deps[token] in _SUBJECTS or (token == cue - 1 and parse.tags[token][:2] in ("NN", "PR")):
            offer(token, f"before{min(order, 2)}")
            order += 1
    order = 0
    for token in range(cue + 1, min(end, cue + 12)):
        if parse.tags[token][:2] in ("NN", "PR") and (
            token + 1 == len(heads) or deps[token] not in ("compound", "poss")
        ):
            offer(token, f"after{order}")
            order += 1
            if order == 2:
                break
    return found


def is_passive(parse: Parse, cue: int) -> bool:
    """Tell whether a cue is a verb in the passive."""
    return any(parse.deps[child] == "auxpass" for child in parse.children[cue])


def describe_name(parse: Parse, cue: int, token: int, routes: Sequence[str], passive: bool) -> list[str]:
    """List the features of one candidate."""
    tag, cue_tag, cue_dep = parse.tags[token], parse.tags[cue], parse.deps[cue]
    lower = parse.lower[token]
    kind = lower if tag in ("PRP", "WP", "WDT", "DT", "EX", "PRP$") else tag
    apart = abs(token - cue)
    near = apart if apart < 4 else 4 if apart < 7 else 7 if apart < 12 else 12
    side = "<" if token < cue else ">"
    key = stem(parse.lower[cue])
    best = routes[0] if routes[0] != "rule" or len(routes) == 1 else routes[1]
    rule = routes[0] == "rule"
    return [
        "name",
        f"rule={rule}",
        f"kind={kind}|{rule}",
        f"r={best}",
        f"r={best}|t={cue_tag}",
        f"r={best}|kind={kind}",
        f"{side}{near}",
        f"{side}{near}|{tag[:2]}",
        f"r={best}|k={key}",
        f"r={best}|pass={passive}",
        f"rule={rule}|t={cue_tag}|d={cue_dep}",
        f"rule={rule}|k={key}",
        f"{side}|{near < 3}|t={cue_tag}|d={cue_dep}",
        f"rule={rule}|r={best}|{side}{near}",
        f"d={parse.deps[token]}|{side}|{cue_tag}",
        f"same={parse.sentence[token] == parse.sentence[cue]}",
        *(f"R={route}" for route in routes),
    ]


def describe_nameless(parse: Parse, cue: int, passive: bool) -> list[str]:
    """List what speaks for a speaker who is not named."""
    key = stem(parse.lower[cue])
    return [
        "none",
        f"none|k={key}",
        f"none|t={parse.tags[cue]}|pass={passive}",
        f"none|d={parse.deps[cue]}",
        f"none|pass={passive}|k={key}",
    ]
