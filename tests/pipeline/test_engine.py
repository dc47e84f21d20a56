"""What newsbeam adds to Beam's flags."""

from __future__ import annotations

import socket

from apache_beam.options.pipeline_options import PipelineOptions, PortableOptions

from pipeline.engine import engine_options, silent_server


def test_a_long_job_is_waited_for() -> None:
    assert PipelineOptions([]).view_as(PortableOptions).job_server_timeout <= 300  # or else this is needed no more
    assert engine_options([]).view_as(PortableOptions).job_server_timeout > 30 * 86400
    assert engine_options(["--job_server_timeout=60"]).view_as(PortableOptions).job_server_timeout == 60


def test_a_job_server_that_is_not_there_is_told() -> None:
    assert silent_server([]) is None
    assert silent_server(["--job_endpoint=embed"]) is None
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        endpoint = f"localhost:{server.getsockname()[1]}"
        assert silent_server([f"--job_endpoint={endpoint}"]) == endpoint
        server.listen()
        assert silent_server([f"--job_endpoint={endpoint}"]) is None
