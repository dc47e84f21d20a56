"""What every record is: a frozen dataclass with slots that is cheap to send to another process."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

from schemas.column import column

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(column, dataclasses.field))
def record(cls: type[T]) -> type[T]:
    """Make a class a frozen dataclass with slots.

    Its pickle is its class and its values in order. The standard library's own looks up the fields of such a class
    each time, and was half of the processor time of a run outside its workers.
    """
    made = dataclasses.dataclass(frozen=True, slots=True)(cls)
    names = [field.name for field in dataclasses.fields(made)]  # type: ignore[arg-type]
    values: Callable[[Any], tuple[Any, ...]] = attrgetter(*names) if len(names) > 1 else _one(names[0])
    made.__reduce__ = lambda self: (made, values(self))  # type: ignore[method-assign, assignment, return-value]
    return made


def _one(name: str) -> Callable[[Any], tuple[Any, ...]]:
    return lambda self: (getattr(self, name),)
