"""A ROOT in a bucket that its holder leaves to a job, as the launcher of a template does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schemas import Run
from tests.io.test_bucket import server, store  # noqa: F401  fixtures
from transforms.io.bucket import BucketStore
from transforms.io.lease import Held, give_back, lease
from transforms.io.lock import hold
from transforms.io.manifest import LOCK, Manifest, read_manifest
from transforms.io.staging import Target, finish

pytestmark = pytest.mark.parametrize("server", ["python"], indirect=True)
RUN = "0123456789abcdef" * 2


def test_a_root_that_is_left_to_a_run_is_held_until_its_commit(store: BucketStore) -> None:  # noqa: F811
    with hold(store) as held:
        assert held is not None
        held.leave_to(RUN, 3600)
    with pytest.raises(Held, match=RUN), hold(store):
        pass
    now = datetime.now(UTC)
    finish(Target(store.root, Manifest(), Run(RUN, now, now, "0", "none", "{}")), [], {})
    assert read_manifest(store).run_id == RUN
    with hold(store):
        pass


def test_a_root_is_free_again_when_its_job_must_have_ended(store: BucketStore) -> None:  # noqa: F811
    with lease(store, LOCK) as held:
        held.leave_to(RUN, -1)
    with hold(store):
        pass


def test_a_run_that_never_started_gives_the_root_back(store: BucketStore) -> None:  # noqa: F811
    with hold(store) as held:
        assert held is not None
        held.leave_to(RUN, 3600)
        held.take_back()
    assert store.read(LOCK) is None


def test_a_run_frees_no_root_that_another_one_holds(store: BucketStore) -> None:  # noqa: F811
    with hold(store):
        give_back(store, LOCK, RUN)
        assert store.read(LOCK) is not None
