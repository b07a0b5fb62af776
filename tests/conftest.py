"""Where tests of the record keep it: a file for SQLite, a database on a server for PostgreSQL."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import postgres

# A running server to use instead of an own one: postgresql://user@host/database, the user one who may create databases.
GIVEN = "DRAGOMAN_TEST_POSTGRES"
# Of the run, not of the user: the first process names the folder, and the processes of pytest-xdist inherit it.
FOLDER = "DRAGOMAN_TEST_POSTGRES_FOLDER"


def pytest_configure(config: pytest.Config) -> None:
    # A shell lets what it starts in the background ignore Ctrl-C, and so would the programs that tests interrupt.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(config, "workerinput"):
        os.environ[FOLDER] = str(postgres.new_folder())


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres.remove(Path(os.environ.pop(FOLDER)))


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """A database of the run's server, to connect to; tests write to `postgres_record_url`."""
    if given := os.environ.get(GIVEN):
        return given
    try:
        return postgres.shared(Path(os.environ[FOLDER])).url()
    except postgres.NoServerError as reason:
        pytest.skip(f"not tested on PostgreSQL: {reason}")


@pytest.fixture
def postgres_record_url(postgres_url: str) -> Iterator[str]:
    """A fresh, empty database."""
    with postgres.fresh_database(postgres_url) as url:
        yield url


@pytest.fixture
def postgres_server() -> Iterator[postgres.Server]:
    """A server of the test's own, which it may stop and start."""
    try:
        with postgres.private() as server:
            yield server
    except postgres.NoServerError as reason:
        pytest.skip(f"not tested on PostgreSQL: {reason}")


@pytest.fixture(params=["sqlite", "postgresql"])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a new record, the test run once for each store: a path for SQLite, a URL for PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "record.sqlite")
    url: str = request.getfixturevalue("postgres_record_url")
    return url
