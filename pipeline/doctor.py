"""`newsbeam doctor`: what is missing for a run, and how to get it."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import sys
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from transforms.io.store import StoreError, open_store
from transforms.text.annotation import MODELS
from transforms.text.installed import Installed, installed

OK, MISSING, OPTIONAL = "ok", "missing", "optional"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `ok`, `missing`, or `optional` for what few uses need; `remedy` tells how to get it."""

    what: str
    state: str
    detail: str
    remedy: str = ""


def doctor(root: str, verify_model: bool, as_json: bool) -> int:
    """Look at everything a run needs and print what was found; returns 1 if something is missing, else 0."""
    findings = [*examine(root), *(verify() if verify_model else ())]
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(f"{finding.state:9} {finding.what:16} {finding.detail}")
            if finding.state != OK and finding.remedy:
                print(f"{'':26} {finding.remedy}")
    return 1 if any(finding.state == MISSING for finding in findings) else 0


def examine(root: str) -> Iterator[Finding]:
    """Look at Python, the packages, the models, where to write, and what other engines need."""
    running = ".".join(map(str, sys.version_info[:3]))
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Finding("Python", OK if fits else MISSING, running, "install Python 3.11, 3.12 or 3.13, and newsbeam into it")
    yield _packages()
    for language, models in MODELS.items():
        found = next((model for model in models if find_spec(model)), None)
        state = OK if found else MISSING if language == "en" else OPTIONAL
        remedy = "pip install 'newsbeam[fr]'" if language == "fr" else "pip install newsbeam"
        detail = f"{found} {version(found)}" if found else f"no names and quotes in articles in {language!r}"
        yield Finding(f"model ({language})", state, detail, remedy)
    for other in installed():
        yield _enrichment(other)
    yield _writing(root)
    for name, use in (("java", "the Flink and Spark runners"), ("prism", "Beam's Prism runner")):
        path = shutil.which(name)
        yield Finding(name, OK if path else OPTIONAL, path or f"only for {use}", f"put {name} on PATH")


def _packages() -> Finding:
    try:
        needed = [text.split(";")[0] for text in requires("newsbeam") or () if "extra ==" not in text]
    except PackageNotFoundError:
        return Finding("newsbeam", MISSING, "runs from its folder, not installed", "pip install .")
    absent = []
    for text in needed:
        name = next(iter(text.replace("=", " ").replace(">", " ").replace("<", " ").replace("[", " ").split()))
        try:
            version(name)
        except PackageNotFoundError:
            absent.append(name)
    told = f"missing: {', '.join(absent)}" if absent else f"{len(needed)} installed"
    return Finding("packages", MISSING if absent else OK, told, "pip install newsbeam")


def _enrichment(other: Installed) -> Finding:
    what = f"enrichment {other.name}"
    try:
        other.point.load()
    except Exception as error:  # whatever somebody's package does when it is imported
        told = f"{other.package} cannot be loaded: {type(error).__name__}: {error}"
        return Finding(what, MISSING, told, f"pip install --upgrade {other.package.split()[0]}, or uninstall it")
    return Finding(what, OK, other.package)


def _writing(root: str) -> Finding:
    name = f"_newsbeam/doctor-{uuid.uuid4().hex}"
    try:
        store = open_store(root)
        store.write(name, b"newsbeam doctor")
        store.delete(name)
    except (StoreError, OSError) as error:
        return Finding("write access", MISSING, f"{root}: {error}", "name a folder you may write to with --root")
    return Finding("write access", OK, root)


def verify() -> Iterator[Finding]:
    """Compare the files of the installed English models with those that spaCy's makers released."""
    known: dict[str, dict[str, str]] = {}
    for line in files("pipeline").joinpath("data/model-hashes.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            size, name, digest = line.split()
            known.setdefault(size, {})[name] = digest
    for model in MODELS["en"]:
        spec = find_spec(model)
        for folder in spec.submodule_search_locations or () if spec else ():
            for config in sorted(Path(folder).glob("*/config.cfg")):
                yield compare(model, config.parent, known)


def compare(model: str, folder: Path, known: dict[str, dict[str, str]]) -> Finding:
    """Compare the files of a model's folder with the official ones, of whichever model they resemble most."""
    own = {str(path.relative_to(folder)): digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    # the name and the author are a re-packager's own; every weight and every rule must be the official one
    wanted = max(known.values(), key=lambda some: sum(own.get(name) == it for name, it in some.items()))
    compared = [name for name in wanted if name != "meta.json"]
    differs = [name for name in compared if own.get(name) != wanted[name]]
    if differs:
        told = f"{model}: {len(differs)} of {len(compared)} files are not the official ones: {', '.join(differs[:5])}"
        return Finding("model's files", MISSING, told, "install it again, from the index you trust")
    return Finding("model's files", OK, f"{model}: {len(compared)} files are those of the official release")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file as a wheel's RECORD writes it."""
    return base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).rstrip(b"=").decode()
