"""News for the tests of copies and stories: invented reports, of any length and on any event."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from schemas import Article, make_id
from transforms.text.reading import describe

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
_SOUNDS = "ba ra mo ti ke lu so na vi del mar ton ber gra sil ven tor ham wick ley ford mon zu pe ri"
_SYLLABLES = _SOUNDS.split()


def prose(seed: int, words: int) -> str:
    """Write that many words that no other seed writes in this order."""
    dice = random.Random(seed)
    return " ".join("".join(dice.choices(_SYLLABLES, k=dice.choice((1, 2, 3)))) for _ in range(words))


def report(name: str, text: str, hours: float = 0, **columns: object) -> Article:
    """Make an article that appeared so many hours after the first, as it comes from its page."""
    values: dict[str, object] = {
        "article_id": make_id(name),
        "source_uri": name,
        "source_kind": "seed",
        "text": text,
        "word_count": len(text.split()),
        "content_hash": make_id(text),
        "publisher": f"{name} times",
        "published_at": START + timedelta(hours=hours),
    }
    return describe(Article(**{**values, **columns}))  # type: ignore[arg-type]


def flood(place: str, dead: int, words: str) -> tuple[str, str]:
    """Tell title and text of a flood in one of two wordings: `wire` or `local`."""
    if words == "wire":
        return (
            f"{dead} dead in {place} flood",
            f"At least {dead} people died when the river burst its banks in {place} after two days of rain, the "
            f"provincial government in {place} said. Soldiers in boats took families off the roofs of {place}. "
            f"Roads were cut, and the bridge at {place} was closed.",
        )
    return (
        f"{place} under water: neighbours rescue neighbours",
        f"Nobody in {place} slept that night. When the water came up the high street of {place}, people tied doors "
        f"together for rafts. By morning {dead} were dead, and the mayor of {place} asked why no siren had sounded.",
    )
