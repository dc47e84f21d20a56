"""Imported by the server that workers are forked from: what all of them need, loaded once and shared.

A module, because the server can be told modules only; the model's name comes in the environment for the same reason.
"""

from __future__ import annotations

import contextlib
import gc
import os

import transforms.text.feeds.feeds
import transforms.text.reading  # noqa: F401
from transforms.text.annotation import load_model

#: names the model to load; without it none is loaded. The same name stands in `transforms.workers`, which is above
VARIABLE = "NEWSBEAM_PRELOADED_MODEL"

if VARIABLE in os.environ:
    with contextlib.suppress(Exception):  # the run itself tells of a model that is missing or broken
        load_model(os.environ[VARIABLE] or None)
# what is loaded stays; a collector that walks over it would make each worker a copy
gc.freeze()
