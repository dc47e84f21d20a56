"""The commands of README and docs, run as they are printed.

A block of a shell is run, but for one marked `sh not run: REASON`. All blocks of a page are one session in a folder
that looks like a checkout. Comments behind a block, which readers do not see, prepare it: `before:` is run first,
`watch:` says after how many seconds its last command is told to stop. A block without a language behind one of a shell,
in the same section, is its output: lines that follow each other in what was printed; `...` stands for any, and ids of
runs and seconds may differ.

`python -m tests.integration.docs README.md` writes what is printed now into a page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.integration.conftest import REPO
from tests.server.client import serving

_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```\n((?:<!--.*?-->\n)*)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!-- (\w+): (.*?) -->", re.DOTALL)
#: what may differ from one run to the next
_VARYING = (re.compile(r"\b[0-9a-f]{16}\b"), re.compile(r"\b\d+ s\b"))
_MARK = "@@ block"


@dataclass(frozen=True)
class Block:
    """A block of commands of a page."""

    commands: str
    before: str = ""
    watch: str = ""
    output: str | None = None

    @property
    def script(self) -> str:
        """What is run for it."""
        *first, last = self.commands.rstrip().split("\n")
        if self.watch:
            last = f"timeout --preserve-status --signal=TERM {self.watch} {last}"
        return "\n".join([self.before, f'echo "{_MARK}"', *first, last])


def pages() -> list[str]:
    """Name the pages that have commands to run."""
    names = ["README.md", *(f"docs/{path.name}" for path in sorted((REPO / "docs").glob("*.md")))]
    return [name for name in names if blocks((REPO / name).read_text("utf-8"))]


def blocks(text: str) -> list[Block]:
    """Return the blocks of a page that are run."""
    found: list[Block] = []
    ended = 0
    for fence in _FENCE.finditer(text):
        info, body, comments = fence.groups()
        told = dict(_COMMENT.findall(comments))
        new_section, ended = "\n#" in text[ended : fence.start()], fence.end()
        if info == "sh":
            found.append(Block(body, told.get("before", ""), told.get("watch", "")))
        elif not info and found and found[-1].output is None and not new_section:
            found[-1] = Block(found[-1].commands, found[-1].before, found[-1].watch, body)
    return found


def checkout(folder: Path) -> Path:
    """Make a folder that looks like a checkout whose environment is set up, and return it."""
    folder.mkdir()
    for path in REPO.iterdir():
        if path.name not in (".venv", ".git", "output", "build"):
            (folder / path.name).symlink_to(path)
    place = folder / ".venv" / "bin"
    place.mkdir(parents=True)
    command = place / "newsbeam"
    command.write_text(
        f"#!{sys.executable}\nimport sys\nif __name__ == '__main__':\n"
        "    from pipeline.__main__ import main\n    sys.exit(main())\n",
        "utf-8",
    )
    command.chmod(0o755)
    for name in ("run", "test"):
        (folder / ".venv" / name).touch()
    return folder


def play(some: list[Block], folder: Path, sample: Path | None = None) -> list[str]:
    """Run the blocks of a page one after the other; returns what each printed.

    Raises:
        AssertionError: a command failed.
    """
    home = checkout(folder)
    with serving(publishers=2, feeds=1, stock=2) as server:
        feeds, hosts = server.write(folder.parent)
        lists = home / ".venv" / "bin" / "feeds"
        lists.write_text(f'#!/bin/sh\ncp "{feeds}" "$1"\n', "utf-8")
        lists.chmod(0o755)
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("NEWSBEAM_")},
            "PATH": f"{home}/.venv/bin:{os.environ['PATH']}",
            "PYTHONPATH": str(REPO),
            "SAMPLE": str(sample),
            "NEWSBEAM_HOSTS": hosts,
            "NEWSBEAM_ALLOW_PRIVATE_HOSTS": "127.0.0.1",
            "NEWSBEAM_HOST_DELAY": "0",
            "NEWSBEAM_WORKERS": "1",
        }
        script = "\n".join(["set -euo pipefail", *(block.script for block in some)])
        done = subprocess.run(
            ["bash", "-c", script], cwd=home, env=environment, capture_output=True, text=True, timeout=900
        )
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return [part.removeprefix("\n") for part in done.stdout.split(_MARK)[1:]]


def masked(line: str) -> str:
    """Return a line without what differs from run to run."""
    for varying in _VARYING:
        line = varying.sub("~", line)
    return re.sub(r" +", " ", line).rstrip()


def differences(shown: str, printed: str) -> list[str]:
    """Return the lines of a page that were not printed in their place."""
    rest, wrong = [masked(line) for line in printed.splitlines()], []
    for line in shown.splitlines():
        if line.strip() == "...":
            continue
        if masked(line) in rest:
            rest = rest[rest.index(masked(line)) + 1 :]
        else:
            wrong.append(line)
    return wrong


def update(name: str) -> None:
    """Write what the commands of a page print now into it: from the first line that is shown to the last one."""
    path = REPO / name
    text = path.read_text("utf-8")
    some = blocks(text)
    with tempfile.TemporaryDirectory() as folder:
        for block, printed in zip(some, play(some, Path(folder) / "checkout"), strict=True):
            if block.output is not None:
                shown, lines = block.output.splitlines(), printed.splitlines()
                known = [masked(line) for line in lines]
                first, last = known.index(masked(shown[0])), known.index(masked(shown[-1]))
                text = text.replace(block.output, "\n".join(lines[first : last + 1]) + "\n")
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    for page in sys.argv[1:]:
        update(page)
