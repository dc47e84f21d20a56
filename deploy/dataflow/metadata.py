"""Prints metadata.json: the parameters of the template, read off the options of a run.

.venv/bin/python deploy/dataflow/metadata.py > deploy/dataflow/metadata.json
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.declare import Option, options_of
from pipeline.options import RunOptions
from pipeline.values import written

#: options that make no sense where workers come and go, and why
LEFT_OUT = {
    "hosts": "a file of this machine",
    "allow_private_hosts": "the workers' network has no way to private addresses",
    "pages": "reprocessing is done by hand",
}
#: what the job needs beside the options of a run; these are Beam's
_BEAM = [
    {
        "name": "sdk_container_image",
        "label": "Image of the workers",
        "helpText": "The image that the template was built with.",
        "paramType": "TEXT",
    },
    {
        "name": "dataflow_service_options",
        "label": "Longest time of a job",
        "helpText": "Seconds after which Dataflow cancels the job; its ROOT is free for another run then.",
        "paramType": "TEXT",
        "isOptional": True,
        "regexes": ["^max_workflow_runtime_walltime_seconds=[0-9]+$"],
        "defaultValue": "max_workflow_runtime_walltime_seconds=7200",
    },
]
#: Dataflow starts one process of Beam for each core; each of them has one worker
_DEFAULTS = {"workers": "1"}


def metadata() -> dict[str, Any]:
    """Return what metadata.json holds."""
    own = [_parameter(option) for option in options_of(RunOptions) if option.name not in LEFT_OUT]
    return {
        "name": "newsbeam",
        "description": "News articles in, tables of quotes, names, copies and stories out.",
        "streaming": False,
        "parameters": [*own, *_BEAM],
    }


def _parameter(option: Option) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": option.name,
        "label": option.key.replace("-", " ").capitalize(),
        "helpText": f"{option.help} ({option.why})",
        "isOptional": not option.is_required,
        "paramType": {bool: "BOOLEAN", int: "NUMBER", float: "NUMBER"}.get(option.kind, "TEXT"),
    }
    if option.several:
        found["helpText"] += "; several are parted by blanks"
    if option.choices:
        found |= {"paramType": "ENUM", "enumOptions": [{"value": choice} for choice in option.choices]}
    if option.name == "output":
        found |= {"paramType": "GCS_WRITE_FOLDER", "regexes": ["^gs://[a-z0-9._-]+(/.+)?$"]}
    default = _DEFAULTS.get(option.name, written(option.default))
    if default and not option.is_required:
        found["defaultValue"] = default
    return found


if __name__ == "__main__":
    print(json.dumps(metadata(), indent=2, ensure_ascii=False))
