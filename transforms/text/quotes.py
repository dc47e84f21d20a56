"""Quotes in an article: what is said, by whom, and the words that report it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.annotation import LocalEntity, Mention, Quote
from schemas.ids import make_id
from transforms.text.attributions import (
    CONTINUED,
    NOBODY,
    OTHER,
    Marked,
    describe_continued,
    describe_extent,
    describe_reading,
    describe_stretch,
    find_cues,
    find_extents,
    lay_over,
)
from transforms.text.clauses import describe_content, describe_cue
from transforms.text.contents import Content, find_contents
from transforms.text.naming import describe_name, describe_nameless, find_names
from transforms.text.parse import Parse, read_parse, stem
from transforms.text.persons import Cast
from transforms.text.quotation_marks import Stretch, find_stretches
from transforms.text.ranking import probabilities, read_weights, weigh
from transforms.text.speakers import PERSONAL, name_span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TABLES = read_weights("quotes.json")
_LEXICON = frozenset(_TABLES["lexicon"])
#: least probability for which a clause counts as attributed, chosen for the best F1 on the articles learnt from
_LEAST_CLAUSE = 0.3
_LEAST_STRETCH = 0.5
#: a speaker is named wherever the sentence offers one, unless it is likelier than this that nobody is
_LEAST_NAMELESS = 0.7


@dataclass(slots=True)
class _Found:
    """A span of words that somebody said, before it is a row."""

    start: int
    end: int
    kind: str
    cue: int
    confidence: float
    #: number of the found span before, where this goes on with it
    after: int | None = None


def find_quotes(
    doc: Doc, article_id: str, mentions: Sequence[Mention], entities: Sequence[LocalEntity]
) -> tuple[Quote, ...]:
    """Find the quotes of a parsed article, in the order of the text."""
    parse = read_parse(doc)
    marked = lay_over(parse, find_stretches(parse.text), _LEXICON)
    clauses = _read_clauses(parse, marked)
    found = _said_between_marks(parse, marked, clauses)
    found += _said_in_clauses(parse, marked, clauses, found)
    found.sort(key=lambda item: (item.start, item.end))
    return _as_quotes(parse, marked, found, Cast(parse, mentions, entities), article_id)


def _read_clauses(parse: Parse, marked: Marked) -> dict[int, list[tuple[float, Content]]]:
    """Weigh the readings of every cue outside the marks: probability and content, best first."""
    weights = _TABLES["clauses"]
    read: dict[int, list[tuple[float, Content]]] = {}
    for cues in marked.cues.values():
        for cue in cues:
            contents = [c for c in find_contents(parse, cue) if not _all_inside(marked, c)]
            if not contents:
                continue
            shared = weigh(describe_cue(parse, cue, False), weights)
            scores = [shared + weigh(describe_content(parse, c, _how_marked(marked, c)), weights) for c in contents]
            shares = probabilities([*scores, weights.get("null", 0.0)])
            order = sorted(range(len(contents)), key=lambda n: -shares[n])
            read[cue] = [(shares[n], contents[n]) for n in order]
    return read


def _all_inside(marked: Marked, content: Content) -> bool:
    return all(marked.inside[n] >= 0 for start, end in content.spans for n in range(start, end))


def _how_marked(marked: Marked, content: Content) -> str:
    return "p" if any(marked.inside[n] >= 0 for start, end in content.spans for n in range(start, end)) else "n"


def _said_between_marks(
    parse: Parse, marked: Marked, clauses: dict[int, list[tuple[float, Content]]]
) -> list[_Found]:
    found: list[_Found] = []
    row_of: dict[int, int] = {}
    cue_of: dict[int, int] = {}
    weights = _TABLES["stretches"]
    for number, stretch in enumerate(marked.stretches):
        cues = find_cues(parse, marked, number)
        readings = [*cues, CONTINUED, OTHER, NOBODY]
        scores = [weigh(describe_reading(parse, marked, number, cue), weights) for cue in cues]
        scores.append(weigh(describe_continued(parse, marked, number, number - 1 in row_of), weights))
        scores.append(weights.get("other", 0.0))
        scores.append(weights.get("nobody", 0.0) + weigh(describe_stretch(parse, marked, number), weights))
        shares = probabilities(scores)
        said = 1 - shares[-1]
        if said < _LEAST_STRETCH:
            continue
        best = max(range(len(readings) - 1), key=lambda n: shares[n])
        reading = readings[best]
        before = row_of.get(number - 1)
        if reading >= 0:
            cue_of[number] = reading
        elif reading == CONTINUED and before is not None:
            cue_of[number] = cue_of.get(number - 1, OTHER)
        else:
            cue_of[number] = OTHER
        cue = cue_of[number]
        row = next((n for n, item in enumerate(found) if item.start <= stretch.start and stretch.end <= item.end), None)
        if row is not None:
            row_of[number] = row
            continue
        start, end, kind = stretch.start, stretch.end, "direct"
        if reading >= 0:
            start, end, kind = _reach(parse, stretch, cue, clauses)
        same = before is not None and cue >= 0 and cue_of.get(number - 1) == cue
        if stretch.opening == "''":
            kind = "indirect"
        row_of[number] = len(found)
        found.append(_Found(start, end, kind, cue, said * shares[best] / max(said, 1e-9), before if same else None))
    return found


def _reach(
    parse: Parse, stretch: Stretch, cue: int, clauses: dict[int, list[tuple[float, Content]]]
) -> tuple[int, int, str]:
    """Choose how far the words reported reach round a stretch: start, end and kind."""
    extents = find_extents(parse, stretch, [content for _, content in clauses.get(cue, ())])
    weights = _TABLES["extents"]
    best = max(extents, key=lambda extent: weigh(describe_extent(parse, stretch, extent, cue), weights))
    return best.start, best.end, "mixed" if best.content else "direct"


def _said_in_clauses(
    parse: Parse, marked: Marked, clauses: dict[int, list[tuple[float, Content]]], taken: list[_Found]
) -> list[_Found]:
    busy = [False] * len(parse.words)
    for item in taken:
        for token in range(parse.at(item.start), min(parse.at(item.end - 1) + 1, len(busy))):
            busy[token] = True
    ranked = sorted(
        ((sum(share for share, _ in read), read[0][1]) for read in clauses.values()),
        key=lambda pair: (-pair[0], pair[1].cue),
    )
    found: list[_Found] = []
    for said, content in ranked:
        if said < _LEAST_CLAUSE:
            break
        if any(busy[token] for start, end in content.spans for token in range(start, end)):
            continue
        before = None
        for low, high in content.spans:
            busy[low:high] = [True] * (high - low)
            kind = "mixed" if any(_is_marked(marked, token) for token in range(low, high)) else "indirect"
            found.append(_Found(parse.starts[low], parse.ends[high - 1], kind, content.cue, said, before))
            before = None
    return found


def _is_marked(marked: Marked, token: int) -> bool:
    number = marked.inside[token]
    return number >= 0 and marked.stretches[number].opening != "''"


def _name(parse: Parse, marked: Marked, cue: int) -> tuple[int, float]:
    """Choose the token that heads the speaker's name, -1 where nobody is named, and how sure that is."""
    weights = _TABLES["names"]
    routes = find_names(parse, cue, marked.inside)
    heads = [*routes, -1]
    scores = [weigh(describe_name(parse, cue, head, routes[head]), weights) for head in routes]
    scores.append(weigh(describe_nameless(parse, cue), weights))
    shares = probabilities(scores)
    best = max(range(len(heads)), key=lambda n: shares[n])
    if heads[best] < 0 and shares[best] < _LEAST_NAMELESS and len(heads) > 1:
        best = max(range(len(heads) - 1), key=lambda n: shares[n])
    return heads[best], shares[best]


