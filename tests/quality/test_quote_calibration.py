"""What counts as right, and the table that never falls."""

from __future__ import annotations

from benchmarks.labelled import Attribution
from benchmarks.quote_calibration import fit, is_right
from schemas.annotation import Quote
from tests.quality.quote_units import Letters

TEXT = "Ellen Marsh said the harbour would close. Tom Abel was there."
LABEL = Attribution([(17, 40)], [(0, 11)], [(12, 16)])


def row(start: int, end: int, speaker: tuple[int, int] | None) -> Quote:
    place = speaker or (None, None)
    return Quote("q", "a", "indirect", "", start, end, 0.5, speaker_start=place[0], speaker_end=place[1])


def test_a_row_is_right_with_most_of_the_words_and_the_speaker() -> None:
    letters = Letters(TEXT)
    assert is_right(row(17, 40, (0, 11)), [LABEL], letters)
    assert is_right(row(21, 40, (6, 11)), [LABEL], letters)
    assert not is_right(row(17, 40, (42, 50)), [LABEL], letters)
    assert not is_right(row(17, 40, None), [LABEL], letters)
    assert not is_right(row(33, 60, (0, 11)), [LABEL], letters)


def test_the_fitted_table_never_falls() -> None:
    found = [("direct", at / 300, at % 3 > 0 or at > 200) for at in range(300)]
    shares = [share for _, share in fit(found)]
    assert shares == sorted(shares)
    assert shares[-1] == 1
