"""Completion: what real shells offer."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.completion import bash, fish, levels, zsh
from pipeline.parser import parser

#: a command line that is begun, and what it can go on with
BEGUN = [
    ("newsbeam r", {"run", "replay", "reprocess", "report"}),
    ("newsbeam run --s", {"--seeds", "--since"}),
    ("newsbeam run --poll ", {"all", "due"}),
    ("newsbeam run --limit 3 --hor", {"--horizon-days"}),
    ("newsbeam feeds ", {"check", "discover", "convert"}),
    ("newsbeam feeds check --stri", {"--strict"}),
    ("newsbeam config show --work", {"--workers"}),
    ("newsbeam completion ", {"bash", "zsh", "fish"}),
    ("newsbeam query --format p", {"parquet"}),
]


@pytest.mark.parametrize(("line", "wanted"), BEGUN)
def test_bash_offers_what_can_follow(tmp_path: Path, line: str, wanted: set[str]) -> None:
    (tmp_path / "newsbeam.bash").write_text("\n".join(bash(list(levels(parser())))), "utf-8")
    words = [*line.split(), *([""] if line.endswith(" ") else [])]
    script = (
        'source newsbeam.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _newsbeam; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", script, "bash", *words], cwd=tmp_path, capture_output=True, text=True)
    assert done.stderr == ""
    assert set(done.stdout.split()) - {"--help"} == wanted


@pytest.mark.parametrize("flag", ["--seeds", "--output", "--config", "--hosts"])
def test_bash_offers_files_where_files_are_meant(tmp_path: Path, flag: str) -> None:
    (tmp_path / "newsbeam.bash").write_text("\n".join(bash(list(levels(parser())))), "utf-8")
    begun = f"COMP_WORDS=(newsbeam run {flag} news); COMP_CWORD=3"
    script = f'source newsbeam.bash; {begun}; _newsbeam; echo "${{COMPREPLY[*]}}"'
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.split() == ["newsbeam.bash"]


@pytest.mark.engine
@pytest.mark.skipif(shutil.which("fish") is None, reason="needs the shell fish")
@pytest.mark.parametrize(("line", "wanted"), BEGUN)
def test_fish_offers_what_can_follow(tmp_path: Path, line: str, wanted: set[str]) -> None:
    (tmp_path / "newsbeam.fish").write_text("\n".join(fish(list(levels(parser())))), "utf-8")
    script = ["fish", "--no-config", "-c", "source newsbeam.fish; complete -C $argv[1]", line]
    done = subprocess.run(script, cwd=tmp_path, capture_output=True, text=True)
    assert done.stderr == ""
    assert {offer.split("\t")[0] for offer in done.stdout.splitlines()} - {"--help", "newsbeam.fish"} == wanted


@pytest.mark.engine
@pytest.mark.skipif(shutil.which("zsh") is None, reason="needs the shell zsh")
def test_zsh_finishes_a_line(tmp_path: Path) -> None:
    (tmp_path / "newsbeam.zsh").write_text("\n".join(zsh(list(levels(parser())))), "utf-8")
    # a pseudo-terminal in which the lines are typed, with a tab behind each; `where` writes down what stands there then
    script = r"""
        zmodload zsh/zpty
        zpty -b sh zsh -f -i
        zpty -w sh "autoload -Uz compinit; compinit -u -D; source newsbeam.zsh; bindkey '^I' complete-word
            where() { print -r -- \$BUFFER >> lines }; zle -N where; bindkey '^W' where; : > lines; : > ready"
        until [ -e ready ]; do sleep 0.1; done
        for line in 'newsbeam compl' 'newsbeam run --hor' 'newsbeam feeds disc' 'newsbeam query --format par'; do
            written=$(wc -l < lines)
            zpty -w -n sh $'\x15'$line$'\t\x17'
            until [ $(wc -l < lines) -gt $written ]; do sleep 0.1; done
        done
    """
    subprocess.run(["zsh", "-f", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    lines = [line.strip() for line in (tmp_path / "lines").read_text("utf-8").splitlines()]
    assert lines == [
        "newsbeam completion",
        "newsbeam run --horizon-days",
        "newsbeam feeds discover",
        "newsbeam query --format parquet",
    ]
