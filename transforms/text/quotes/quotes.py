"""Quotes in an article: what is said, by whom, and the words that report it."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.annotation import LocalEntity, Mention, Quote
from schemas.ids import make_id
from transforms.text.parse import Parse
from transforms.text.quotes.marked import Marked, lay_over
from transforms.text.quotes.naming import describe_name, describe_nameless, find_names, is_passive
from transforms.text.quotes.plain_reports import find_plain_reports, find_plain_speaker
from transforms.text.quotes.quotation_marks import find_stretches
from transforms.text.quotes.ranking import probabilities, read_weights, weigh
from transforms.text.quotes.reports import Report, find_reports
from transforms.text.quotes.speakers import nearest_subject
from transforms.text.quotes.voices import Speaker, Voices

#: weights learnt by benchmarks/learn_quotes.py from articles in which people marked who said what
_TABLES = read_weights("quotes.json")
_LEXICON = frozenset(_TABLES["lexicon"])
#: a speaker is named wherever the sentence offers one, unless it is likelier than this that nobody is
_LEAST_NAMELESS = 0.7
#: how often the speaker of the words before is right for words that have no cue of their own
_CARRIED = 0.5


def find_quotes(
    parse: Parse, article_id: str, mentions: Sequence[Mention], entities: Sequence[LocalEntity]
) -> tuple[Quote, ...]:
    """Find the quotes of an article, in the order of the text.

    `parse` is that of the article's text; mentions and entities are those of the same article. Without a parse, or
    in another language than English, only what stands between quotation marks is found. `utterance_id` is left empty.
    """
    english = parse.language == "en" and any(parse.deps)
    marked = lay_over(parse, find_stretches(parse.text), _LEXICON if english else frozenset())
    reports = find_reports(parse, marked, _TABLES) if english else find_plain_reports(parse, marked)
    voices = Voices(parse, marked.inside, mentions, entities)
    ids: dict[int, str] = {}
    quotes: list[Quote] = []
    last: Speaker | None = None
    for report in reports:
        head, sure = _name(parse, marked, report, english)
        if report.kind == "indirect" and head >= 0 and report.start <= parse.starts[head] < report.end:
            continue  # who speaks is no part of what is said
        if head < 0 and last is None:
            head = voices.acting_before(parse.at(report.start))
        speaker = voices.read(head, report.cue, last) if head >= 0 else last
        quote = _as_quote(parse, article_id, report, speaker, sure, ids)
        ids[id(report)] = quote.quote_id
        quotes.append(quote)
        last = speaker or last
    return tuple(quotes)


def _name(parse: Parse, marked: Marked, report: Report, english: bool) -> tuple[int, float]:
    """Choose the token that heads the speaker's name, -1 where nobody is named, and how sure that is."""
    cue = report.cue
    if not english:
        return find_plain_speaker(parse, marked, report), _CARRIED
    if cue < 0:
        return nearest_subject(parse, parse.at(report.start), marked.inside), _CARRIED
    weights = _TABLES["names"]
    routes = find_names(parse, cue, marked.inside)
    heads = [*routes, -1]
    passive = is_passive(parse, cue)
    scores = [weigh(describe_name(parse, cue, head, routes[head], passive), weights) for head in routes]
    scores.append(weigh(describe_nameless(parse, cue, passive), weights))
    shares = probabilities(scores)
    best = max(range(len(heads)), key=lambda n: shares[n])
    if heads[best] < 0 and shares[best] < _LEAST_NAMELESS and routes:
        best = max(range(len(routes)), key=lambda n: shares[n])
    return heads[best], shares[best]


def _as_quote(
    parse: Parse, article_id: str, report: Report, speaker: Speaker | None, sure: float, ids: dict[int, str]
) -> Quote:
    text = parse.text
    cue = report.cue
    return Quote(
        quote_id=make_id(article_id, report.start, report.end, report.kind),
        article_id=article_id,
        kind=report.kind,
        text=text[report.start : report.end],
        start=report.start,
        end=report.end,
        confidence=round(min(max(report.share * sure, 0.0), 1.0), 4),
        continues=ids.get(id(report.after)) if report.after is not None else None,
        speaker=speaker.name if speaker else None,
        speaker_entity_id=speaker.entity_id if speaker else None,
        speaker_text=text[speaker.start : speaker.end] if speaker else None,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
        cue=parse.words[cue] if cue >= 0 else None,
        cue_start=parse.starts[cue] if cue >= 0 else None,
        cue_end=parse.ends[cue] if cue >= 0 else None,
    )
