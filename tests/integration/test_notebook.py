"""The notebook of an analyst's first hour runs from top to bottom and shows something at every step."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.integration.notebook import NOTEBOOK, execute

#: what an output of somebody's machine would hold
_MACHINE = re.compile(r"/(?:home|root|tmp|work|Users|private|var)/|[A-Z]:\\\\|\b\d{1,3}(?:\.\d{1,3}){3}\b")


@pytest.mark.engine
def test_every_cell_runs_and_shows_what_it_is_there_for(sample: Path) -> None:
    cells = [cell for cell in execute(sample).cells if cell.cell_type == "code"]
    assert len(cells) > 8
    for cell in cells[1:]:
        assert cell.outputs, cell.source
        # nothing on stderr either
        assert all(output.output_type in ("execute_result", "display_data") for output in cell.outputs)
        shown = "".join(
            str(output.get("data", {}).get("text/plain", output.get("text", ""))) for output in cell.outputs
        )
        assert "Empty DataFrame" not in shown, cell.source
    assert any("image/png" in output.get("data", {}) for cell in cells for output in cell.outputs)


def test_what_is_stored_is_small_and_names_no_machine() -> None:
    text = NOTEBOOK.read_text("utf-8")
    assert len(text) < 300_000
    cells = json.loads(text)["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["outputs"] for cell in code[1:]), "run python -m tests.integration.notebook ROOT"
    for cell in code:
        for output in cell["outputs"]:
            data = {kind: told for kind, told in output.get("data", {}).items() if not kind.startswith("image/")}
            assert not _MACHINE.search(json.dumps([data, output.get("text"), output.get("traceback")]))
