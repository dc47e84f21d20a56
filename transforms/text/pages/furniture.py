# ruff: noqa: E501
"""The wordings of a page's furniture: what publishers print around every article and no article says of itself."""

from __future__ import annotations

import re

from transforms.text.pages import credits, notices, pitches, signposts
from transforms.text.pages.wordings import Rule

RULES: tuple[Rule, ...] = (*signposts.RULES, *credits.RULES, *pitches.RULES, *notices.RULES)
#: headings whose section, once the article is over, holds other articles
SECTION = re.compile(
    r"^\W*(?:related\b.*|more\ (?:from|on|in|stories|news|great)\b.*|read\ more\b.*|recommended\b.*|most\ (?:read|popular|viewed)\b.*|trending\b.*|latest\b.*|"
    r"you\ (?:may|might)\b.*|also\ (?:read|in|on)\b.*|up\ next|editor.?s\ picks?|popular\b.*|top\ stories|(?:other|further)\ (?:stories|news|reading)|"
    r"about\ the\ authors?|comments?|leave\ a\ (?:comment|reply)|(?:photo|video|image|picture|editorial|production)?\ ?credits|references|sources|footnotes|notes|tags|topics|explore\ more|newsletters?|sign\ up\b.*|keep\ reading\b.*|discover\b.*)\W*$".replace(
        "\\ ", " "
    ),
    re.I,
)
