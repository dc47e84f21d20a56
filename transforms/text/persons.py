"""From the words that name a speaker to the entity they mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from schemas.annotation import LocalEntity, Mention
from transforms.text.parse import Parse
from transforms.text.speakers import PERSONAL

_HE = frozenset(("he", "him", "his"))
_SHE = frozenset(("she", "her", "hers"))
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_MEN = frozenset(("mr", "mr.", "sir", "lord", "king", "prince", "father", "brother", "congressman", "chairman", "spokesman"))
_WOMEN = frozenset(("mrs", "mrs.", "ms", "ms.", "miss", "lady", "queen", "princess", "sister", "dame", "congresswoman",
                    "chairwoman", "spokeswoman"))  # fmt: skip


class Cast:
    """The entities of an article, asked by place."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], entities: Sequence[LocalEntity]) -> None:
        """Index the mentions of one article by where they stand."""
        self._parse = parse
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self._starts = [mention.start for mention in self._mentions]
        self._entities = {entity.entity_id: entity for entity in entities}
        self._gender = {entity.entity_id: _gender_of(entity) for entity in entities if entity.label == "PERSON"}

    def entity_at(self, head: int) -> LocalEntity | None:
        """Give the entity one of whose mentions holds the token."""
        start, end = self._parse.starts[head], self._parse.ends[head]
        place = bisect_left(self._starts, start + 1)
        for mention in reversed(self._mentions[max(place - 6, 0) : place]):
            if mention.start <= start and end <= mention.end + 2:
                return self._entities.get(mention.entity_id)
        return None

    def entity_of(self, head: int, last: LocalEntity | None) -> LocalEntity | None:
        """Give the entity that a speaker's head token means: by name, apposition, or pronoun; None if it is none."""
        parse = self._parse
        lower = parse.lower[head]
        if lower in _RELATIVE and parse.heads[head] != head:
            verb = parse.heads[head]
            antecedent = parse.heads[verb]
            return self.entity_of(antecedent, last) if antecedent not in (head, verb) and antecedent < head else None
        if lower in _HE or lower in _SHE:
            return self._person_before(head, lower in _SHE, last)
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

    def _person_before(self, head: int, woman: bool, last: LocalEntity | None) -> LocalEntity | None:
        """Give the person a singular pronoun goes back to: near, as a subject, and lately a speaker."""
        parse = self._parse
        place = bisect_left(self._starts, parse.starts[head])
        best, best_score = None, -1e9
        for mention in reversed(self._mentions[max(place - 25, 0) : place]):
            entity = self._entities.get(mention.entity_id)
            if entity is None or entity.label != "PERSON":
                continue
            gender = self._gender.get(entity.entity_id)
            if gender is not None and gender != woman:
                continue
            token = parse.at(mention.end - 1)
            apart = parse.paragraph[head] - parse.paragraph[token]
            if apart > 4:
                break
            score = -1.0 * apart - 0.01 * (head - token)
            score += 0.8 * (parse.deps[token] in ("nsubj", "nsubjpass"))
            score += 0.6 * (last is not None and entity.entity_id == last.entity_id)
            if score > best_score:
                best, best_score = entity, score
        if best is None and last is not None and last.label == "PERSON" and self._gender.get(last.entity_id) in (None, woman):
            return last
        return best


def _gender_of(entity: LocalEntity) -> bool | None:
    """Whether titles say that a person is a woman; None where they do not say."""
    words = {word for title in entity.titles for word in title.lower().split()}
    if words & _WOMEN:
        return True
    return False if words & _MEN else None
