"""Months by their names, as dates on news pages write them in the languages of Western Europe, Polish and Turkish."""

from __future__ import annotations

import unicodedata

#: names as they stand in dates, by month; a shorter form of three letters or more stands for all that begin so
_NAMES = (
    "january januar jänner janvier enero gennaio janeiro januari stycznia ocak",
    "february februar février febrero febbraio fevereiro februari lutego şubat",
    "march märz mars marzo março maart marts marca mart",
    "april avril abril aprile kwietnia nisan",
    "may mai mayo maggio maio mei maj maja mayıs",
    "june juni juin junio giugno junho czerwca haziran",
    "july juli juillet julio luglio julho lipca temmuz",
    "august août agosto augustus augusti sierpnia ağustos",
    "september septembre septiembre setiembre settembre setembro wrzesnia eylül",
    "october oktober octobre octubre ottobre outubro października ekim",
    "november novembre noviembre novembro listopada kasım",
    "december dezember décembre diciembre dicembre dezembro grudnia aralık",
)


def _fold(name: str) -> str:
    """Take case and accents off a name."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("ı", "i"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _forms() -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for number, names in enumerate(_NAMES, 1):
        for name in map(_fold, names.split()):
            for size in range(3, len(name) + 1):
                found.setdefault(name[:size], set()).add(number)
    whole = {_fold(name): number for number, names in enumerate(_NAMES, 1) for name in names.split()}
    return {form: min(numbers) for form, numbers in found.items() if len(numbers) == 1} | whole


_FORMS = _forms()


def month_of(name: str) -> int | None:
    """Give the number of a month by its name or the beginning of it ("Sept", "févr"); None for any other word."""
    return _FORMS.get(_fold(name))
