"""Signs in the words around a name that it is a person's, and what they say of that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.text.given_names import is_given_name, sex_of
from transforms.text.honorifics import HONORIFICS, OFFICES, bare
from transforms.text.spelling import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WOMEN = frozenset(
    ["mrs", "ms", "miss", "dame", "lady", "queen", "princess", "duchess", "countess", "baroness", "madam", "madame", "mme", "sister", "mother", "wife", "daughter", "widow", "granddaughter", "grandmother", "aunt", "niece", "girlfriend", "actress", "congresswoman", "chairwoman", "spokeswoman"]
)
_MEN = frozenset(
    ["mr", "sir", "lord", "king", "prince", "duke", "earl", "baron", "father", "brother", "son", "husband", "widower", "grandson", "grandfather", "uncle", "nephew", "boyfriend", "actor", "congressman", "chairman", "spokesman"]
)
_YOUNG = frozenset(["son", "daughter", "grandson", "granddaughter", "nephew", "niece"])
_KIN = frozenset(["partner", "cousin", "spouse", "fiancé", "fiancée", "twin", "child", "parent", "grandparent"])
#: nouns that say what a person is, beyond titles; own list
_ROLES = frozenset(
    ["accused", "defendant", "plaintiff", "victim", "witness", "suspect", "survivor", "neighbour", "neighbor", "predecessor", "successor", "colleague", "friend", "resident", "critic", "warden", "pensioner", "nurse", "surgeon", "pilot", "farmer", "fisherman", "baker", "teacher", "student", "pupil", "tenant", "owner", "landlord", "campaigner", "organiser", "organizer", "volunteer", "historian", "poet", "novelist", "artist", "painter", "composer", "conductor", "violinist", "pianist", "playwright", "chef", "architect", "engineer", "developer", "biologist", "ecologist", "geologist", "economist", "physicist", "chemist", "chairwoman", "treasurer", "clerk", "curator", "librarian", "vicar", "priest", "imam", "guard", "jailer", "gunman", "soldier", "veteran", "mechanic", "driver", "passenger", "supervisor", "technician", "operator", "spokesperson", "candidate", "contestant", "runner", "swimmer", "cyclist", "boxer", "goalkeeper", "winger", "organist", "tenor", "soprano", "alto", "barman", "shopkeeper", "publican"]
)
_HUMAN = OFFICES | HONORIFICS | _WOMEN | _MEN | _KIN | _ROLES
#: verbs of saying and doing that newspapers do not write of organisations
_PEOPLE_DO = frozenset(
    ["recalled", "testified", "tweeted", "replied", "answered", "asked", "joked", "laughed", "shrugged", "sighed", "smiled", "nodded", "quipped", "muttered", "shouted", "wept", "cried", "grinned", "chuckled", "retorted", "whispered", "yelled", "remembers", "recalls", "laughs"]
)
#: last words of names of organisations and places that are nobody's surname
_THINGS = frozenset(
    ["inc", "corp", "ltd", "llc", "plc", "group", "company", "university", "college", "school", "hospital", "club", "committee", "party", "police", "department", "ministry", "agency", "institute", "foundation", "association", "union", "federation", "society", "assembly", "islands", "atoll", "energy", "coal", "oil", "gas", "media", "network", "networks", "systems", "technologies", "partners", "capital", "holdings", "industries", "pictures", "records", "magazine", "review", "report", "survey", "fund", "trust", "board", "commission", "bureau", "office", "service", "force", "army", "navy", "council", "congress", "parliament", "project", "program", "programme", "campaign", "caucus", "conference", "summit", "forum", "museum", "library", "theater", "theatre", "stadium", "arena", "centre", "center", "airport", "airlines", "motors", "brothers", "stores", "awards", "times", "news", "journal", "herald", "tribune", "gazette", "radio", "tv", "county", "district", "league", "cup", "prize", "act"]
)
#: words that are surnames too, and so no proof; a given name before them proves nothing either
_EITHER = frozenset(
    ["co", "bank", "city", "court", "church", "street", "road", "avenue", "bridge", "park", "river", "lake", "island", "station", "post", "house", "hall", "award", "show", "bill", "law", "sons"]
)
#: verbs and nouns that headlines put behind a name
_HEADLINE = frozenset(
    ["says", "seeks", "tells", "asks", "urges", "wins", "vows", "calls", "warns", "plans", "wants", "faces", "slams", "blasts", "hits", "visits", "meets", "talks", "speech", "plan", "campaign", "visit", "rally"]
)


def names_a_thing(name: str) -> bool:
    """Tell whether the last word of a name shows that it is no person's."""
    return bare(name.split()[-1]) in _THINGS


