"""The Arrow schema of a record, read off its annotations: declared once, derived everywhere."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

R = TypeVar("R")

#: version of the tables' layout, in every footer; it grows when columns are added, and nothing is ever renamed
SCHEMA_VERSION = "1"

_PLAIN = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    datetime: pa.timestamp("us", tz="UTC"),
}


def _optional(hint: Any) -> tuple[Any, bool]:
    """Split `X | None` into X and whether None is allowed."""
    if get_origin(hint) in (Union, types.UnionType):
        plain = [arg for arg in get_args(hint) if arg is not type(None)]
        if len(plain) == 1:
            return plain[0], True
    return hint, False


def _arrow_type(hint: Any) -> pa.DataType:
    if hint in _PLAIN:
        return _PLAIN[hint]
    if get_origin(hint) is tuple:
        return pa.list_(pa.field("element", _arrow_type(get_args(hint)[0]), nullable=False))
    if get_origin(hint) is dict:
        key, value = get_args(hint)
        return pa.map_(_arrow_type(key), _arrow_type(value))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return pa.struct(_arrow_fields(hint))
    raise TypeError(f"no Arrow type is known for {hint!r}")


def _arrow_fields(record: type) -> list[pa.Field]:
    hints = get_type_hints(record)
    fields = []
    for item in dataclasses.fields(record):
        hint, nullable = _optional(hints[item.name])
        comment = {"comment": item.metadata["comment"]} if "comment" in item.metadata else None
        fields.append(pa.field(item.name, _arrow_type(hint), nullable=nullable, metadata=comment))
    return fields


@cache
def arrow_schema(record: type) -> pa.Schema:
    """Derive the schema of a record type; column comments ride in the field metadata.

    Raises:
        TypeError: a field has a type that no column can have.
    """
    return pa.schema(_arrow_fields(record))


def to_table(record: type, rows: Iterable[Any]) -> pa.Table:
    """Turn records of one type into an Arrow table of exactly that type's schema."""
    rows, schema, hints = list(rows), arrow_schema(record), get_type_hints(record)
    columns = []
    for field in schema:
        values = [getattr(row, field.name) for row in rows]
        if _holds_records(hints[field.name]):
            values = [_plain(value) for value in values]
        columns.append(pa.array(values, field.type))
    return pa.table(columns, schema=schema)


def _holds_records(hint: Any) -> bool:
    hint, _ = _optional(hint)
    return dataclasses.is_dataclass(hint) or any(_holds_records(inner) for inner in get_args(hint))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def from_table(record: type[R], table: pa.Table) -> Iterator[R]:
    """Turn the rows of an Arrow table back into records.

    Columns the record does not know are passed over; fields without a column get their default, or the empty value of
    their type, so that files of older versions and partial reads can be used.
    """
    known = [item.name for item in dataclasses.fields(record)]  # type: ignore[arg-type]
    hints = get_type_hints(record)
    absent = {
        item.name: _empty(hints[item.name])
        for item in dataclasses.fields(record)  # type: ignore[arg-type]
        if item.name not in table.column_names
        and item.default is dataclasses.MISSING
        and item.default_factory is dataclasses.MISSING
    }
    names = [name for name in known if name in table.column_names]
    columns = [_values(hints[name], table.column(name)) for name in names]
    for values in zip(*columns, strict=True):
        yield record(**absent, **dict(zip(names, values, strict=True)))


def _values(hint: Any, column: pa.ChunkedArray) -> list[Any]:
    """Turn a column into the values of a field; a time that stands in many rows is made once."""
    plain, _ = _optional(hint)
    if plain is datetime:
        coded = column.combine_chunks().dictionary_encode()
        times = coded.dictionary.to_pylist()
        return [None if place is None else times[place] for place in coded.indices.to_pylist()]
    values: list[Any] = column.to_pylist()
    if get_origin(plain) is tuple and get_args(plain)[0] in _PLAIN:
        return [value if value is None else tuple(value) for value in values]
    return values if plain in _PLAIN else [_revive(hint, value) for value in values]


def _empty(hint: Any) -> Any:
    return {str: "", int: 0, float: 0.0, bool: False}.get(hint)


def _revive(hint: Any, value: Any) -> Any:
    hint, _ = _optional(hint)
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_revive(get_args(hint)[0], item) for item in value)
    if get_origin(hint) is dict:
        return dict(value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type) and isinstance(value, Mapping):
        hints = get_type_hints(hint)
        return hint(**{name: _revive(hints[name], item) for name, item in value.items()})
    return value


def sql_type(hint: Any) -> str:
    """Return the DuckDB type of a column from its annotation."""
    hint, _ = _optional(hint)
    plain = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN", bytes: "BLOB", datetime: "TIMESTAMPTZ"}
    if hint in plain:
        return plain[hint]
    if get_origin(hint) is tuple:
        return f"{sql_type(get_args(hint)[0])}[]"
    if get_origin(hint) is dict:
        key, value = get_args(hint)
        return f"MAP({sql_type(key)}, {sql_type(value)})"
    hints = get_type_hints(hint)
    return f"STRUCT({', '.join(f'{item.name} {sql_type(hints[item.name])}' for item in dataclasses.fields(hint))})"
