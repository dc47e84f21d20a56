"""The keys of a run: what lets a stage pass over nearly all that is remembered."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
#: bits of a key that are looked at first: a table of 4 MB, which stays in the processor's cache
_BITS = 22


class KeySet:
    """A set of 64-bit keys that tells of millions whether they are in it."""

    def __init__(self, keys: Iterable[Keys]) -> None:
        self.keys: Keys = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *keys]))
        self._maybe = np.zeros(1 << _BITS, dtype=bool)
        self._maybe[self._low(self.keys)] = True

    def _low(self, keys: Keys) -> Keys:
        low: Keys = keys & ((1 << _BITS) - 1)
        return low

    def has(self, keys: Keys) -> NDArray[np.bool_]:
        """Tell of each key whether it is in the set."""
        found: NDArray[np.bool_] = self._maybe[self._low(keys)]
        if len(self.keys):
            sure = keys[found]
            places = np.minimum(np.searchsorted(self.keys, sure), len(self.keys) - 1)
            found[found] = self.keys[places] == sure
        return found
