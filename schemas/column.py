"""How a record says what its columns mean."""

from __future__ import annotations

import dataclasses
from typing import Any


def column(comment: str, **options: Any) -> Any:
    """Declare a dataclass field with the comment that the Parquet footer and the data dictionary carry.

    `options` go to `dataclasses.field` (`default`, `default_factory`).
    """
    return dataclasses.field(metadata={"comment": comment}, **options)
