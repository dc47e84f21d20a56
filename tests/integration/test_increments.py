"""A corpus taken in bit by bit gives the tables of one run over all of it."""

from __future__ import annotations

from pathlib import Path

import pyarrow.dataset as ds
import pytest

from pipeline.options import RunOptions
from pipeline.run import run
from pipeline.verify import verify
from tests.integration.texts import write_lines

pytestmark = pytest.mark.engine

TOWNS = ("Brell", "Ostra", "Melin", "Vardo", "Tolmin", "Karsk")
PEOPLE = ("Ilse Tander", "Jonas Wick", "Marta Holm", "Piet Zander", "Rosa Linde", "Tom Abel")
THINGS = (
    "the swing bridge",
    "the night ferry",
    "the flood wall",
    "the old cinema",
    "the tram depot",
    "the fish market",
)
OUTLETS = ("Brell Courier", "Coast Post", "Evening Ledger")
#: columns that a clock or a run's number decides, and those of stories, which grow run by run
CLOCK = {"run_id", "ingested_at", "updated_at", "at", "ingest_date"}


def corpus() -> list[dict[str, str]]:
    """Make 48 articles on six events, oldest first: reports, exact copies, a cut copy and follow-ups."""
    found = []
    for event, (town, person, thing) in enumerate(zip(TOWNS, PEOPLE, THINGS, strict=True)):
        first = (
            f"The council of {town} voted on Tuesday to close {thing} for a year of repairs.\n\n"
            f"“It has served us for {50 + event} years,” said Mayor {person}. “It has earned a rest.”\n\n"
            f"Work on {thing} will begin in October and cost {3 + event} million, the council said."
            f" {person.split()[-1]} promised that {town} would not pay for it alone."
        )
        second = (
            f"Shopkeepers in {town} fear for their trade while {thing} stays closed.\n\n"
            f"“Nobody asked us,” said Eda Morn, who sells shoes beside {thing}.\n\n"
            f"{person}, the mayor, told reporters that the shops of {town} would be paid for what they lose."
        )
        for outlet in OUTLETS:
            found.append({"text": first, "publisher": outlet, "title": f"{town} to close {thing}"})
        found.append({"text": second, "publisher": OUTLETS[0], "title": f"Shops of {town} fear the closure"})
        found.append({"text": first.split("\n\nWork")[0] + " More follows.", "publisher": "Radio Nine", "title": town})
        for day in range(3):
            found.append(
                {
                    "text": f"Day {day + 2} of the works on {thing} brought {10 * day + event} people to {town}.\n\n"
                    f"“I came to see it,” said visitor number {day + 7 * event}. {person} was not there.",
                    "publisher": OUTLETS[day],
                    "title": f"Day {day + 2} in {town}",
                }
            )
    order = [found[event * 8 + step] for step in range(8) for event in range(6)]
    return [
        {**item, "url": f"https://{item['publisher'].replace(' ', '').lower()}.example/news/{number}",
         "published_at": f"2026-09-{1 + number // 12:02}T{number % 12:02}:00:00Z"}
        for number, item in enumerate(order)
    ]  # fmt: skip


def found_in(root: Path, table: str, without: set[str]) -> dict[str, str]:
    rows = ds.dataset(root / table, partitioning="hive").to_table().to_pylist()
    told = [{name: value for name, value in sorted(row.items()) if name not in CLOCK | without} for row in rows]
    return {repr(row): row.get("text", "")[:60] for row in told}


def take_in(folder: Path, root: Path, parts: int) -> None:
    """Split the corpus, oldest first, and run on each part by itself."""
    items = corpus()
    for part in range(parts):
        lines = items[part * len(items) // parts : (part + 1) * len(items) // parts]
        path = write_lines(folder / f"parts-{parts}" / f"part-{part:02}", lines)
        assert run(RunOptions(output=str(root), seeds=(str(path),), workers=0), []) == 0
        assert verify(str(root)) == 0


@pytest.mark.parametrize("parts", [30])
def test_the_union_of_increments_is_one_run(tmp_path: Path, parts: int) -> None:
    take_in(tmp_path, tmp_path / "one", 1)
    take_in(tmp_path, tmp_path / "bit-by-bit", parts)
    # source_uri tells the folder of the part
    for table, without in (("articles", {"source_uri"}), ("mentions", set()), ("quotes", set())):
        one, many = (found_in(tmp_path / name, table, without) for name in ("one", "bit-by-bit"))
        assert sorted(many.keys() - one.keys()) == sorted(one.keys() - many.keys()) == [], table