def without_headline(name: str) -> str:
    """Cut the verb of a headline off a name: `Varga Says`."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _HEADLINE:
        words.pop()
    return name[: name.index(words[-1], len(" ".join(words[:-1]))) + len(words[-1])]


def is_human(word: str) -> bool:
    """Tell whether a noun says what a person is."""
    folded = bare(word)
    return folded in _HUMAN or folded.removesuffix("s") in _HUMAN


def is_personal(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the words around the tokens from `start` to `end` show that they name a person.

    The signs: a noun for a person before it, with a comma or without; an age or a `who` after it; a verb of what only
    people do; a listed given name to begin with.
    """
    words = [token.text for token in doc[start:end]]
    if bare(words[-1]) in _THINGS | _EITHER or not words[0][:1].isupper():
        return False
    before = doc[start - 1].text if start else ""
    after = [token.text for token in doc[end : end + 3]]
    if before[:1].isalpha() and is_human(before):
        return True
    if before == "," and _described(doc, start - 2) and (not after or after[0] in {",", ".", ";", "—", "–"} or len(words) > 1):
        return True
    if after[:1] == [","] and len(after) > 1:
        if after[1].lower() in {"who", "whose", "whom"}:
            return True
        if after[1].lower() in {"a", "an", "the", "his", "her", "their"} and _describes(doc, end + 2):
            return True
        if age_after(doc, end) is not None:
            return True
    if (after and after[0].lower() in _PEOPLE_DO) or before.lower() in _PEOPLE_DO:
        return True
    return 1 < len(words) < 4 and is_given_name(fold(words[0])) and all(word[:1].isupper() for word in words)


def _described(doc: Doc, at: int) -> bool:
    """Tell whether the noun phrase that ends at a token is headed by a noun for a person."""
    for place in range(at, max(-1, at - 6), -1):
        token = doc[place]
        if is_human(token.text) and not token.text[0].isupper():
            return True
        if token.is_punct or token.pos_ in {"VERB", "AUX", "PRON"}:
            return False
    return False


def _describes(doc: Doc, at: int) -> bool:
    """Tell whether the noun phrase that begins at a token is headed by a noun for a person."""
    for place in range(at, min(len(doc), at + 5)):
        token = doc[place]
        if is_human(token.text):
            return True
        if token.is_punct or token.pos_ in {"VERB", "AUX", "ADP"}:
            return False
    return False


def age_after(doc: Doc, end: int) -> int | None:
    """Read an age that stands between commas after a name."""
    after = [token.text for token in doc[end : end + 3]]
    if len(after) == 3 and after[0] == "," and after[1].isdigit() and after[2] in {",", ".", ";"}:
        return int(after[1]) if int(after[1]) < 110 else None
    return None


def sex_from(title: str, name: str) -> str | None:
    """Tell the sex of a person, `f` or `m`, from the title or else the given name; None if neither says."""
    words = {bare(word) for word in title.split()}
    if words & _WOMEN:
        return "f"
    if words & _MEN:
        return "m"
    parts = name.split()
    return sex_of(fold(parts[0])) if len(parts) > 1 else None


def kin_around(doc: Doc, start: int, end: int) -> str:
    """Give the words for kin beside a name, as titles are given: `his son, Miles` is `son`."""
    near = [doc[at].text.lower() for at in (*range(max(0, start - 3), start), *range(end, min(len(doc), end + 4)))]
    return " ".join(word for word in near if word in _WOMEN | _MEN and word not in HONORIFICS)


def is_young(words: str) -> bool:
    """Tell whether words for kin make a person the younger of two."""
    return bool(set(words.split()) & _YOUNG)
