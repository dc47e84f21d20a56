"""The launcher of the Dataflow template: what it makes of its parameters."""

from __future__ import annotations

import pytest

from pipeline.later import for_later, longest, problem
from pipeline.launch import main, part


def test_parameters_are_parted_between_the_run_and_beam() -> None:
    own, beam = part(
        [
            "--seeds=gs://news/in/*.html 'gs://news/more pages'",
            "--output=gs://news/tables",
            "--page_seconds=5",
            "--keep_pages=true",
            "--robots_for_feeds=false",
            "--contact=",
            "--project=news",
            "--job_name=newsbeam",
        ]
    )
    assert own == [
        *("--seeds", "gs://news/in/*.html", "gs://news/more pages"),
        "--output=gs://news/tables",
        "--page-seconds=5",
        "--keep-pages",
        "--no-robots-for-feeds",
    ]
    assert beam == ["--project=news", "--job_name=newsbeam"]


def test_a_job_that_is_written_down_starts_later() -> None:
    assert for_later(["--template_location=gs://news/job.json"])
    assert not for_later(["--runner=DataflowRunner"])


def test_a_job_holds_its_root_for_as_long_as_dataflow_lets_it_run() -> None:
    assert longest([]) == 3 * 3600
    option = "--dataflow_service_options=max_workflow_runtime_walltime_seconds=600"
    assert 600 < longest(["--dataflow_service_options=enable_prime", option]) < 3600


@pytest.mark.parametrize(
    ("parameter", "told"), [("--keep_pages=maybe", "neither yes nor no"), ("--seeds=gs://news/it's", "quotation")]
)
def test_a_parameter_that_cannot_be_read_is_told_by_name(
    parameter: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([parameter]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"newsbeam: {parameter.partition('=')[0]}: ")
    assert told in said.lower()


@pytest.mark.parametrize(
    ("output", "seconds", "told"), [("here", "600", "gs://"), ("gs://news/tables", "soon", "is no number")]
)
def test_what_keeps_a_job_from_starting_later_is_told_before_anything_is_written(
    output: str, seconds: str, told: str
) -> None:
    flags = [f"--dataflow_service_options=max_workflow_runtime_walltime_seconds={seconds}"]
    assert problem(output, flags) is None
    later = problem(output, [*flags, "--template_location=gs://news/job.json"])
    assert later is not None
    assert told in later
    assert problem("gs://news/tables", ["--template_location=gs://news/job.json"]) is None
