"""Scores found quotes and people against the labelled articles; every figure is a share, the better the higher.

quoted_*    words within quotation marks, direct quotes whole: a found stretch is right at 4 in 5 letters (strict)
all_*       everything attributed, mixed and indirect clauses whole: lenient at 3 in 10 letters, strict at 4 in 5
*attributed F1 where a match counts only if its speaker is right too
*speaker, *cue  of the matches whose label has such words, the share that points at them
kind        of the lenient matches, the share of the labelled kind
named       of the lenient matches said by one person of the article, the share whose speaker is that person's name
continued   of the later parts of direct quotes found, the share that names the part before
people_right    of the mentions of people, the share found as a person, in the entity that holds most of theirs
people_apart    of the people, the share whose mentions share no entity with another's
people_full     of the people found, the share whose entity's name is their full name
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from schemas.annotation import Annotation, Quote
from tests.quality.marked import GoldQuote, LabelledArticle, Span
from tests.quality.quote_units import STRICT, Letters, overlaps, pair_up, units


@dataclass
class Tally:
    """Counts over all articles, and what went wrong in words."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def share(self, right: str, of: str) -> float:
        """Divide two counts; nothing of nothing is nothing."""
        return self.counts[right] / self.counts[of] if self.counts[of] else 0.0

    def f1(self, right: str, gold: str, found: str) -> float:
        """Join precision and recall of a count."""
        both = self.counts[gold] + self.counts[found]
        return 2 * self.counts[right] / both if both else 0.0


def score(articles: Iterable[LabelledArticle], found: Iterable[Annotation]) -> tuple[dict[str, float], Tally]:
    """Compare annotations with labels, article by article; return the figures and the counts they are made of."""
    tally = Tally()
    for article, annotation in zip(articles, found, strict=True):
        _score_quotes(article, annotation.quotes, tally)
        _score_people(article, annotation, tally)
    return {
        "quoted_precision": tally.share("quoted strict", "quoted found"),
        "quoted_recall": tally.share("quoted strict", "quoted gold"),
        "quoted_f1": tally.f1("quoted strict", "quoted gold", "quoted found"),
        "quoted_attributed": tally.f1("quoted strict attributed", "quoted gold", "quoted found"),
        "quoted_speaker": tally.share("quoted strict speaker", "quoted strict sourced"),
        "quoted_cue": tally.share("quoted strict cue", "quoted strict cued"),
        "all_lenient": tally.f1("all lenient", "all gold", "all found"),
        "all_strict": tally.f1("all strict", "all gold", "all found"),
        "all_attributed": tally.f1("all lenient attributed", "all gold", "all found"),
        "all_speaker": tally.share("all lenient speaker", "all lenient sourced"),
        "all_cue": tally.share("all lenient cue", "all lenient cued"),
        "kind": tally.share("kind right", "all lenient"),
        "named": tally.share("named", "to name"),
        "continued": tally.share("continued", "to continue"),
        "people_right": tally.share("mentions right", "mentions"),
        "people_apart": 1 - tally.share("people joined", "people"),
        "people_full": tally.share("people full", "people found"),
    }, tally


def _score_quotes(article: LabelledArticle, rows: Sequence[Quote], tally: Tally) -> None:
    letters = Letters(article.text)
    partner: dict[int, Quote] = {}
    for view in ("all", "quoted"):
        gold = units(article.text, article.quotes, view == "quoted")
        found = units(article.text, rows, view == "quoted")
        found = [unit for unit in found if not _ignored(unit[1], article, letters)]
        pairs = pair_up(letters, [span for _, span in gold], [span for _, span in found])
        tally.counts[f"{view} gold"] += len(gold)
        tally.counts[f"{view} found"] += len(found)
        for overlap, g, f in pairs:
            label, row = article.quotes[gold[g][0]], rows[found[f][0]]
            for level in ("lenient", "strict")[: 1 + (overlap >= STRICT)]:
                _count_match(f"{view} {level}", label, row, article, tally)
            if view == "all":
                partner.setdefault(gold[g][0], row)
        if view == "all":
            hit_gold, hit_found = {g for _, g, _ in pairs}, {f for _, _, f in pairs}
            missed = [span for g, (_, span) in enumerate(gold) if g not in hit_gold]
            wrong = [span for f, (_, span) in enumerate(found) if f not in hit_found]
            tally.errors += [f"{article.name}: missed {article.text[slice(*span)]!r}" for span in missed]
            tally.errors += [f"{article.name}: false {article.text[slice(*span)]!r}" for span in wrong]
    _score_matches(article, partner, tally)


