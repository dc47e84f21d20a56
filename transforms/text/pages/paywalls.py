"""Paywalls: pages that hold the beginning of an article only, and say so."""

from __future__ import annotations

import re

from transforms.text.pages.lines import Line
from transforms.text.pages.linked_data import Stated

#: names of the elements that bar the way
_GATE = re.compile(
    r"(?<![a-z])(?:pay-?walls?|reg-?walls?|subscriber-?wall|barrier|gate|gated|pay-?gate|piano-?(?:offer|wall)|meter-?wall)(?![a-z])"
)
#: what is written on them
_BARRED = re.compile(
    r"\bsubscribe(?:\s+now|\s+today)?\s+to\s+(?:unlock|continue|keep|read)\b|"
    r"\b(?:only|reserved|exclusive(?:ly)?)\b.{0,20}\bfor\s+(?:our\s+)?(?:paying\s+)?(?:subscribers|members)\b|"
    r"\b(?:article|story|content)\s+is\s+(?:for|available\s+to|reserved\s+for)\b.{0,30}\b(?:subscribers|members)\b|"
    r"\bsubscribers?[\s-]only\b|\b(?:to|and)\s+(?:continue|keep)\s+reading\b|\bunlock\s+(?:this|the)\s+(?:article|story)\b|"
    r"\balready\s+a\s+(?:subscriber|member)\b|\bread\s+the\s+full\s+(?:article|story)\b.{0,40}\bsubscri|"
    r"\b(?:jetzt|weiterlesen)\b.{0,40}\babo\b|\bréservé\s+aux\s+abonnés\b|\bexclusivo\s+para\s+suscriptores\b",
    re.I,
)
_TIERS = frozenset(("locked", "metered", "premium", "paid", "subscription", "subscriber", "members"))
#: characters of a teaser: the longest of a dozen stubs had 700; a brief that says it is not free may have as few, so
#: that a longer text needs a visible barrier to be one
_TEASER, _LONG_TEASER = 450, 1_500


def paywalled(found: list[Line], chosen: list[Line], stated: Stated, meta: dict[str, list[str]]) -> str | None:
    """Say why what was chosen is the teaser of a text that is not free; None where the text is there."""
    size = sum(len(line.text) for line in chosen)
    if size > _LONG_TEASER:
        return None
    tiers = {value.lower() for name in ("article:content_tier", "content_tier") for value in meta.get(name, ())}
    locked = stated.free is False or bool(tiers & _TIERS)
    barred = any(
        (len(line.text) < 300 and _BARRED.search(line.text))
        or any(_GATE.search(node.names) for _, node in zip(range(3), line.node.chain(), strict=False))
        for line in found
        if not line.node.hidden
    )
    if (locked and (barred or size < _TEASER)) or (barred and size < _TEASER and len(chosen) <= 4):
        return (
            f"only the beginning of the article ({size} characters) is free to read: "
            "give its full text as .txt or .jsonl, or fetch the page with a subscription"
        )
    return None
