"""What the weights of quotes are learnt from: choices between readings, with the right ones marked."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.labelled import Attribution, Labelled
from transforms.text.parse import Parse
from transforms.text.quotes.clauses import describe_content, describe_cue
from transforms.text.quotes.contents import Span, find_contents
from transforms.text.quotes.cues import find_cues
from transforms.text.quotes.extents import describe_extent, find_extents
from transforms.text.quotes.marked import Marked, is_cue
from transforms.text.quotes.naming import describe_name, describe_nameless, find_names, is_passive
from transforms.text.quotes.readings import describe_continued, describe_reading, describe_stretch
from transforms.text.quotes.speakers import name_span

#: the options of one choice, each a list of features, and the share of each that is right
Choice = tuple[list[list[str]], list[float]]


def clause_choices(article: Labelled, marked: Marked) -> Iterator[Choice]:
    """Give for each cue outside the marks its contents, the right one that which shares most with what is marked."""
    parse = article.parse
    wanted: dict[int, list[set[int]]] = {}
    for item in article.attributions:
        for token in article.tokens(item.cue):
            wanted.setdefault(token, []).append(article.letters(item.content))
    for cue in (cue for cues in marked.cues.values() for cue in cues):
        contents = [
            content
            for content in find_contents(parse, cue)
            if any(marked.leaves(low, high) for low, high in content.spans)
        ]
        if not contents:
            continue
        shared = describe_cue(parse, cue)
        features = [shared + describe_content(parse, content, marked) for content in contents]
        overlaps = []
        for content in contents:
            ours = article.letters((parse.starts[low], parse.ends[high - 1]) for low, high in content.spans)
            overlaps.append(max((_overlap(ours, gold) for gold in wanted.get(cue, ())), default=0.0))
        best = max(overlaps)
        right = [float(best >= 0.5 and overlap >= best - 0.02) for overlap in overlaps]
        yield [*features, ["null"]], _shares([*right, float(best < 0.5)])


def _overlap(ours: set[int], theirs: set[int]) -> float:
    return len(ours & theirs) / max(1, len(ours | theirs))


def _shares(right: list[float]) -> list[float]:
    return [value / sum(right) for value in right]


def attribution_of(article: Labelled, marked: Marked) -> list[Attribution | None]:
    """Give for each stretch the attribution that holds most of it, None where that is less than half."""
    found: list[Attribution | None] = []
    for stretch in marked.stretches:
        ours = article.letters([(stretch.start, stretch.end)])
        shares = [len(ours & article.letters(item.content)) / max(1, len(ours)) for item in article.attributions]
        best = max(range(len(shares)), key=lambda n: shares[n], default=-1)
        found.append(article.attributions[best] if best >= 0 and shares[best] >= 0.5 else None)
    return found


def stretch_choices(article: Labelled, marked: Marked) -> Iterator[Choice]:
    """Give for each stretch its cues, that it goes on, that another cue reports it, and that it quotes nobody."""
    parse = article.parse
    golds = attribution_of(article, marked)
    for number, gold in enumerate(golds):
        cues = find_cues(parse, marked, number)
        before = golds[number - 1] if number else None
        features = [describe_reading(parse, marked, number, cue) for cue in cues]
        features += [
            describe_continued(parse, marked, number, before is not None),
            ["other"],
            ["nobody", *describe_stretch(parse, marked, number)],
        ]
        right = [0.0] * len(features)
        if gold is None:
            right[-1] = 1.0
        else:
            tokens = article.tokens(gold.cue)
            right[: len(cues)] = [float(cue in tokens) for cue in cues]
            same = before is not None and bool(gold.source) and gold.source == before.source
            right[-3] = float(gold is before or (same and not any(right)))
            right[-2] = float(not any(right))
        yield features, _shares(right)


def extent_choices(article: Labelled, marked: Marked) -> Iterator[Choice]:
    """Give for each quoted stretch with a right cue how far what is reported may reach round it."""
    parse = article.parse
    for number, gold in enumerate(attribution_of(article, marked)):
        if gold is None:
            continue
        stretch = marked.stretches[number]
        ours = article.letters([(stretch.start, stretch.end)])
        spans = [article.letters([span]) for span in _joined(gold.content, parse.text)]
        wanted = max(spans, key=lambda span: len(span & ours))
        tokens = article.tokens(gold.cue)
        for cue in (cue for cue in find_cues(parse, marked, number) if cue in tokens):
            extents = find_extents(parse, stretch, find_contents(parse, cue))
            overlaps = [_overlap(article.letters([(extent.start, extent.end)]), wanted) for extent in extents]
            right = [float(overlap >= max(overlaps) - 0.02) for overlap in overlaps]
            yield [describe_extent(parse, stretch, extent, cue) for extent in extents], _shares(right)


def _joined(spans: list[Span], text: str) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and not any(c.isalnum() or c == "\n" for c in text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def name_choices(article: Labelled, marked: Marked) -> Iterator[Choice]:
    """Give for each cue that is marked the words that may name its speaker."""
    parse = article.parse
    for item in article.attributions:
        source = article.tokens(item.source)
        cues = [
            n for n in sorted(article.tokens(item.cue)) if marked.inside[n] < 0 and is_cue(parse, n, marked.lexicon)
        ]
        for cue in cues[:3]:
            routes = find_names(parse, cue, marked.inside)
            right = [_names(parse, token, source) for token in routes]
            if source and not any(right):
                continue
            passive = is_passive(parse, cue)
            features = [describe_name(parse, cue, token, ways, passive) for token, ways in routes.items()]
            yield [*features, describe_nameless(parse, cue, passive)], _shares([*right, float(not any(right))])


def _names(parse: Parse, token: int, source: set[int]) -> float:
    """How well a token heads the source: its head best, an apposition or possessor well, a part of its name poorly."""
    if token not in source or not source & set(range(*name_span(parse, token))):
        return 0.0
    return 2.0 if parse.heads[token] not in source else 1.0 if parse.deps[token] in ("appos", "conj", "poss") else 0.3
