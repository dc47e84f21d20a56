"""A process that starts others, each of which kills itself at a given operation.

`python -m tests.io.mortal` reads jobs as JSON lines and answers each with one: the number of operations there were, the
signal that ended it, its exit status and how long it took. An operation is what Python's audit events tell of: a change
to a file below ROOT, or bytes sent to a server. Nothing in the program knows of it. Jobs run in forks, so that a death
costs no import.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from typing import Any

_CHANGES = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.link"})


class Mortals:
    """Runs jobs in the process that this module's main is."""

    def __init__(self, **environment: str) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.io.mortal"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )

    def __call__(self, what: str, root: str, die_at: int = 0, **more: Any) -> dict[str, Any]:
        """Run one job on a ROOT: `run`, `commit`, `compact`, or `main` with the arguments of a command line.

        It is killed before its nth operation (0: never), or `kill_after` so many seconds. With `then="lock"` it is not
        killed: ROOT cannot be written any more from the nth operation on. With `refuse=errno.ENOSPC` it is not killed
        either: each operation from the nth on fails with that error.
        """
        return self.together({"what": what, "root": root, "die_at": die_at, **more})[0]

    def together(self, *jobs: dict[str, Any]) -> list[dict[str, Any]]:
        """Run several jobs at the same time."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(jobs) + "\n")
        self._server.stdin.flush()
        found: list[dict[str, Any]] = json.loads(self._server.stdout.readline())
        return found

    def end(self) -> None:
        """End the process."""
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait()


class _Countdown:
    """Counts operations, and kills the process before the nth."""

    def __init__(self, root: str, die_at: int, then: str, refuse: int) -> None:
        self.root = root
        self.die_at = die_at
        self.then = then
        self.refuse = refuse
        self.passed = 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "http.client.send":
            counts = True
        elif event in _CHANGES:
            counts = self.root in str(arguments[0]) or (event == "os.rename" and self.root in str(arguments[1]))
        else:
            counts = event == "open" and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR)) and self.root in str(arguments)
        if counts:
            self.passed += 1
            if self.refuse and self.passed >= self.die_at:
                raise OSError(self.refuse, os.strerror(self.refuse))
            if self.refuse:
                return
            if self.passed == self.die_at and self.then == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            elif self.passed == self.die_at:
                for folder, _, _ in os.walk(self.root, topdown=False):
                    os.chmod(folder, 0o555)


def _work(job: dict[str, Any]) -> int:
    if job["what"] == "run":
        from pipeline.options import RunOptions
        from pipeline.run import run

        return run(RunOptions(output=job["root"], seeds=tuple(job["seeds"]), workers=0), [])
    if job["what"] == "main":
        from pipeline.__main__ import main

        return main(job["arguments"])
    if job["what"] == "compact":
        from pipeline.compact import compact

        return compact(job["root"])
    from tests.roots import commit_plainly, rows_of_a_later_run

    commit_plainly(job["root"], rows_of_a_later_run(), "cd" * 16, work_seconds=job.get("work_seconds", 0))
    return 0


#: who a job is that may not write: root may write everywhere
_NOBODY = 65534


def _start(job: dict[str, Any]) -> tuple[int, int]:
    answers, told = os.pipe()
    child = os.fork()
    if child:
        os.close(told)
        return child, answers
    status = 99
    os.dup2(2, 1)
    countdown = _Countdown(job["root"], job["die_at"], job.get("then", "die"), job.get("refuse", 0))
    try:
        if os.getuid() == 0 and "then" in job:
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)
        if "file_size" in job:  # the nearest to a full disk that needs no rights: no file may grow beyond this
            for stream in (1, 2):  # which may be files too
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
            resource.setrlimit(resource.RLIMIT_FSIZE, (job["file_size"],) * 2)
            if job.get("torn"):
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # die in the middle of writing instead of an error
        sys.addaudithook(countdown)
        status = _work(job)
    except BaseException as error:
        status = {"Held": 3, "Conflict": 3, "StoreError": 1}.get(type(error).__name__, 99)
        if status == 99:
            traceback.print_exc()
        print(error, file=sys.stderr)
    finally:
        os.write(told, b"%d" % countdown.passed)
        os._exit(status)


def _end(job: dict[str, Any], began: float, child: int, answers: int) -> dict[str, Any]:
    kill_at = began + job.get("kill_after", float("inf"))
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() > kill_at:
            os.kill(child, signal.SIGKILL)
            ended = os.waitpid(child, 0)
            break
        time.sleep(0.005)
    seconds = time.monotonic() - began
    passed = os.read(answers, 64)
    os.close(answers)
    died = os.WTERMSIG(ended[1]) if os.WIFSIGNALED(ended[1]) else 0
    status = os.waitstatus_to_exitcode(ended[1])
    return {"operations": int(passed or 0), "signal": died, "status": status, "seconds": seconds}


def _main() -> None:
    import tests.roots
    from schemas import Outcome
    from transforms.io.encoding import encode

    encode("outcomes", Outcome, tests.roots.rows_of_two_articles()["outcomes"])  # pyarrow imports pandas on first use
    for line in sys.stdin:
        jobs = json.loads(line)
        if any(job["what"] in ("run", "main") for job in jobs):
            import pipeline.__main__
            import pipeline.run  # noqa: F401
            from transforms.text.annotation import load_model

            load_model()
        if any(job["root"].startswith("gs://") for job in jobs):
            import transforms.io.bucket  # noqa: F401
        started = [(job, time.monotonic(), *_start(job)) for job in jobs]
        print(json.dumps([_end(*one) for one in started]), flush=True)


if __name__ == "__main__":
    _main()
