"""`newsbeam verify-model`: whether the installed spaCy model is, byte for byte, the official one."""

from __future__ import annotations

import sys

from transforms.io.model_record import check_model
from transforms.text.annotation import chosen_model


def verify_model(model: str | None) -> int:
    """Print how a model's files compare with the official record; 0 if all are equal, 1 if not or if there is none."""
    name = chosen_model(model)
    try:
        if name is None:
            raise OSError("no English model is installed; pip install newsbeam brings one")
        check = check_model(name)
    except (OSError, ValueError) as error:
        print(f"newsbeam verify-model: {error}", file=sys.stderr)
        return 1
    for what, paths in (("differs", check.different), ("missing", check.missing), ("not in the record", check.unknown)):
        for path in paths:
            print(f"{what}  {path}")
    verdict = "are" if check.is_official else "are NOT all"
    total = len(check.equal) + len(check.different) + len(check.missing) + len(check.unknown)
    print(f"{check.folder}: {len(check.equal)} of {total} files {verdict} those of the official {check.official}")
    return 0 if check.is_official else 1
