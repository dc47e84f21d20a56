"""Google's published discovery schema of Dataflow's API, as a JSON schema that refuses names it does not know."""

from __future__ import annotations

import importlib.resources
import json
from typing import Any

import pytest


def check(told: Any, kind: str) -> None:
    """Fail if a message is not one of that kind in Dataflow's API v1b3."""
    jsonschema = pytest.importorskip("jsonschema", reason="make test-engines installs it")
    pytest.importorskip("googleapiclient", reason="make test-engines installs it")
    folder = importlib.resources.files("googleapiclient") / "discovery_cache" / "documents"
    schemas = json.loads((folder / "dataflow.v1b3.json").read_text("utf-8"))["schemas"]
    whole = {"$defs": {name: _strict(schema) for name, schema in schemas.items()}, "$ref": f"#/$defs/{kind}"}
    errors = jsonschema.Draft202012Validator(whole).iter_errors(told)
    assert [f"{'/'.join(map(str, error.path))}: {error.message}" for error in errors] == []


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{schema['$ref']}"}
    found = {key: schema[key] for key in ("enum",) if key in schema}
    if schema.get("type") != "any":
        found["type"] = schema["type"]
    if schema.get("format") in ("int64", "uint64"):  # JSON has no room for them; they travel as texts or numbers
        found["type"] = ["string", "integer"]
    if "items" in schema:
        found["items"] = _strict(schema["items"])
    if "properties" in schema:
        found["properties"] = {name: _strict(each) for name, each in schema["properties"].items()}
        found["additionalProperties"] = False
    elif "additionalProperties" in schema:
        found["additionalProperties"] = _strict(schema["additionalProperties"])
    return found
