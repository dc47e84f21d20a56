"""The page of a report: one file with its style, its script and its rows inside."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from pipeline.version import VERSION

#: the parts of the script in the order they are put together; each may use those before it
SCRIPTS = ("data", "dom", "lists", "charts", "parts", "stories", "entities", "quotes", "articles", "health", "app")

#: rows of the plain table that stands in for the page where scripts do not run
_PLAIN = 200


def write_html(report: dict[str, Any]) -> str:
    """Put rows, style and script into the page; what publishers wrote is data in it and nothing else."""
    style = _part("report.css")
    script = '"use strict";\n(() => {\n' + "\n".join(_part(f"{name}.js") for name in SCRIPTS) + "\n})();\n"
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_digest(script)}",
            f"style-src {_digest(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    stories = report["stories"]
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_part("report.html"))
    return template.render(
        policy=policy,
        title=title(report),
        style=Markup(style),
        script=Markup(script),
        data=Markup(to_json(report)),
        plain=list(zip(stories["title"], stories["voices"], stories["articles"], strict=True))[:_PLAIN],
        version=VERSION,
    )


def title(report: dict[str, Any]) -> str:
    """Name the days that a report covers."""
    at = [second for second in report["articles"]["at"] if second is not None]
    if not at:
        return "News without dates" if report["articles"]["id"] else "No news"
    first, last = (datetime.fromtimestamp(second, UTC) for second in (min(at), max(at)))
    if first.date() == last.date():
        return f"The news of {last.day} {last:%B %Y}"
    start = f"{first.day}" if (first.year, first.month) == (last.year, last.month) else f"{first.day} {first:%B}"
    start += f" {first.year}" if first.year != last.year else ""
    return f"The news of {start} to {last.day} {last:%B %Y}"


def to_json(value: Any) -> str:
    """Write JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _part(name: str) -> str:
    return files("pipeline.report").joinpath("page", name).read_text("utf-8")