def _as_quotes(
    parse: Parse, marked: Marked, found: list[_Found], cast: Cast, article_id: str
) -> tuple[Quote, ...]:
    ids: list[str] = []
    quotes: list[Quote] = []
    last: LocalEntity | None = None
    last_head = -1
    text = parse.text
    seen: set[tuple[int, int]] = set()
    for item in found:
        if (item.start, item.end) in seen:
            continue
        seen.add((item.start, item.end))
        head, sure = _name(parse, marked, item.cue) if item.cue >= 0 else (last_head, 0.5)
        speaker = speaker_id = words = start = end = None
        if head >= 0:
            low, high = name_span(parse, head)
            start, end = parse.starts[low], parse.ends[high - 1]
            words = text[start:end]
            entity = cast.entity_of(head, last)
            if entity is not None:
                speaker, speaker_id, last = entity.name, entity.entity_id, entity
            elif words.lower() not in PERSONAL:
                speaker = words
            last_head = head
        cue = cue_start = cue_end = None
        if item.cue >= 0:
            cue_start, cue_end = parse.starts[item.cue], parse.ends[item.cue]
            cue = text[cue_start:cue_end]
        quote_id = make_id(article_id, item.start, item.end, item.kind)
        ids.append(quote_id)
        quotes.append(
            Quote(
                quote_id=quote_id,
                article_id=article_id,
                kind=item.kind,
                text=text[item.start : item.end],
                start=item.start,
                end=item.end,
                confidence=round(min(max(item.confidence, 0.0), 1.0), 4),
                speaker=speaker,
                speaker_entity_id=speaker_id,
                speaker_text=words,
                speaker_start=start,
                speaker_end=end,
                cue=cue,
                cue_start=cue_start,
                cue_end=cue_end,
            )
        )
    return tuple(quotes)
