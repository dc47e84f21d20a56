"""`newsbeam completion`: what a shell offers when a command line is begun, read off the parser."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

#: what stands for a value that is a file or a folder
_FILES = frozenset({"FILE", "PATH", "ROOT", "KEPT_ROOT", "FILE_OR_URL", "DIR", "LIST"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word that can be typed after a command: a flag, a command, or a value."""

    text: str
    help: str
    #: values that may follow a flag
    choices: tuple[str, ...] = ()
    takes_file: bool = False
    takes_value: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A command with the commands before it, and the words that may follow."""

    path: tuple[str, ...]
    flags: tuple[Word, ...]
    commands: tuple[Word, ...]
    takes_file: bool

    @property
    def place(self) -> str:
        """The commands as one word."""
        return "/".join(self.path)


def completion(parser: argparse.ArgumentParser, shell: str) -> int:
    """Print the completion for a shell; returns the exit status."""
    print("\n".join({"bash": bash, "zsh": zsh, "fish": fish}[shell](list(levels(parser)))))
    return 0


def levels(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[Level]:
    """Yield every command of a parser, the whole first."""
    flags: list[Word] = []
    commands: list[Word] = []
    below: list[tuple[str, argparse.ArgumentParser]] = []
    takes_file = False
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: choice.help or "" for choice in action._choices_actions}
            commands += [Word(name, told.get(name, "")) for name in action.choices]
            below += action.choices.items()
        elif action.option_strings:
            flags += [_flag(action, name) for name in action.option_strings if name.startswith("--")]
        else:
            takes_file |= _shows(action) in _FILES
            commands += [Word(str(choice), "") for choice in action.choices or ()]
    yield Level(path, tuple(flags), tuple(commands), takes_file)
    for name, command in below:
        yield from levels(command, (*path, name))


def _flag(action: argparse.Action, name: str) -> Word:
    choices = tuple(map(str, action.choices or ()))
    return Word(name, _short(action.help), choices, _shows(action) in _FILES, action.nargs != 0)


def _shows(action: argparse.Action) -> str:
    return action.metavar if isinstance(action.metavar, str) else ""


def _short(text: str | None) -> str:
    """Return a help text without its default and its reason."""
    return (text or "").split(" (default:")[0].split(" (required")[0].replace("%%", "%")


def bash(some: list[Level]) -> Iterator[str]:
    """Yield the completion for bash."""
    yield "_newsbeam() {"
    yield '    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" at="" part words="" files=""'
    yield '    for part in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do'
    yield f'        case " {_places(some)} " in *" ${{at:+$at/}}$part "*) at="${{at:+$at/}}$part" ;; esac'
    yield "    done"
    yield '    case "$at $before" in'
    for place, flag in _with_values(some):
        then = f'words="{" ".join(flag.choices)}"' if flag.choices else "files=1" if flag.takes_file else ":"
        yield f'        "{place} {flag.text}") {then} ;;'
    yield '        *) case "$at" in'
    for level in some:
        words = " ".join(word.text for word in (*level.commands, *level.flags))
        yield f'            "{level.place}") words="{words}"{" files=1" if level.takes_file else ""} ;;'
    yield "        esac ;;"
    yield "    esac"
    yield '    COMPREPLY=($(compgen -W "$words" -- "$word"))'
    yield '    [ -n "$files" ] && case "$word" in -*) ;; *) COMPREPLY+=($(compgen -f -- "$word")) ;; esac'
    yield "}"
    yield "complete -o filenames -F _newsbeam newsbeam"


def zsh(some: list[Level]) -> Iterator[str]:
    """Yield the completion for zsh."""
    yield "#compdef newsbeam"
    yield "_newsbeam() {"
    yield "    local at= before=${words[CURRENT-1]} part"
    yield "    local -a offered"
    yield "    for part in ${words[2,CURRENT-1]}; do"
    yield f'        case " {_places(some)} " in *" ${{at:+$at/}}$part "*) at=${{at:+$at/}}$part ;; esac'
    yield "    done"
    yield '    case "$at $before" in'
    for place, flag in _with_values(some):
        then = f"compadd {' '.join(flag.choices)}; return" if flag.choices else "_files; return"
        yield f'        "{place} {flag.text}") {then if flag.choices or flag.takes_file else "return"} ;;'
    yield "    esac"
    yield '    case "$at" in'
    for level in some:
        words = " ".join(_in_zsh(f"{word.text}:{word.help}") for word in (*level.commands, *level.flags))
        yield f'        "{level.place}") offered=({words}){"; _files" if level.takes_file else ""} ;;'
    yield "    esac"
    yield "    _describe newsbeam offered"
    yield "}"
    yield "compdef _newsbeam newsbeam"


def fish(some: list[Level]) -> Iterator[str]:
    """Yield the completion for fish."""
    yield "complete -c newsbeam -f"
    for level in some:
        seen = [f"__fish_seen_subcommand_from {name}" for name in level.path]
        if level.commands:
            none_below = f"not __fish_seen_subcommand_from {' '.join(word.text for word in level.commands)}"
            for word in level.commands:
                yield f"complete -c newsbeam {_when([*seen, none_below])} -a {word.text} -d {_in_fish(word.help)}"
        here = _when(seen or ["__fish_use_subcommand"])
        for flag in level.flags:
            value = "-r -F " if flag.takes_file else "-x " if flag.takes_value else ""
            value = f"-x -a {_in_fish(' '.join(flag.choices))} " if flag.choices else value
            yield f"complete -c newsbeam {here} -l {flag.text[2:]} {value}-d {_in_fish(flag.help)}"
        if level.takes_file:
            yield f"complete -c newsbeam {here} -F"


def _places(some: list[Level]) -> str:
    return " ".join(level.place for level in some if level.path)


def _with_values(some: list[Level]) -> Iterator[tuple[str, Word]]:
    """Yield the flags that a value follows, each with the place of its command."""
    for level in some:
        yield from ((level.place, flag) for flag in level.flags if flag.takes_value)


def _when(conditions: list[str]) -> str:
    return f"-n '{'; and '.join(conditions)}'"


def _in_fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _in_zsh(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
