"""A wording by which furniture is known, and where it is believed.

Collected by reading the blocks that stood in extracted text and not in hand-cleaned bodies, on 126 hosts, and kept only
where the wording does not depend on the publisher. Each rule has the length up to which a block can be nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from transforms.text.pages.literals import Literals, literals


class Zone(StrEnum):
    """The part of an article a rule is trusted in."""

    ANYWHERE = "anywhere"
    #: before the second paragraph, or after the last but few
    EDGES = "edges"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording, the reason to give, and where and up to which length it is believed."""

    reason: str
    pattern: re.Pattern[str]
    longest: int
    zone: Zone = Zone.ANYWHERE
    #: what a text must have one of for the pattern to be worth a search, in lower case
    hints: Literals = frozenset()

    def found_in(self, text: str, low: str) -> bool:
        """Tell whether the wording stands in a text; `low` is the text in lower case."""
        if self.hints:
            for hint in self.hints:
                if hint in low:
                    break
            else:
                return False
        return bool(self.pattern.search(text))


def rule(reason: str, longest: int, pattern: str, zone: Zone = Zone.ANYWHERE) -> Rule:
    """Make a rule of a pattern written over several lines, in which spaces are escaped; case makes no difference."""
    compiled = re.compile(pattern, re.I | re.X)
    return Rule(reason, compiled, longest, zone, literals(compiled))
