"""Versions: articles of one URL whose text changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from schemas.record import record

_EARLY = datetime.min.replace(tzinfo=UTC)


@record
class Version:
    """One state of the article at a URL."""

    article_id: str
    remembered: bool
    version: int = 1
    supersedes: str | None = None
    fetched_at: datetime | None = None
    published_at: datetime | None = None


def number_versions(states: Iterable[Version]) -> list[Version]:
    """Number the new states of one URL on from the last remembered one, by time of fetch, publication and id.

    States that come first are left out: version 1 supersedes nothing.
    """
    unique = {state.article_id: state for state in states}
    known = [state for state in unique.values() if state.remembered]
    last = max(known, key=lambda state: (state.version, state.article_id), default=None)
    new = sorted(
        (state for state in unique.values() if not state.remembered),
        key=lambda state: (state.fetched_at or _EARLY, state.published_at or _EARLY, state.article_id),
    )
    numbered = []
    for state in new:
        if last is not None:
            state = Version(state.article_id, False, last.version + 1, last.article_id)
            numbered.append(state)
        last = state
    return numbered
