"""The job that the template's launcher lays: built by the real DataflowRunner, against an emulated Cloud Storage."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path
from string import Template
from typing import Any

import pytest

from pipeline.later import LONGEST
from tests.deploy.discovery import check
from tests.integration.bad_inputs import GOOD
from tests.integration.conftest import REPO
from tests.io.emulator import make_bucket
from transforms.io.bucket import BucketStore

pytestmark = pytest.mark.engine

VALUES = {
    "job_name": "newsbeam",
    "seeds": "gs://news/in",
    "feeds": "https://reader:hunter2@feeds.example/rss?token=hunter2",
    "contact": "crawl@news.example",
    "image": "europe-west1-docker.pkg.dev/news-project/newsbeam/newsbeam:1",
    "data_bucket": "news",
    "work_bucket": "work",
    "worker": "newsbeam-worker@news-project.iam.gserviceaccount.com",
    "machine_type": "n2-standard-2",
    "max_workers": "4",
    "longest_seconds": "7200",
    "region": "europe-west1",
    "subnetwork": "newsbeam",
}
#: how Dataflow tells a template's launcher what stands in `environment`, beside the parameters
FLAGS = {
    "serviceAccountEmail": "service_account_email",
    "tempLocation": "temp_location",
    "stagingLocation": "staging_location",
    "machineType": "machine_type",
    "maxWorkers": "max_num_workers",
    "subnetwork": "subnetwork",
}


def request() -> dict[str, Any]:
    """Return the request that the scheduler sends."""
    body = (REPO / "deploy" / "dataflow" / "launch.json").read_text("utf-8")
    told: dict[str, Any] = json.loads(Template(body).substitute(VALUES))
    return told


def test_the_request_and_the_template_are_what_the_api_knows() -> None:
    check(request(), "LaunchFlexTemplateRequest")
    metadata = json.loads((REPO / "deploy" / "dataflow" / "metadata.json").read_text("utf-8"))
    check({"image": VALUES["image"], "sdkInfo": {"language": "PYTHON"}, "metadata": metadata}, "ContainerSpec")


def launch(address: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Do what Dataflow's launcher does with the request: start main.py, and take the job that it writes down."""
    told = request()["launchParameter"]
    flags = [f"--{name}={value}" for name, value in told["parameters"].items()]
    flags += [f"--{FLAGS[name]}={value}" for name, value in told["environment"].items() if name in FLAGS]
    flags += [f"--labels={name}={value}" for name, value in told["environment"]["additionalUserLabels"].items()]
    flags += ["--no_use_public_ips", "--project=news-project", "--region=europe-west1", "--job_name=newsbeam"]
    flags += ["--runner=DataflowRunner", "--template_location=gs://work/job.json"]
    # Beam asks for credentials of Google for half a minute where there are none; the emulator needs none
    anonymous = "from apache_beam.internal.gcp import auth; auth._Credentials._credentials_init = True; "
    start = f"import runpy; runpy.run_path({str(REPO / 'deploy' / 'dataflow' / 'main.py')!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", anonymous + start, *flags, "--experiments=disable_gcs_soft_delete_check"],
        env={**os.environ, "PYTHONPATH": str(REPO), "STORAGE_EMULATOR_HOST": address},
        cwd=tmp_path, capture_output=True, text=True, timeout=280,
    )  # fmt: skip


def test_the_launcher_lays_a_job_that_the_api_knows(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("apache_beam.runners.dataflow.internal.apiclient", reason="make test-engines installs it")
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", address)
    make_bucket(address, "news")
    make_bucket(address, "work")
    BucketStore("gs://news/in").write("a.txt", GOOD.encode())
    done = launch(address, tmp_path)
    assert done.returncode == 0, done.stderr
    work = BucketStore("gs://work")
    written = work.read("job.json")
    assert written is not None
    job = json.loads(written)
    check(job, "Job")
    pool = job["environment"]["workerPools"][0]
    assert job["name"] == "newsbeam"
    assert job["type"] == "JOB_TYPE_BATCH"
    assert job["labels"] == {"app": "newsbeam"}
    assert job["environment"]["serviceAccountEmail"] == VALUES["worker"]
    assert job["environment"]["serviceOptions"] == [f"{LONGEST}=7200"]
    assert pool["machineType"] == "n2-standard-2"
    assert pool["autoscalingSettings"]["maxNumWorkers"] == 4
    assert pool["ipConfiguration"] == "WORKER_IP_PRIVATE"
    assert pool["subnetwork"] == "regions/europe-west1/subnetworks/newsbeam"
    assert [image["containerImage"] for image in pool["sdkHarnessContainerImages"]] == [VALUES["image"]]
    assert b"hunter2" not in written
    assert not [package for package in pool["packages"] if package["name"].endswith((".tar.gz", ".whl"))]

    # the graph itself
    from apache_beam.portability.api import beam_runner_api_pb2

    (place,) = [path for path in work.list("staging") if path.endswith("pipeline.pb")]
    graph = beam_runner_api_pb2.Pipeline.FromString(work.read(place))
    (top,) = graph.root_transform_ids
    transforms = graph.components.transforms
    steps = sorted(transforms[name].unique_name for name in transforms[top].subtransforms)
    # the names under which a person sees the job; a streaming job could only be updated while they stay
    assert steps == (Path(__file__).parent / "steps.txt").read_text("utf-8").splitlines()
    images = [environment.payload for environment in graph.components.environments.values()]
    assert all(VALUES["image"].encode() in image for image in images)

    # nobody else runs on this ROOT before the job has committed or must have ended
    again = launch(address, tmp_path)
    assert again.returncode == 3, again.stderr
    assert re.search(r"is held by run \w+ until \d\d:\d\d UTC", again.stderr)
    assert urllib.request.urlopen(f"{address}/storage/v1/b/news/o").read().count(b"LOCK") >= 1
