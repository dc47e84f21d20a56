"""Guard: one bad element costs itself, and nothing else."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from tests.stages.work import misbehave_all
from transforms import workers
from transforms.guard import Guard


@pytest.fixture(autouse=True)
def _ended():
    yield
    workers.stop()


def failed(name: str, failure: workers.Failure) -> str:
    return f"{name}: {failure.reason}"


def test_what_hangs_raises_dies_or_grows_is_told_and_the_rest_goes_on(run_on) -> None:
    import apache_beam as beam

    # what dies comes first: on a busy machine its end could be noticed so late that it counts as a timeout
    names = ["die", "a", "raise", "b", "grow", "c", "spin", "d", "hang", "e", "f"]
    out = run_on(beam.ParDo(Guard(misbehave_all, failed, 2, timeout=1.0)), names)
    assert sorted(out) == sorted(
        [*(f"{name} done" for name in "abcdef"), "spin: timeout", "raise: error", "die: error", "hang: timeout",
         "grow: out_of_memory"]
    )  # fmt: skip


def test_of_several_that_go_together_the_bad_one_alone_is_told(run_on) -> None:
    import apache_beam as beam

    out = run_on(beam.ParDo(Guard(misbehave_all, failed, 2, 10.0, together=4)), ["a", "raise", "b", "c", "d", "die"])
    assert sorted(out) == ["a done", "b done", "c done", "d done", "die: error", "raise: error"]


def test_a_result_stays_in_the_window_of_its_element(run_on) -> None:
    import apache_beam as beam
    from apache_beam.transforms.window import FixedWindows, TimestampedValue

    class InWindows(beam.PTransform):
        def expand(self, names):
            return (
                names
                | beam.MapTuple(lambda name, second: TimestampedValue(name, second))
                | beam.WindowInto(FixedWindows(60))
                # fewer than wait at once: all of them come back at the end of the bundle
                | beam.ParDo(Guard(misbehave_all, failed, 2, timeout=10.0))
                | beam.Map(lambda told, window=beam.DoFn.WindowParam: (told, int(window.start)))
            )

    out = run_on(InWindows(), [("a", 5), ("b", 65), ("c", 125), ("d", 7)])
    assert sorted(out) == [("a done", 0), ("b done", 60), ("c done", 120), ("d done", 0)]


def test_without_workers_the_work_is_done_here(run_on) -> None:
    import apache_beam as beam

    assert run_on(beam.ParDo(Guard(misbehave_all, failed, 0, 1.0)), ["a"]) == ["a done"]


def test_the_work_of_every_stage_lies_where_workers_need_not_import_beam() -> None:
    import apache_beam as beam

    from schemas import Article, Page
    from transforms.annotate import Annotate
    from transforms.extract import Extract

    pipeline, found = beam.Pipeline(), []
    for kind, verb in (
        (Page, Extract(1, 1.0)),
        (Article, Annotate("", 1, 1.0)),
    ):
        pipeline | f"No {kind}" >> beam.Create([]).with_output_types(kind) | verb

    class Guards(beam.pipeline.PipelineVisitor):
        def visit_transform(self, transform_node) -> None:
            done = getattr(transform_node.transform, "fn", None)
            if isinstance(done, Guard):
                found.append(pickle.dumps(done.work))

    pipeline.visit(Guards())
    assert len(found) == 2
    look = f"import pickle, sys; [pickle.loads(work) for work in {found!r}]; sys.exit('apache_beam' in sys.modules)"
    subprocess.run([sys.executable, "-c", look], check=True)
