"""Which names of one text, or of one story, belong to one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from transforms.text.entities.name_parts import parse_name
from transforms.text.entities.names import same_person, same_surname
from transforms.text.entities.spelling import fold


@dataclass(slots=True)
class Person:
    """The names by which one text, or one story, calls one person: the fullest first."""

    names: list[str] = field(default_factory=list)

    @property
    def full(self) -> str:
        """The name the person was founded on: with given name if any name has one."""
        return self.names[0]


def is_full(name: str) -> bool:
    """Tell whether a name has more than a surname."""
    return bool(parse_name(name).given)


def surname_key(name: str) -> str:
    """Give the surname, folded, both parts of a hyphenated one."""
    parsed = parse_name(name)
    return " ".join((*parsed.before, parsed.surname))


def _rank(name: str) -> tuple[int, int]:
    """Order of names by how much they say: more spelled parts first, then more parts."""
    parsed = parse_name(name)
    spelled = sum(len(part) > 1 for part in parsed.given)
    return (-spelled - len(parsed.before), -len(parsed.given))


def gather_people(names: Iterable[str], alone: bool = False) -> list[Person]:
    """Gather names into people; the order of `names` (as introduced) decides who is called by a shared surname.

    Full names join where they agree with every name of the person, so that George Bush cannot tie George W. to George
    H. W.; a bare surname goes to its only bearer, or to the first introduced (never, if `alone`); then a bare given
    name
    to the only one called so. What is left stands alone.
    """
    order = list(dict.fromkeys(names))
    people: list[Person] = []
    for name in sorted(filter(is_full, order), key=_rank):
        fits = [one for one in people if all(_one_person(name, other) for other in one.names)]
        if len(fits) == 1:
            fits[0].names.append(name)
        else:
            people.append(Person([name]))
    introduced = {name: at for at, name in enumerate(order)}
    people.sort(key=lambda one: min(introduced[name] for name in one.names))
    for name in order:
        if not is_full(name):
            called = bearers(name, people)
            if len(called) == 1 or (called and not alone):
                called[0].names.append(name)
            else:
                people.append(Person([name]))
    return people


def _one_person(one: str, other: str) -> bool:
    """Tell whether two names can be one person's within a text: also where one is but the family names of the other."""
    if same_person(one, other, near=True):
        return True
    short, long = sorted((fold(one).split(), fold(other).split()), key=len)
    return 1 < len(short) < len(long) and len(short[0]) > 2 and long[-len(short) :] == short


def bearers(name: str, people: list[Person]) -> list[Person]:
    """Find who can be meant by a bare name: those of that surname, else of a part of it, else of that given name, else
    those whose surname is spelt nearly so."""
    key, last = surname_key(name), parse_name(name).surname
    tests: tuple[Callable[[str], bool], ...] = (
        lambda full: surname_key(full) == key,
        lambda full: last in (*parse_name(full).before, parse_name(full).surname, *parse_name(full).given[1:]),
        lambda full: is_full(full) and parse_name(full).given[0] == last,
        lambda full: same_surname(parse_name(full).surname, last, near=True),
    )
    for test in tests:
        found = [one for one in people if test(one.full)]
        if found:
            return found
    return []
