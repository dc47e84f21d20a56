"""What an HTTP status means for a feed or a page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from schemas import Reason
from transforms.text.inputs.problems import InputProblem

_CHALLENGE = re.compile(
    rb"cf-chl|challenge-platform|_cf_chl_opt|captcha-delivery|px-captcha|/_Incapsula_Resource|awsWafCookieDomainList"
)


def status_problem(
    status: int, headers: Mapping[str, str], body: bytes, conditional: bool = False
) -> InputProblem | None:
    """Return what is wrong with an answer of this status; None where it brings what was asked for."""
    if status in (200, 203, 226):
        if _CHALLENGE.search(body[:50_000]):
            return InputProblem(Reason.CHALLENGE, "asks for proof that a person reads; ask its publisher for access")
        return None
    if status == 304:
        return (
            None
            if conditional
            else InputProblem(Reason.BAD_UNCHANGED, "says unchanged to who has nothing yet (304); tell its publisher")
        )
    if status == 429:
        return InputProblem(Reason.RATE_LIMITED, "asks to be left alone for a while (429); it will be")
    if status in (401, 402, 403, 407, 451):
        if headers.get("cf-mitigated") or _CHALLENGE.search(body[:50_000]):
            return InputProblem(Reason.CHALLENGE, f"asks for proof that a person reads ({status}); ask for access")
        return InputProblem(Reason.FORBIDDEN, f"may not be read ({status}); ask its publisher for access")
    if status == 404:
        return InputProblem(Reason.NOT_FOUND, "is not there (404); look whether it has moved")
    if status == 410:
        return InputProblem(Reason.GONE, "is gone for good (410); take it off the list")
    if status >= 500:
        return InputProblem(Reason.SERVER_ERROR, f"is out of order ({status}); it will be tried again")
    return InputProblem(
        Reason.BAD_STATUS, f"answers with status {status}, which brings nothing; look at it in a browser"
    )
