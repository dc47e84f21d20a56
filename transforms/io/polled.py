"""A feed that is being polled."""

from __future__ import annotations

from dataclasses import dataclass

from schemas import FeedPoll
from transforms.text.feeds import polling
from transforms.text.feeds.secrets import without_secrets


@dataclass(frozen=True, slots=True)
class Polled:
    """A feed that is being polled, with what is remembered of it."""

    #: with what may be secret in it
    url: str
    last: FeedPoll | None
    conditions: polling.Conditions
    #: links that failed before and are to be tried again
    again: tuple[str, ...] = ()
    #: the feed as listed whose sitemap this is
    index: str | None = None

    @property
    def name(self) -> str:
        """The feed as tables name it."""
        return without_secrets(self.url)

    @property
    def is_conditional(self) -> bool:
        """Tell whether validators were sent."""
        return bool(self.conditions.etag or self.conditions.last_modified)
