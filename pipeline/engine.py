"""Beam's own flags, with the defaults that long jobs need."""

from __future__ import annotations

import socket
from typing import TypeVar

from apache_beam.options.pipeline_options import PipelineOptions, PortableOptions

V = TypeVar("V", bound=PipelineOptions)
#: seconds; Beam stops listening to a job server after 300 and fails then, however well the job goes (2.77)
_YEAR = 365 * 86400
#: seconds in which a job server must take a call
_CALL = 10.0


class _Options(PipelineOptions):
    """Beam's options, each view of them made once.

    While a graph is built Beam asks for some 900 views, and makes a parser of command lines for each (2.77): half of
    the processor time that building takes.
    """

    def view_as(self, cls: type[V]) -> V:
        views = self.__dict__.setdefault("_views", {})
        if cls not in views:
            views[cls] = super().view_as(cls)
        return views[cls]


def engine_options(beam_flags: list[str]) -> PipelineOptions:
    """Return Beam's options; an engine that is waited for is waited for as long as its job takes."""
    options = _Options(beam_flags)
    if not any(flag.split("=")[0] == "--job_server_timeout" for flag in beam_flags):
        options.view_as(PortableOptions).job_server_timeout = _YEAR
    return options


def silent_server(beam_flags: list[str]) -> str | None:
    """Name the job server that the flags ask for and that does not answer; Beam would wait for it as for a job."""
    endpoint = PipelineOptions(beam_flags).view_as(PortableOptions).job_endpoint
    host, _, port = (endpoint or "").rpartition(":")
    if not port.isdigit():
        return None  # none is named, or Beam's own
    try:
        socket.create_connection((host.strip("[]"), int(port)), _CALL).close()
    except OSError:
        return endpoint
    return None
