"""Series: pieces that appear under one title again and again, but for the date in it."""

from __future__ import annotations

from transforms.text.stories.fingerprint import fold_words, word_hash

_NAMES = """
monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
januar jänner februar märz mai juni juli oktober dezember
lundi mardi mercredi jeudi vendredi samedi dimanche
janvier février mars avril juin juillet août septembre octobre novembre décembre
lunes martes miércoles jueves viernes sábado domingo
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
"""
#: days of the week and months in English, German, French and Spanish
_DATES = frozenset(_NAMES.split())


def series_of(title: str | None) -> tuple[int, int]:
    """Return a hash of the title without its date, and one of the date; zeros if no day or month stands in it.

    Two articles of equal first and unequal second hash are two parts of a series, such as a forecast for Monday and
    one for Tuesday, however alike their texts are.
    """
    words = fold_words(title or "")
    if not _DATES.intersection(words):
        return 0, 0
    date = [word for word in words if word in _DATES or word[0].isdigit()]
    return word_hash(" ".join(word for word in words if word not in date)), word_hash(" ".join(date))
