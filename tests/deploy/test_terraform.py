"""The Terraform files: they parse, name what the provider knows, and keep the promises of deploy/README.md."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.integration.conftest import REPO

hcl2 = pytest.importorskip("hcl2", reason="make test-engines installs it")
pytestmark = pytest.mark.engine

FILES = sorted((REPO / "deploy" / "terraform").glob("*.tf"))
KNOWN: dict[str, Any] = json.loads((Path(__file__).parent / "google_arguments.json").read_text())["arguments"]
#: what Terraform itself knows in every resource
META = {"for_each", "count", "depends_on", "lifecycle", "provider"}


def bare(value: Any) -> Any:
    """Take off the quotes and marks that the parser leaves."""
    if isinstance(value, dict):
        return {bare(key): bare(item) for key, item in value.items() if not str(key).startswith("__")}
    if isinstance(value, list):
        return [bare(item) for item in value]
    return value[1:-1] if isinstance(value, str) and value[:1] == value[-1:] == '"' else value


def blocks(kind: str) -> dict[str, Any]:
    """Return every block of a kind in all files, by its labels."""
    found: dict[str, Any] = {}
    for path in FILES:
        for block in bare(hcl2.loads(path.read_text("utf-8"))).get(kind, []):
            for label, body in block.items():
                if kind == "resource":
                    found |= {f"{label}.{name}": inner for name, inner in body.items()}
                else:
                    found[label] = body
    return found


RESOURCES = blocks("resource")


def faults(body: dict[str, Any], known: dict[str, Any], where: str) -> list[str]:
    """Name the arguments that the provider does not know, and the required ones that are missing."""
    found = [f"{where}: {name} is missing" for name, needed in known.items() if needed is True and name not in body]
    for name, value in body.items():
        if name in META:
            continue
        if name not in known:
            found.append(f"{where}: no argument {name}")
        elif isinstance(known[name], dict):
            for inner in value if isinstance(value, list) else [value]:
                found += faults(inner, known[name], f"{where}.{name}")
    return found


@pytest.mark.parametrize("name", RESOURCES)
def test_every_argument_is_one_of_the_provider(name: str) -> None:
    assert faults(RESOURCES[name], KNOWN[name.split(".")[0]], name) == []


def test_what_is_referred_to_is_there() -> None:
    text = "\n".join(path.read_text() for path in FILES)
    used = set(re.findall(r"\b(google_\w+\.\w+)", text))
    assert used <= RESOURCES.keys()
    assert set(re.findall(r"\bvar\.(\w+)", text)) == blocks("variable").keys()
    for path in re.findall(r"\$\{path\.module\}/([\w./]+)", text):
        assert (FILES[0].parent / path).exists(), path
    names = re.search(r'templatefile\("[^"]+", \{(.*?)\n  \}\)', text, re.S)
    assert names is not None
    asked = set(re.findall(r"\$\{(\w+)\}", (REPO / "deploy" / "dataflow" / "launch.json").read_text()))
    assert set(re.findall(r"^\s+(\w+)\s+=", names[1], re.M)) == asked


def test_rights_are_the_least() -> None:
    granted = {body["role"] for name, body in RESOURCES.items() if "_iam_" in name}
    assert granted == {
        "roles/artifactregistry.reader",
        "roles/dataflow.developer",
        "roles/dataflow.worker",
        "roles/iam.serviceAccountUser",
        "roles/storage.legacyBucketReader",
        "roles/storage.objectAdmin",
        "roles/storage.objectViewer",
    }
    projectwide = {body["role"] for name, body in RESOURCES.items() if name.startswith("google_project_iam_member")}
    assert projectwide == {"roles/dataflow.worker", "roles/dataflow.developer"}


def test_workers_reach_no_private_or_metadata_address_and_are_told_of_failures() -> None:
    walls = {name: body for name, body in RESOURCES.items() if name.startswith("google_compute_firewall")}
    denied = walls["google_compute_firewall.no_neighbours"]
    assert {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"} <= set(denied["destination_ranges"])
    outward = [body for body in walls.values() if body["direction"] == "EGRESS" and "allow" in body]
    before = [body for body in outward if body["priority"] < denied["priority"]]
    assert [body["destination_ranges"] for body in before] == [["${google_compute_subnetwork.newsbeam.ip_cidr_range}"]]
    assert "google_monitoring_alert_policy.failed" in RESOURCES
    assert "condition_absent" in json.dumps(RESOURCES["google_monitoring_alert_policy.stale"])
