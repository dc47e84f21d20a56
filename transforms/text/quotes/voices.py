"""From the words that name a speaker to the entity they mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.annotation import LocalEntity, Mention
from transforms.text.entities.personal import sex_from
from transforms.text.parse import Parse
from transforms.text.quotes.speakers import PERSONAL, name_span

_HE = frozenset(("he", "him", "his", "il"))
_SHE = frozenset(("she", "her", "hers", "elle"))
#: paragraphs back beyond which a pronoun means nobody
_FARTHEST = 5.0
_ACTING = frozenset(("nsubj", "nsubjpass"))
_FINAL = frozenset((".", "!", "?"))
_ARTICLES = frozenset(("a", "an", "the", "one", "another"))
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose", "qui"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name who speaks, in code points, and whom they mean."""

    start: int
    end: int
    #: canonical name of the entity, else the describing words, else None for a pronoun that nobody is found for
    name: str | None
    entity: LocalEntity | None = None

    @property
    def entity_id(self) -> str | None:
        """Id of the entity, if the speaker is one."""
        return self.entity.entity_id if self.entity else None


class Voices:
    """The entities of an article, asked by place."""

    def __init__(
        self, parse: Parse, inside: Sequence[int], mentions: Sequence[Mention], entities: Sequence[LocalEntity]
    ) -> None:
        """Index the mentions of one article by place; `inside` is the number of each token's stretch, or -1."""
        self._parse = parse
        self._inside = inside
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self._starts = [mention.start for mention in self._mentions]
        self._entities = {entity.entity_id: entity for entity in entities}
        self._sex = {entity.entity_id: _sex_of(entity) for entity in entities if entity.label == "PERSON"}

    def entity_at(self, head: int) -> LocalEntity | None:
        """Give the entity one of whose mentions holds the token."""
        start, end = self._parse.starts[head], self._parse.ends[head]
        place = bisect_left(self._starts, start + 1)
        for mention in reversed(self._mentions[max(place - 6, 0) : place]):
            if mention.start <= start and end <= mention.end + 2:
                return self._entities.get(mention.entity_id)
        return None

    def read(self, head: int, cue: int, last: Speaker | None) -> Speaker:
        """Read the name that a token heads; `last` is who spoke before."""
        parse = self._parse
        low, high = name_span(parse, head, cue)
        start, end = parse.starts[low], parse.ends[high - 1]
        entity = self.entity_of(head, last.entity if last else None)
        if entity is None or entity.label != "PERSON":
            beside = self._introduced(low)
            if beside is not None:
                return beside
        if entity is not None:
            return Speaker(start, end, entity.name, entity)
        if parse.lower[head] in _RELATIVE:
            antecedent = self._antecedent(head)
            if antecedent >= 0:
                low, high = name_span(parse, antecedent, head)
        words = parse.text[parse.starts[low] : parse.ends[high - 1]]
        return Speaker(start, end, None if words.lower() in PERSONAL | _RELATIVE else words)

    def _introduced(self, low: int) -> Speaker | None:
        """Give the person whom a description that begins at a token follows: `Marsh, a nurse from Ellbury, said`."""
        parse = self._parse
        if low < 2 or parse.lower[low] not in _ARTICLES or parse.words[low - 1] != ",":
            return None
        entity = self.entity_at(low - 2)
        if entity is None or entity.label != "PERSON" or self._inside[low] != self._inside[low - 2]:
            return None
        mention = next(m for m in self._mentions if m.entity_id == entity.entity_id and m.end >= parse.ends[low - 2])
        return Speaker(mention.start, mention.end, entity.name, entity)

    def _antecedent(self, head: int) -> int:
        """Give the noun that a relative pronoun stands for, -1 if the parse does not tell."""
        parse = self._parse
        verb = parse.heads[head]
        noun = parse.heads[verb]
        return (
            noun
            if noun not in (head, verb) and noun < head and parse.deps[verb] in ("relcl", "acl:relcl", "rc")
            else -1
        )

    def acting_before(self, token: int) -> int:
        """Give the person who is the subject of the sentence before a token's, in its paragraph; -1 for nobody."""
        parse = self._parse
        first = parse.sentence[token][0]
        while first > 0 and not parse.words[first - 1][0].isalnum() and self._inside[first - 1] < 0:
            if parse.words[first - 1] in _FINAL:
                break
            first -= 1
        if first == 0 or parse.paragraph[first - 1] != parse.paragraph[token]:
            return -1
        for place in range(*parse.sentence[first - 1]):
            if parse.deps[place] in _ACTING and self._inside[place] < 0:
                entity = self.entity_at(place)
                return place if entity is not None and entity.label == "PERSON" else -1
        return -1

    def entity_of(self, head: int, last: LocalEntity | None) -> LocalEntity | None:
        """Give the entity that a speaker's head token means: by name, apposition, or pronoun; None if it is none."""
        parse = self._parse
        lower = parse.lower[head]
        if lower in _RELATIVE:
            antecedent = self._antecedent(head)
            return self.entity_of(antecedent, last) if antecedent >= 0 else None
        if lower in _HE or lower in _SHE:
            return self._person_before(head, "f" if lower in _SHE else "m", last)
        if lower in PERSONAL:
            return None
        found = self.entity_at(head)
        if found is not None and found.label == "PERSON":
            return found
        for child in parse.children[head]:
            if parse.deps[child] in ("appos", "flat", "flat:name"):
                named = self.entity_at(child)
                if named is not None and named.label == "PERSON":
                    return named
        return found

    def _person_before(self, head: int, sex: str, last: LocalEntity | None) -> LocalEntity | None:
        """Give the person a singular pronoun goes back to: near, a subject, not in a quotation, lately a speaker."""
        parse = self._parse
        place = bisect_left(self._starts, parse.starts[head])
        best, best_score = None, -_FARTHEST
        for mention in reversed(self._mentions[max(place - 25, 0) : place]):
            entity = self._entities.get(mention.entity_id)
            if entity is None or entity.label != "PERSON" or self._sex.get(entity.entity_id) not in (None, sex):
                continue
            token = parse.at(mention.end - 1)
            score = float(parse.paragraph[token] - parse.paragraph[head]) - 0.01 * (head - token)
            score += 0.8 * (
                parse.deps[token] in _ACTING
                or (parse.deps[token] == "appos" and parse.deps[parse.heads[token]] in _ACTING)
            )
            score += 0.6 * (last is not None and entity.entity_id == last.entity_id)
            score -= 1.5 * (self._inside[token] >= 0) + 0.3 * (parse.deps[token] == "poss")
            if score > best_score:
                best, best_score = entity, score
        if best is None and last is not None and last.label == "PERSON":
            return last if self._sex.get(last.entity_id) in (None, sex) else None
        return best


def _sex_of(entity: LocalEntity) -> str | None:
    """Give the sex that a person's titles say, or else the given name makes likely; None where neither tells."""
    said = (sex_from(title, "") for title in entity.titles)
    return next((sex for sex in said if sex), None) or sex_from("", entity.name)
