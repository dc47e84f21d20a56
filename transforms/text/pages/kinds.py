"""What part a chosen line plays in its article, told by the lines around it: prose, data of a table, said before."""

from __future__ import annotations

from schemas import BlockKind
from transforms.text.pages.lines import Line
from transforms.text.pages.sentences import ends_sentence

_PROSE = frozenset((BlockKind.PARAGRAPH, BlockKind.QUOTE))
#: characters of a cell that says something
_TELLING = 60
#: letters and digits of a line that is not repeated by chance
_SHORTEST = 35
#: characters of an article above which no repetition is looked for, since every line is compared with every other
_LONGEST = 100_000


def kinds_of(chosen: list[Line]) -> list[BlockKind]:
    """Give the kind of each line: as its mark-up says, but for tables of prose and for lines set apart."""
    laid_out, apart = _laid_out(chosen), _apart(chosen)
    kinds = []
    for i, line in enumerate(chosen):
        kind = line.kind
        if kind is BlockKind.TABLE and (_tells(line) or _table(line) in laid_out):
            kind = BlockKind.PARAGRAPH
        kinds.append(BlockKind.ASIDE if i in apart else kind)
    return kinds


def _tells(line: Line) -> bool:
    return len(line.text) >= _TELLING and ends_sentence(line.text)


def _table(line: Line) -> int:
    """The innermost table around a line, 0 for none."""
    return next((node.index for node in line.node.chain() if node.tag == "table"), 0)


def _laid_out(chosen: list[Line]) -> set[int]:
    """The tables that hold sentences more than data: some pages are laid out in them, and some articles are one."""
    said: dict[int, int] = {0: 0}
    if 2 * sum(len(line.text) for line in chosen if line.kind is BlockKind.TABLE and not _tells(line)) > sum(
        len(line.text) for line in chosen
    ):
        return {_table(line) for line in chosen}
    for line in chosen:
        if line.kind is BlockKind.TABLE:
            table = _table(line)
            said[table] = said.get(table, 0) + len(line.text) * (1 if _tells(line) else -1)
    return {table for table, weight in said.items() if weight >= 0}


def _apart(chosen: list[Line]) -> set[int]:
    """The places of lines whose words a longer paragraph elsewhere in the mark-up has as well: they catch the eye."""
    prose = {i: line for i, line in enumerate(chosen) if line.kind in _PROSE and len(line.key) >= _SHORTEST}
    if sum(len(line.key) for line in prose.values()) > _LONGEST:
        return set()
    return {
        i
        for i, line in prose.items()
        if ends_sentence(line.text)
        and any(
            line.key in other.key and len(other.key) > len(line.key) and other.node.parent is not line.node.parent
            # a first paragraph may be said again with the place before it
            for j, other in prose.items()
            if i or j > 2
        )
    }
