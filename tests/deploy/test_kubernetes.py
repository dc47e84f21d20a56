"""The Kubernetes manifests: they fit the published schemas, and keep the promises of deploy/README.md."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from pipeline.parser import parser
from pipeline.settings import every_option
from tests.integration.conftest import REPO

yaml = pytest.importorskip("yaml", reason="make test-engines installs it")
kubernetes_validate = pytest.importorskip("kubernetes_validate", reason="make test-engines installs it")
pytestmark = pytest.mark.engine

FOLDER = REPO / "deploy" / "kubernetes"
KUSTOMIZATION = yaml.safe_load((FOLDER / "kustomization.yaml").read_text("utf-8"))
OBJECTS: list[dict[str, Any]] = [
    thing for name in KUSTOMIZATION["resources"] for thing in yaml.safe_load_all((FOLDER / name).read_text("utf-8"))
]
PODS = {
    f"{thing['kind']}/{thing['metadata']['name']}": pod["spec"]
    for thing in OBJECTS
    for pod in [
        thing["spec"]["jobTemplate"]["spec"]["template"]
        if thing["kind"] == "CronJob"
        else thing.get("spec", {}).get("template")
    ]
    if pod
}


def named(kind: str, name: str) -> dict[str, Any]:
    """Return an object of the manifests."""
    (found,) = [thing for thing in OBJECTS if (thing["kind"], thing["metadata"]["name"]) == (kind, name)]
    return found


@pytest.mark.parametrize("thing", OBJECTS, ids=lambda thing: f"{thing['kind']}/{thing['metadata']['name']}")
@pytest.mark.parametrize("version", ["1.28", "1.33"])
def test_every_object_fits_its_schema(thing: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(thing, version, strict=True)


def test_every_manifest_is_in_the_kustomization() -> None:
    found = {path.name for path in FOLDER.glob("*.yaml")} - {"kustomization.yaml"}
    assert found == set(KUSTOMIZATION["resources"])


def test_what_is_referred_to_is_there() -> None:
    images = {image["name"] for image in KUSTOMIZATION["images"]}
    for name, pod in PODS.items():
        volumes = {volume["name"] for volume in pod.get("volumes", [])}
        for volume in pod.get("volumes", []):
            if "configMap" in volume:
                named("ConfigMap", volume["configMap"]["name"])
        if "serviceAccountName" in pod:
            named("ServiceAccount", pod["serviceAccountName"])
        for container in pod["containers"]:
            assert container["image"] in images or ":" in container["image"], name
            assert {mount["name"] for mount in container.get("volumeMounts", [])} <= volumes, name
            for source in container.get("envFrom", []):
                named("ConfigMap", source["configMapRef"]["name"])
    for thing in OBJECTS:
        if thing["kind"] in ("Deployment", "CronJob"):
            template = thing["spec"].get("template") or thing["spec"]["jobTemplate"]["spec"]["template"]
            wanted = thing["spec"].get("selector", {}).get("matchLabels", {})
            assert wanted.items() <= template["metadata"]["labels"].items()


def test_a_run_is_submitted_with_flags_that_are_known_and_meets_the_cluster() -> None:
    (container,) = PODS["CronJob/newsbeam"]["containers"]
    command = container["command"]
    split = command.index("--")
    given = parser().parse_args(command[1:split])
    settings = tomllib.loads(named("ConfigMap", "newsbeam")["data"]["newsbeam.toml"])
    assert given.config == "/etc/newsbeam/newsbeam.toml"
    assert settings.keys() <= {option.key for option in every_option()}
    from apache_beam.options.pipeline_options import FlinkRunnerOptions, PipelineOptions, PortableOptions

    flags = PipelineOptions(command[split + 1 :])
    assert not [
        flag for flag in flags.get_all_options(retain_unknown_options=True) if flag not in flags.get_all_options()
    ]
    master = flags.view_as(FlinkRunnerOptions).flink_master.removeprefix("http://").split(":")
    assert int(master[1]) in [port["port"] for port in named("Service", master[0])["spec"]["ports"]]
    pool = flags.view_as(PortableOptions).environment_config.split(":")
    ports = [port for c in PODS["Deployment/flink-taskmanager"]["containers"] for port in c.get("ports", [])]
    assert pool == ["localhost", str(ports[0]["containerPort"])]
    jar = flags.view_as(FlinkRunnerOptions).flink_job_server_jar
    made = (FOLDER / "Dockerfile").read_text("utf-8")
    assert jar in made
    assert f"flink-{flags.view_as(FlinkRunnerOptions).flink_version}-job-server" in made
    for name in ("Deployment/flink-jobmanager", "Deployment/flink-taskmanager"):
        assert PODS[name]["containers"][0]["image"].startswith("flink:1.20")


def test_runs_never_overlap_and_nobody_has_more_rights_than_needed() -> None:
    cron = named("CronJob", "newsbeam")["spec"]
    assert cron["concurrencyPolicy"] == "Forbid"
    assert cron["jobTemplate"]["spec"]["backoffLimit"] == 0
    for name, pod in PODS.items():
        assert pod["automountServiceAccountToken"] is False, name
        assert pod["securityContext"]["runAsNonRoot"] is True, name
        for container in pod["containers"]:
            assert container["securityContext"]["allowPrivilegeEscalation"] is False, name
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}, name
            assert "memory" in container["resources"]["limits"], name


def test_workers_reach_no_private_or_metadata_address() -> None:
    (policy,) = [thing for thing in OBJECTS if thing["kind"] == "NetworkPolicy"]
    assert policy["spec"]["podSelector"] == {}
    blocks = [peer["ipBlock"] for rule in policy["spec"]["egress"] for peer in rule["to"] if "ipBlock" in peer]
    (web,) = [block for block in blocks if block["cidr"] == "0.0.0.0/0"]
    assert {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"} <= set(web["except"])
    assert [block["cidr"] for block in blocks if block is not web] == ["169.254.169.252/32"]
