"""`newsbeam verify`: whether the tables of a ROOT are what its manifest says and hold together."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.query import connect
from pipeline.rules import RULES
from schemas import TABLES
from schemas.parquet import arrow_schema
from transforms.io.encoding import digest
from transforms.io.manifest import DataFile, place_of, read_manifest
from transforms.io.store import Store, StoreError, open_store

#: examples printed of what breaks a rule
_EXAMPLES = 3


def verify(root: str) -> int:
    """Check every live file and every rule, print what is broken; returns 0 if nothing is, 1 if something is."""
    try:
        store = open_store(root)
        manifest = read_manifest(store)
        broken = {f"{file.path}: {fault}" for file in manifest.files for fault in _faults(store, file)}
        for line in sorted(broken):
            print(f"broken  {line}")
        if broken:
            print("restore these files from a backup, or run their inputs again on a new ROOT")
            return 1
        failed = 0
        database = connect(root)
    except StoreError as error:
        print(f"newsbeam: {error}", file=sys.stderr)
        return 2
    for rule, sql in RULES.items():
        found = database.execute(sql).fetchall()
        failed += bool(found)
        if found:
            print(f"broken  {rule}: {len(found)}, e.g. {', '.join(str(row[0]) for row in found[:_EXAMPLES])}")
    rows = sum(file.rows for file in manifest.files)
    print(f"{len(manifest.files)} files, {rows:,} rows, {len(RULES)} rules: {failed or 'none'} broken")
    return 1 if failed else 0


def _faults(store: Store, file: DataFile) -> Iterator[str]:
    """Tell what is wrong with one file: gone, changed, or of another shape than its table."""
    data = store.read(place_of(store, file))
    if data is None:
        yield "is missing"
        return
    if digest(data) != file.sha256:
        yield f"its checksum is not the one committed by run {file.run_id}"
        return
    if file.table not in TABLES:
        return
    schema, ours = pq.read_schema(pa.BufferReader(data)), arrow_schema(TABLES[file.table])
    for field in schema:
        place = ours.get_field_index(field.name)
        if place >= 0 and ours.field(place).type != field.type:
            yield f"column {field.name} is {field.type}, not {ours.field(place).type}"
