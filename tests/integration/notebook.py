"""docs/first_hour.ipynb, executed on tables of the sample.

`python -m tests.integration.notebook ROOT` executes it on a ROOT and keeps what it shows.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from tests.integration.conftest import REPO

NOTEBOOK = REPO / "docs" / "first_hour.ipynb"


def execute(root: Path) -> Any:
    """Execute the notebook from its own folder on the tables of a ROOT, and return it with what it shows.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    import nbformat
    from nbclient import NotebookClient

    os.environ["NEWSBEAM_OUTPUT"] = str(root.resolve())
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    return notebook


def keep(notebook: Any) -> None:
    """Write an executed notebook without what differs from one machine to the next."""
    import nbformat

    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02}"
        cell.metadata = {}
    nbformat.write(notebook, NOTEBOOK)


if __name__ == "__main__":
    keep(execute(Path(sys.argv[1])))
