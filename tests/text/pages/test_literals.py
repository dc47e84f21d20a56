"""What a pattern cannot do without, and that no wording of furniture is missed for want of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.quality.pages_gold import html_pages, text_pages
from transforms.text.pages.furniture import RULES
from transforms.text.pages.literals import literals
from transforms.text.pages.wordings import Rule

# letters that fold to ASCII in one direction only
PLAIN = st.characters(exclude_characters="ſıİ\N{KELVIN SIGN}", exclude_categories=["Cs"])


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bsign up\b", {"sign up"}),
        (r"\b(?:sign|log) in\b", {" in"}),
        (r"\b(?:signing|logging) in\b", {"signing", "logging"}),
        (r"Photos?: \w+", {"photo"}),
        (r"(?:our app)?.{0,20}download", {"download"}),
        (r"(?:ab){2,}\d", {"ab"}),
        (r"(?:\w+|app)", set()),
        (r"x(?=app)|y(?!apple)", {"x", "y"}),
        (r"\d+", set()),
        # looks at the beginning only
        (r"^\W*share|^(?:\W*follow)", set()),
        (r"(?:^share|follow)", {"share", "follow"}),
    ],
)
def test_what_a_pattern_needs(pattern: str, expected: set[str]) -> None:
    assert literals(re.compile(pattern, re.I)) == expected


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.hints], ids=lambda rule: f"{rule.reason}")
@settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_every_match_of_a_wording_has_a_hint(rule: Rule, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(rule.pattern, alphabet=PLAIN))
    assert rule.found_in(text, text.lower())


def test_hints_hide_no_furniture_of_our_pages() -> None:
    texts = {block.text for page in (*html_pages(), *text_pages()) for block in page.blocks}
    found = {(text, rule.reason) for text in texts for rule in RULES if rule.pattern.search(text)}
    assert len(found) > 200
    assert all(
        any(rule.found_in(text, text.lower()) for rule in RULES if rule.reason == reason) for text, reason in found
    )
