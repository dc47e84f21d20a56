"""A problem with an input: why it cannot be taken in, said so that its owner knows what to do."""

from __future__ import annotations

from schemas import Fate, Outcome, Reason

#: reasons that lie in the place or the moment, not in what the input is: another run may meet a whole file
_PASSING = frozenset(
    {
        *(Reason.UNREADABLE, Reason.TRUNCATED, Reason.TIMEOUT, Reason.OUT_OF_MEMORY, Reason.ERROR),
        *(Reason.UNKNOWN_HOST, Reason.UNREACHABLE, Reason.BAD_CERTIFICATE, Reason.BAD_HTTP, Reason.BAD_COMPRESSION),
        *(Reason.NOT_FOUND, Reason.FORBIDDEN, Reason.RATE_LIMITED, Reason.SERVER_ERROR, Reason.BAD_UNCHANGED),
        *(Reason.CHALLENGE, Reason.ROBOTS, Reason.HOST_DOWN, Reason.POSTPONED),
    }
)


class InputProblem(Exception):
    """An input cannot be taken in, for a reason of the fixed list.

    `detail` says what is wrong and, after a semicolon, what can be done about it.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def outcome(
        self, input_uri: str, url: str | None = None, feed_url: str | None = None, stage: str = "read"
    ) -> Outcome:
        """Return the row that says so: failed where another run may succeed, else rejected."""
        fate = Fate.FAILED if self.reason in _PASSING else Fate.REJECTED
        detail = f"{input_uri}: {self.detail}"
        return Outcome(input_uri, fate, stage, self.reason, detail, url=url, feed_url=feed_url)


def too_large(what: str, max_bytes: int) -> InputProblem:
    """Return the problem of something that exceeds the cap on one page."""
    limit = f"{max_bytes / 1e6:g} MB" if max_bytes >= 100_000 else f"{max_bytes} bytes"
    return InputProblem(Reason.TOO_LARGE, f"{what} is larger than {limit}; cut it down, or raise the cap on a page")
