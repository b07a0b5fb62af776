"""Processes that add made-up pages to a record and can be killed, deprived of rights or of room.

Run as a script it is a server: it loads everything once and forks a process for each job that stands on its standard
input, so that killing two hundred of them takes seconds. Each page that was added is acknowledged on a pipe at once.
"""

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from synthetic import Page, pages

from dragoman.errors import DragomanError
from dragoman.record import database
from dragoman.record.record import Record

ROOT = Path(__file__).parents[2]
MOST_PAGES = 2000
NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Job:
    """Pages number `start` to `stop` into the record at `place`.

    `kill_after` seconds the process is killed; it runs as the user `uid`, can write files of `file_limit` bytes, and
    waits for other writers `patience` seconds.
    """

    place: str
    start: int
    stop: int
    create: bool = True
    kill_after: float | None = None
    uid: int | None = None
    file_limit: int | None = None
    patience: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Hashes of the pages that were acknowledged; the error's class and message; whether anything else went wrong."""

    acknowledged: tuple[str, ...]
    error: str | None
    message: str | None
    status: int

    @property
    def killed(self) -> bool:
        return self.status == -signal.SIGKILL


class Adders:
    """Runs jobs in processes of their own."""

    def __init__(self, server: "subprocess.Popen[str]") -> None:
        self._server = server

    def run(self, *jobs: Job) -> list[Done]:
        """Run these jobs at once, and come back when all have ended."""
        assert self._server.stdin and self._server.stdout
        self._server.stdin.write(json.dumps([asdict(job) for job in jobs]) + "\n")
        self._server.stdin.flush()
        answer = self._server.stdout.readline()
        return [Done(tuple(done.pop("acknowledged")), **done) for done in json.loads(answer)]


@contextlib.contextmanager
def adders() -> Iterator[Adders]:
    """A server for jobs."""
    paths = [str(ROOT / "src"), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}
    command = [sys.executable, __file__]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as server:
        try:
            yield Adders(server)
        finally:
            assert server.stdin
            server.stdin.close()
            server.wait(60)


def serve() -> None:
    made = pages(MOST_PAGES)
    with tempfile.TemporaryDirectory() as folder, Record.open(f"{folder}/warm.sqlite", create=True) as record:
        recorder = record.recorder()
        for page in made[:20]:
            recorder.add(page.article, page.reports, page.digest)
    for line in sys.stdin:
        running = [start(Job(**job), made) for job in json.loads(line)]
        sys.stdout.write(json.dumps([finish(*each) for each in running]) + "\n")
        sys.stdout.flush()


def start(job: Job, made: list[Page]) -> tuple[Job, int, int]:
    """The job with its process and the end of the pipe on which that acknowledges."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        status = 70
        try:
            os.close(reading)
            status = work(job, made, writing)
        finally:
            os._exit(status)
    os.close(writing)
    return job, process, reading


def work(job: Job, made: list[Page], out: int) -> int:
    if job.patience is not None:
        # Tests have none.
        database._PATIENCE = job.patience  # type: ignore[misc]
    if job.file_limit is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (job.file_limit, job.file_limit))
    if job.uid is not None:
        os.setgroups([])
        os.setgid(job.uid)
        os.setuid(job.uid)
    try:
        with Record.open(job.place, create=job.create) as record:
            recorder = record.recorder()
            for page in made[job.start : job.stop]:
                recorder.add(page.article, page.reports, page.digest)
                os.write(out, f"{page.digest}\n".encode())
    except DragomanError as error:
        os.write(out, f"! {json.dumps([type(error).__name__, str(error)])}\n".encode())
        return 2
    return 0


def finish(job: Job, process: int, reading: int) -> dict[str, Any]:
    if job.kill_after is not None:
        time.sleep(job.kill_after)
        os.kill(process, signal.SIGKILL)
    with open(reading, encoding="utf-8") as stream:
        # The last line of a killed process may be torn.
        lines = [line[:-1] for line in stream if line.endswith("\n")]
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    errors = [json.loads(line[2:]) for line in lines if line.startswith("! ")]
    error, message = errors[0] if errors else (None, None)
    acknowledged = [line for line in lines if not line.startswith("! ")]
    return {"acknowledged": acknowledged, "error": error, "message": message, "status": status}


if __name__ == "__main__":
    serve()
