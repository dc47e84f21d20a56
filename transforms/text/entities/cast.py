"""The people of one text: which of them each name in it means."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from transforms.text.entities.found import Found
from transforms.text.entities.people import Person, bearers, gather_people, is_full
from transforms.text.entities.personal import age_after, is_young, kin_around, sex_from
from transforms.text.parse import Parse


def assign_people(parse: Parse, spans: list[Found]) -> dict[int, str]:
    """Map the start of each person's span to the fullest name of the person it means.

    A bare name that several people of the text bear goes by its title (Mrs Penhale), by `the younger`, and otherwise
    to the
    one introduced first, whom newspapers call by surname alone.
    """
    home: dict[str, Person] = {}
    people = gather_people(calm(span.text) for span in spans)
    for person in people:
        for name in person.names:
            home[name] = person
    full = [person for person in people if is_full(person.full)]
    known = _read_about(parse, spans, home)
    full_count = Counter(home[calm(span.text)].full for span in spans if is_full(calm(span.text)))
    strangers = _strangers(spans, home, known, full_count)
    meant: dict[int, str] = {}
    for span in spans:
        name = calm(span.text)
        person = home[name]
        if not is_full(name):
            called = bearers(name, full)
            if len(called) > 1:
                person = _choose(parse, span, called, known)
            elif name in strangers:
                sex = sex_from(span.title, "")
                if sex != known.sex_of(person.full) and (sex is not None or strangers[name] > full_count[person.full]):
                    person = Person([name])
        meant[span.start] = person.full
    return meant


def _strangers(spans: list[Found], home: dict[str, Person], about: _About, full: Counter[str]) -> Counter[str]:
    """Find the bare names that mean somebody not named in full, with how often a title says so: `Mr. Obama` where only
    Michelle Obama is named.

    A name without a title is the stranger's too only if titles say so more often than the full name stands there.
    """
    against: Counter[str] = Counter()
    for span in spans:
        name = calm(span.text)
        person = home[name].full
        if not is_full(name) and is_full(person):
            sex, own = sex_from(span.title, ""), about.sex_of(person)
            against[name] += sex is not None and own is not None and sex != own
    return Counter({name: count for name, count in against.items() if count and count >= full[home[name].full]})


@dataclass(slots=True)
class _About:
    """What the text says of the people it names in full."""

    #: the sex that a title or a word for kin says
    sex: dict[str, str] = field(default_factory=dict)
    #: the sex that the given name has for most
    likely: dict[str, str] = field(default_factory=dict)
    age: dict[str, int] = field(default_factory=dict)

    def sex_of(self, person: str) -> str | None:
        """Give the sex of a person, as the text says or as the name makes likely."""
        return self.sex.get(person) or self.likely.get(person)


def _read_about(parse: Parse, spans: list[Found], home: dict[str, Person]) -> _About:
    """Read what stands beside the names of the people named in full."""
    about = _About()
    for span in spans:
        name = calm(span.text)
        if not is_full(name):
            continue
        low, high = parse.over(span.start, span.end)
        person = home[name].full
        kin = kin_around(parse, low, high)
        if sex := sex_from(span.title, "") or sex_from(kin, ""):
            about.sex.setdefault(person, sex)
        if sex := sex_from("", name):
            about.likely.setdefault(person, sex)
        age = age_after(parse, high)
        if age is not None or is_young(kin):
            about.age.setdefault(person, 0 if age is None else age)
    return about


def _choose(parse: Parse, span: Found, called: list[Person], about: _About) -> Person:
    """Choose among the bearers of a bare name."""
    low, _ = parse.over(span.start, span.end)
    before = set(parse.lower[max(0, low - 2) : low])
    aged = [one for one in called if one.full in about.age]
    if "younger" in before and aged:
        return min(aged, key=lambda one: about.age[one.full])
    if before & {"elder", "older"}:
        rest = [one for one in called if one.full not in about.age]
        return max(aged, key=lambda one: about.age[one.full]) if len(aged) > 1 else (rest or called)[0]
    sex = sex_from(span.title, "")
    if sex is None:
        return called[0]
    fits = [one for one in called if about.sex.get(one.full) == sex]
    fits = fits or [one for one in called if one.full not in about.sex and about.likely.get(one.full) == sex]
    fits = fits or [one for one in called if one.full not in about.sex and one.full not in about.likely]
    fits = fits or [one for one in called if one.full not in about.sex]
    return (fits or called)[0]


@lru_cache(maxsize=1 << 14)
def calm(name: str) -> str:
    """Write a name in capitals as names are written: PENHALE becomes Penhale; acronyms and initials stay."""
    words = name.split()
    if not name.isupper() or all(len(word.strip(".")) <= 3 for word in words):
        return name
    return " ".join(word.capitalize() if len(word.strip(".")) > 2 or len(words) == 1 else word for word in words)
