"""What repeats across a publisher's pages, over several runs of one ROOT."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.options import RunOptions
from pipeline.run import run
from tests.integration.rows import rows, table
from tests.integration.texts import write_lines
from tests.text.news import prose

pytestmark = pytest.mark.engine

FOOTER = "This site is run by volunteers from the three valleys and keeps all its pages open to everybody."


def item(number: int) -> dict[str, str]:
    paragraphs = [f"{prose(number + more, 60)}." for more in (0, 500)]
    text = "\n\n".join([*paragraphs, FOOTER])
    return {"url": f"https://valleys.example/{number}", "title": prose(number + 900, 6), "text": text}


def test_a_page_met_again_is_known_whatever_repeats_by_then(tmp_path: Path) -> None:
    items = [item(number) for number in (1, 2, 3, 4)]
    root, at_once = tmp_path / "root", tmp_path / "at_once"
    for name, part in (("few", items[:2]), ("more", items), ("again", items)):
        seeds = write_lines(tmp_path / name, part)
        assert run(RunOptions(output=str(root), seeds=(str(seeds),), workers=0), []) == 0
    found = {row["url"].rsplit("/", 1)[-1]: row for row in table(root, "articles")}
    assert sorted(found) == ["1", "2", "3", "4"]
    assert {name for name, row in found.items() if FOOTER in row["text"]} == {"1", "2"}
    assert {name for name, row in found.items() if row["boilerplate"] == [{"text": FOOTER, "reason": "repeats"}]} == {
        "3",
        "4",
    }
    seeds = tmp_path / "more"
    assert run(RunOptions(output=str(at_once), seeds=(str(seeds),), workers=1), []) == 0
    assert {row["article_id"] for row in table(at_once, "articles")} == {row["article_id"] for row in found.values()}
    assert not any(FOOTER in row["text"] for row in table(at_once, "articles"))
    assert rows(at_once, "articles").total() == len(items)
