"""Which names of one text belong to one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from transforms.text.names import parse_name, same_person, same_surname
from transforms.text.spelling import fold


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


def _rank(name: str) -> tuple[int, int]:
    """Order of names by how much they say: more parts first, then more letters."""
    parsed = parse_name(name)
    spelled = sum(len(part) > 1 for part in parsed.given)
    return (-spelled, -len(parsed.given))


def gather_people(names: Iterable[str], alone: bool = False, near: bool = True) -> list[Person]:
    """Gather names into people; the order of `names` (as introduced) decides who is called by a shared surname.

    Full names join where they agree with every name of the person, so that George Bush cannot tie George W. to George
    H. W.; a bare surname goes to its only bearer, or to the first introduced (never, if `alone`); then a bare given name to the only one
    called so. What is left stands alone.
    """
    order = list(dict.fromkeys(names))
    people: list[Person] = []
    full = [name for name in order if is_full(name)]
    for name in sorted(full, key=_rank):
        fits = [one for one in people if all(same_person(name, other, near) for other in one.names)]
        if len(fits) == 1:
            fits[0].names.append(name)
        else:
            people.append(Person([name]))
    introduced = {fold(name): at for at, name in reversed(list(enumerate(order)))}
    people.sort(key=lambda one: min(introduced[fold(name)] for name in one.names))
    for name in order:
        if not is_full(name):
            bearer = find_bearer(name, people, alone)
            if bearer is None:
                people.append(Person([name]))
            else:
                bearer.names.append(name)
    return people


def find_bearer(name: str, people: list[Person], alone: bool = False) -> Person | None:
    """Find who is meant by a bare surname or given name; `alone`: only where a single person can be."""
    parsed = parse_name(name)
    tests = (
        lambda full: fold(full.full).split()[-1:] == [parsed.surname] or parse_name(full.full).surname == parsed.surname,
        lambda full: parsed.surname in parse_name(full.full).before or parsed.surname in parse_name(full.full).given[1:],
        lambda full: parsed.surname in parse_name(full.full).given[:1] and is_full(full.full),
        lambda full: same_surname(parse_name(full.full).surname, parsed.surname, near=True),
    )
    for test in tests:
        bearers = [one for one in people if test(one)]
        if bearers and (len(bearers) == 1 or not alone):
            return bearers[0]
        if bearers:
            return None
    return None
