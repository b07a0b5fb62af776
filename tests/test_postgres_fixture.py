"""The PostgreSQL of the tests is a real one, fresh for each test, and can be taken away."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

import postgres


def ask(url: str, *statements: str) -> object:
    """The first value of the last statement's answer, if it has one; all are one transaction."""
    with create_engine(url, poolclass=NullPool).begin() as connection:
        results = [connection.execute(text(statement)) for statement in statements]
        return results[-1].scalar() if results[-1].returns_rows else None


def test_a_database_answers_and_takes_text_of_any_script(postgres_record_url: str) -> None:
    assert ask(postgres_record_url, "SELECT 1") == 1
    assert ask(postgres_record_url, "SELECT lower('ПУТИН 김정은')") == "путин 김정은"
    assert int(str(ask(postgres_record_url, "SHOW server_version_num"))) >= 130000


def test_two_databases_are_separate_and_dropped_afterwards(postgres_url: str) -> None:
    with postgres.fresh_database(postgres_url) as one, postgres.fresh_database(postgres_url) as other:
        ask(one, "CREATE TABLE reports (n int)", "INSERT INTO reports VALUES (7)")
        assert ask(one, "SELECT n FROM reports") == 7
        assert ask(other, "SELECT count(*) FROM pg_tables WHERE tablename = 'reports'") == 0
        ask(other, "CREATE TABLE reports (n int)")
    with pytest.raises(OperationalError, match="does not exist"):
        ask(one, "SELECT 1")


def test_a_database_is_dropped_with_whoever_is_still_on_it(postgres_url: str) -> None:
    with postgres.fresh_database(postgres_url) as url:
        engine = create_engine(url, poolclass=NullPool)
        left_open = engine.connect()
        left_open.execute(text("SELECT 1"))
    with pytest.raises(OperationalError):
        left_open.execute(text("SELECT 1"))
    left_open.invalidate()
    left_open.close()


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_stopped_server_is_gone_and_a_started_one_has_what_was_committed(
    postgres_server: postgres.Server, mode: postgres.Mode
) -> None:
    url = postgres_server.url()
    assert ask(url, "SHOW listen_addresses") == ""
    ask(url, "CREATE TABLE reports (n int)", "INSERT INTO reports VALUES (7)")
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        postgres_server.stop(mode)
        assert not postgres_server.running
        with pytest.raises(OperationalError):
            connection.execute(text("SELECT 1"))
    engine.dispose()
    with pytest.raises(OperationalError):
        ask(url, "SELECT 1")
    postgres_server.start()
    assert ask(url, "SELECT n FROM reports") == 7


def test_each_test_gets_a_place_for_a_new_record_in_each_store(record_url: str) -> None:
    url = record_url if "://" in record_url else f"sqlite:///{record_url}"
    assert make_url(url).get_backend_name() == ("postgresql" if "://" in record_url else "sqlite")
    ask(url, "CREATE TABLE reports (n int)", "INSERT INTO reports VALUES (7)")
    assert ask(url, "SELECT n FROM reports") == 7


def test_where_no_server_is_installed_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "15" / "bin").mkdir(parents=True)
    (tmp_path / "15" / "bin" / "psql").touch()
    with pytest.raises(postgres.NoServerError, match="no PostgreSQL server is installed"):
        postgres.binaries(path=str(tmp_path), installed=tmp_path)


def test_the_newest_server_of_those_installed_is_taken(tmp_path: Path) -> None:
    for version in ("9.6", "15", "17"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        for program in postgres.PROGRAMS:
            (folder / program).touch()
    assert postgres.binaries(path=str(tmp_path), installed=tmp_path) == tmp_path / "17" / "bin"
