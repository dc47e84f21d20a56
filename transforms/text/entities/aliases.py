"""Names that are known beforehand: states, cities, organisations and peoples with the other names they go by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from transforms.text.entities.labels import label_group
from transforms.text.entities.spelling import fold


@dataclass(frozen=True, slots=True)
class Known:
    """A name that is known beforehand."""

    name: str
    label: str


def key_of(name: str) -> str:
    """Fold a name that is no person's for comparison: case, accents, dots, possessive and a leading `the` go."""
    folded = fold(name)
    return folded.removeprefix("the ") or folded


@lru_cache(maxsize=65536)
def _is_acronym(name: str) -> bool:
    """Tell whether a name is read by its capitals, so that the same letters in lower case are another word (US, us)."""
    return name.isupper() and len(name.replace(".", "")) <= 5


@cache
def _table() -> tuple[dict[str, Known], dict[str, Known]]:
    """Known names by exact spelling (acronyms) and by folded name (all others)."""
    exact: dict[str, Known] = {}
    folded: dict[str, Known] = {}
    text = (files("transforms.text") / "data" / "aliases.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("#") or not line:
            continue
        label, name, *rest = line.split("\t")
        known = Known(name, label)
        for form in (name, *(rest[0].split("|") if rest else ())):
            if _is_acronym(form):
                exact[form] = exact[form.replace(".", "")] = known
            else:
                folded.setdefault(key_of(form), known)
                if label == "NORP":
                    folded.setdefault(key_of(form) + "s", known)
    return exact, folded


@lru_cache(maxsize=65536)
def known(name: str) -> Known | None:
    """Find a name in the table of known names; None for any other."""
    exact, folded = _table()
    stripped = name.strip().removesuffix("’s").removesuffix("'s")
    return exact.get(stripped.removeprefix("the ").removeprefix("The ")) or folded.get(key_of(stripped))


def canonical_key(name: str, label: str) -> str:
    """Give the key under which entities that are no persons are compared: the known name's if there is one of the
    group."""
    found = known(name)
    if found and label_group(found.label) == label_group(label):
        return key_of(found.name)
    key = key_of(name)
    return key.removesuffix("s") if label == "NORP" and len(key) > 4 else key
