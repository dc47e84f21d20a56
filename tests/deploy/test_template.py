"""The Dataflow template against what it must agree with: the options of a run, the lock file, Beam's version."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest

from pipeline.declare import options_of
from pipeline.launch import part
from pipeline.options import RunOptions
from pipeline.parser import parser
from pipeline.settings import ConfigFile, options_from
from tests.integration.conftest import REPO

DATAFLOW = REPO / "deploy" / "dataflow"
METADATA = json.loads((DATAFLOW / "metadata.json").read_text("utf-8"))
PARAMETERS = {parameter["name"]: parameter for parameter in METADATA["parameters"]}
MAKER = runpy.run_path(str(DATAFLOW / "metadata.py"))
BEAM = {"sdk_container_image", "dataflow_service_options"}


def test_metadata_is_made_from_the_options() -> None:
    assert MAKER["metadata"]() == METADATA, "run deploy/dataflow/metadata.py"


def test_every_option_is_a_parameter_or_left_out_with_a_reason_and_back() -> None:
    options = {option.name for option in options_of(RunOptions)}
    assert PARAMETERS.keys() - BEAM == options - MAKER["LEFT_OUT"].keys()
    assert not MAKER["LEFT_OUT"].keys() - options


def test_the_launcher_understands_every_parameter_with_its_default() -> None:
    given = {name: parameter.get("defaultValue", "") for name, parameter in PARAMETERS.items()}
    given |= {"output": "gs://news/tables", "seeds": "gs://news/a gs://news/b", "since": "2026-09-01", "limit": "3"}
    own, beam = part([f"--{name}={value}" for name, value in given.items()])
    assert {flag.removeprefix("--").partition("=")[0] for flag in beam} == BEAM
    options = options_from(RunOptions, parser().parse_args(["run", *own]), ConfigFile())
    assert options.seeds == ("gs://news/a", "gs://news/b")
    assert str(options.since) == "2026-09-01"
    for name, parameter in PARAMETERS.items():
        if "defaultValue" in parameter and name not in {"workers", "limit", *BEAM}:
            (option,) = [option for option in options_of(RunOptions) if option.name == name]
            assert getattr(options, name) == option.default, name


def test_the_parameters_of_the_launch_are_those_of_the_template() -> None:
    told = json.loads(re.sub(r"\$\{\w+\}", "1", (DATAFLOW / "launch.json").read_text()))["launchParameter"]
    assert told["parameters"].keys() <= PARAMETERS.keys()
    assert {name for name, parameter in PARAMETERS.items() if not parameter.get("isOptional")} <= told[
        "parameters"
    ].keys()


def pins(path: Path) -> dict[str, str]:
    """Return the entry of each package of a lock file, hashes included."""
    return {entry.split("==")[0]: entry for entry in re.split(r"\n(?=[a-z0-9])", path.read_text()) if "==" in entry}


@pytest.mark.parametrize("lock", ["deploy/dataflow/requirements.lock", "requirements-engines.lock"])
def test_the_image_and_the_engines_hold_what_users_install(lock: str) -> None:
    held = pins(REPO / lock)
    for name, entry in pins(REPO / "requirements.lock").items():
        assert entry.split()[0] == held[name].split()[0]
        assert re.findall(r"sha256:\w+", entry) == re.findall(r"sha256:\w+", held[name]), name


def test_the_image_is_built_with_one_beam_and_one_lock() -> None:
    made = (DATAFLOW / "Dockerfile").read_text()
    version = re.search(r"apache-beam(?:\[gcp\])?==([\d.]+)", (DATAFLOW / "requirements.lock").read_text())
    python = re.search(r"FROM python:([\d.]+)-slim", made)
    assert version is not None
    assert python is not None
    assert f"apache/beam_python{python[1]}_sdk:{version[1]} " in made
    assert f"python{python[1].replace('.', '')}-template-launcher-base" in made
    assert "--require-hashes -r requirements.lock" in made
    for source in re.findall(r"^COPY ((?!--from)[^\n]+) \S+$", made, re.M):
        for name in source.split():
            assert (REPO / name).exists(), name
    kept = (DATAFLOW / "Dockerfile.dockerignore").read_text()
    assert "!deploy/dataflow" in kept
    assert "ENV FLEX_TEMPLATE_PYTHON_PY_FILE=/template/main.py" in made