def _count_match(name: str, label: GoldQuote, row: Quote, article: LabelledArticle, tally: Tally) -> None:
    speaker, cue = _span(row.speaker_start, row.speaker_end), _span(row.cue_start, row.cue_end)
    right = overlaps(speaker, label.speaker_spans) if label.speaker_spans else _says_same(label, row, article)
    tally.counts[name] += 1
    tally.counts[f"{name} attributed"] += right
    if label.speaker_spans:
        tally.counts[f"{name} sourced"] += 1
        tally.counts[f"{name} speaker"] += right
    if label.cue_spans:
        tally.counts[f"{name} cued"] += 1
        tally.counts[f"{name} cue"] += overlaps(cue, label.cue_spans)
    if not right and name == "all lenient":
        words = f"{row.speaker_text!r} ({row.speaker})"
        tally.errors.append(f"{article.name}: speaker {words} of {row.text!r} is {label.speaker}")


def _score_matches(article: LabelledArticle, partner: dict[int, Quote], tally: Tally) -> None:
    """Count what only whole rows can show: kind, the speaker's name and continuation."""
    for index, row in partner.items():
        label = article.quotes[index]
        tally.counts["kind right"] += row.kind == label.kind
        if label.speaker in article.persons:
            tally.counts["to name"] += 1
            tally.counts["named"] += _says_same(label, row, article)
        before = [i for i, other in enumerate(article.quotes) if (other.number, other.part) == _part_before(label)]
        if label.kind == "direct" and before and before[0] in partner and partner[before[0]] is not row:
            tally.counts["to continue"] += 1
            tally.counts["continued"] += row.continues == partner[before[0]].quote_id


def _part_before(label: GoldQuote) -> tuple[int, int]:
    return label.number, label.part - 1


def _score_people(article: LabelledArticle, annotation: Annotation, tally: Tally) -> None:
    held: dict[str, Counter[str]] = defaultdict(Counter)
    entity_at: list[str | None] = []
    for gold in article.people:
        over = [m for m in annotation.mentions if overlaps((m.start, m.end), [(gold.start, gold.end)])]
        persons = [mention.entity_id for mention in over if mention.label == "PERSON"]
        entity_at.append(persons[0] if persons else None)
        if persons:
            held[persons[0]][gold.person] += 1
    bearer = {entity: max(sorted(people), key=lambda who: people[who]) for entity, people in held.items()}
    main: dict[str, str] = {}
    for entity in sorted(held, key=lambda each: (-held[each][bearer[each]], each)):
        main.setdefault(bearer[entity], entity)
    for gold, entity_id in zip(article.people, entity_at, strict=True):
        right = entity_id is not None and bearer[entity_id] == gold.person and main[gold.person] == entity_id
        tally.counts["mentions"] += 1
        tally.counts["mentions right"] += right
        if not right:
            place = article.text[max(0, gold.start - 30) : gold.end + 10]
            tally.errors.append(f"{article.name}: mention of {gold.person} not right in {place!r}")
    joined = {person for people in held.values() if len(people) > 1 for person in people}
    tally.errors += [f"{article.name}: joined {sorted(people)}" for people in held.values() if len(people) > 1]
    tally.counts["people"] += len({gold.person for gold in article.people})
    tally.counts["people joined"] += len(joined)
    name_of = {entity.entity_id: entity.name for entity in annotation.entities}
    for person, entity in main.items():
        tally.counts["people found"] += 1
        tally.counts["people full"] += _words(name_of[entity]) == _words(person)


def _ignored(span: Span, article: LabelledArticle, letters: Letters) -> bool:
    """Tell whether a found span mostly lies where nothing is right or wrong, and is no labelled quote."""
    inside = sum(letters.count(max(span[0], start), min(span[1], end)) for start, end in article.ignored)
    labelled = any(letters.jaccard(span, (quote.start, quote.end)) >= STRICT for quote in article.quotes)
    return inside >= STRICT * letters.count(*span) and not labelled


def _says_same(label: GoldQuote, row: Quote, article: LabelledArticle) -> bool:
    """Tell whether the row's speaker is the labelled one: the only person it can name, or words of its description."""
    if label.speaker is None or row.speaker is None:
        return label.speaker is None
    words = _words(row.speaker)
    if label.speaker in article.persons:
        fits = [name for name in article.persons if words and (words <= _words(name) or _words(name) <= words)]
        return fits == [label.speaker]
    return bool(words & _words(label.speaker) - {"the", "a", "of", "s", "and"})


def _words(name: str) -> frozenset[str]:
    """Split a name into its words, without accents and case."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return frozenset(re.findall(r"\w+", plain))


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else (start, end)
