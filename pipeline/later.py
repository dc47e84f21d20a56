"""Jobs that an engine starts when this process has ended, as Dataflow does with those that a template lays."""

from __future__ import annotations

from apache_beam.options.pipeline_options import GoogleCloudOptions, PipelineOptions

#: Dataflow's service option for the seconds after which it cancels a job
LONGEST = "max_workflow_runtime_walltime_seconds"
#: seconds for which a job holds its ROOT if the service option does not say; three hourly runs are missed then
_LONGEST = 3 * 3600.0
#: seconds from laying a job to its start, and from its end being due to its end
_MARGIN = 1800.0


def for_later(beam_flags: list[str]) -> bool:
    """Tell whether the flags have Beam write the job down instead of starting it."""
    return bool(PipelineOptions(beam_flags).view_as(GoogleCloudOptions).template_location)


def problem(output: str, beam_flags: list[str]) -> str | None:
    """Say why a job with these flags cannot be laid for later, or None; any other job has no such problem."""
    if not for_later(beam_flags):
        return None
    if not output.startswith("gs://"):
        return f"--output {output}: a job that starts later writes to gs://bucket/prefix only"
    try:
        longest(beam_flags)
    except ValueError:
        return f"{LONGEST}: is no number; give it in seconds, as {LONGEST}=7200"
    return None


def longest(beam_flags: list[str]) -> float:
    """Return the seconds after which a job has ended, from now on.

    Raises:
        ValueError: the service option is no number.
    """
    for told in PipelineOptions(beam_flags).view_as(GoogleCloudOptions).dataflow_service_options or []:
        name, _, value = told.partition("=")
        if name == LONGEST:
            return float(value) + _MARGIN
    return _LONGEST
