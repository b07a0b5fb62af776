"""A private PostgreSQL server for tests: on a socket in a short temporary folder, without TCP, gone with the run."""

import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import psycopg
from sqlalchemy import URL, make_url

Mode = Literal["smart", "fast", "immediate"]

INSTALLED = Path("/usr/lib/postgresql")  # where Debian has one folder for each version
PROGRAMS = ("initdb", "pg_ctl", "postgres")
WAIT_S = 60
# Nobody needs these databases after a power cut. What was committed outlives a crash of the server all the same, as it
# would not with synchronous_commit = off.
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
full_page_writes = off
shared_buffers = 32MB
max_connections = 60
"""


class NoServerError(Exception):
    """No PostgreSQL server can be started here; the text says why."""


def binaries(path: str | None = None, installed: Path = INSTALLED) -> Path:
    """The folder of the server's programs: on `path` (PATH where not given), else the newest of those `installed`."""
    found = (shutil.which(program, path=path) for program in PROGRAMS)
    folders = [Path(program).resolve().parent for program in found if program]
    versions = [folder for folder in installed.glob("*/bin") if folder.parent.name.replace(".", "").isdigit()]
    versions.sort(key=lambda folder: [int(part) for part in folder.parent.name.split(".")], reverse=True)
    for folder in [*folders, *versions]:
        if all((folder / program).is_file() for program in PROGRAMS):
            return folder
    raise NoServerError(
        f"no PostgreSQL server is installed ({', '.join(PROGRAMS)}: neither on PATH nor in {installed}/*/bin)"
    )


def owner() -> pwd.struct_passwd | None:
    """Whom the server runs as where that is somebody else: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise NoServerError("PostgreSQL refuses to run as root, and there is no user 'postgres'") from None


def new_folder() -> Path:
    """A folder whose name is short, since a socket's path has at most 107 bytes."""
    short = Path("/tmp")
    return Path(tempfile.mkdtemp(prefix="pg-", dir=short if os.access(short, os.W_OK) else None))


class Server:
    """One cluster in `folder`, which is its own. Raises `NoServerError` where none can be had."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._programs = binaries()
        self._owner = owner()

    @property
    def running(self) -> bool:
        return (self.data / "postmaster.pid").exists()

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def start(self) -> None:
        """Makes the cluster where there is none, and comes back when the server takes connections."""
        if not self.data.exists():
            self._create()
        self._run("pg_ctl", "start", "-w", "-t", str(WAIT_S), "-D", str(self.data), "-l", str(self.folder / "log"))

    def stop(self, mode: Mode = "fast") -> None:
        """Comes back when the server is gone. `immediate` is a crash: the next start recovers."""
        self._run("pg_ctl", "stop", "-w", "-t", str(WAIT_S), "-D", str(self.data), "-m", mode)

    def _create(self) -> None:
        if self._owner:
            os.chown(self.folder, self._owner.pw_uid, self._owner.pw_gid)
        how = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", "-D", str(self.data), *how)
        with (self.data / "postgresql.conf").open("a") as config:
            config.write(SETTINGS.format(folder=self.folder))

    def _run(self, program: str, *words: str) -> None:
        who: dict[str, Any] = {}
        if self._owner:
            who = {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []}
        command = [str(self._programs / program), *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=WAIT_S + 30, **who)
        if done.returncode:
            log = self.folder / "log"
            told = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            raise RuntimeError(f"{program} {words[0]} failed: {done.stderr}{done.stdout}{told}")


def shared(folder: Path) -> Server:
    """The server of `folder`, started by the first process of the run that asks for it."""
    server = Server(folder)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not server.running:
            server.start()
    return server


def remove(folder: Path) -> None:
    """Stops the server of `folder`, if one runs, and removes the folder, whatever happens."""
    try:
        if (folder / "data" / "postmaster.pid").exists():
            Server(folder).stop("immediate")
    finally:
        shutil.rmtree(folder)


@contextmanager
def private() -> Iterator[Server]:
    """A running server of one's own, to stop and start."""
    folder = new_folder()
    try:
        server = Server(folder)
        server.start()
        yield server
    finally:
        remove(folder)


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """The URL of an empty database on the server of that URL; dropped afterwards, with whoever is still on it."""
    url = make_url(server).set(drivername="postgresql+psycopg")
    name = f"dragoman_{uuid.uuid4().hex}"
    _command(url, f'CREATE DATABASE "{name}"')
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        _command(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _command(url: URL, sql: str) -> None:
    to = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(to, autocommit=True, connect_timeout=WAIT_S) as connection:
        connection.execute(sql)
