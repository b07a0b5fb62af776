"""Versions of the tables: the newest is what the code expects; each step keeps what is stored or changes nothing."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from synthetic import Page, pages

from dragoman.errors import RecordError
from dragoman.jsonio import event_json
from dragoman.record import database, migrate
from dragoman.record.record import Record
from dragoman.record.schema import metadata

FOLDER = Path(migrate.__file__).with_name("migrations")
# Each database has its index of words in its own way.
WORDS = ("article_words", "report_words", "ix_articles_words", "ix_reports_words")

NEWER = "9001"
STEP = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "HEAD"


def upgrade() -> None:
    op.add_column("articles", sa.Column("length", sa.Integer()))
    op.execute(sa.text("UPDATE articles SET length = length(text)"))
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute(sa.text("DELETE FROM event_sides"))
""".replace("HEAD", migrate.HEAD)
BREAKS = """    op.execute(sa.text("UPDATE nothing SET x = 1"))
"""


def test_the_newest_step_is_the_one_that_the_code_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [migrate.HEAD]
    assert all(migrate.is_known(step.revision) for step in scripts.walk_revisions())
    assert not migrate.is_known("9999")


def test_the_steps_make_the_tables_that_the_code_expects(record_url: str) -> None:
    def wanted(_item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
        return not (name or "").startswith(WORDS) and (kind, name) != ("column", "words")

    with Record.open(record_url, create=True) as record, record.engine.connect() as connection:
        options = {"include_object": wanted, "compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
        found = sa.inspect(connection)
        for table in metadata.tables.values():
            columns = [column["name"] for column in found.get_columns(table.name)]
            assert [name for name in columns if name != "words"] == [column.name for column in table.columns]
            key = found.get_pk_constraint(table.name)
            assert key["constrained_columns"] == [column.name for column in table.primary_key.columns]
            if record.engine.dialect.name == "postgresql":
                held = key["dialect_options"]["postgresql_include"]
                assert held == list(table.primary_key.dialect_kwargs.get("postgresql_include") or ())


def add(record: Record, wanted: list[Page]) -> None:
    recorder = record.recorder()
    for page in wanted:
        recorder.add(page.article, page.reports, page.digest)


def contents(record: Record) -> dict[str, list[Any]]:
    """All rows of all tables, and what the events come to."""
    with record.reading() as connection:
        rows = {
            table.name: sorted(map(tuple, connection.execute(sa.select(table))), key=repr)
            for table in metadata.tables.values()
        }
    return rows | {"shown": [event_json(event) for event in record.events()]}


def test_a_record_of_the_first_version_is_brought_to_this_one_and_keeps_everything(
    record_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as first:
        first.setattr(database, "HEAD", "0001")
        first.setattr(database, "upgrade", partial(migrate.upgrade, to="0001"))
        with Record.open(record_url, create=True) as record:
            assert version_of(record) == "0001"
            add(record, pages(40))
            before = contents(record)
    with Record.open(record_url, create=True) as record:
        assert version_of(record) == migrate.HEAD
        assert contents(record) == before


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Call it with the text of a step "9001", for the code to be of that version."""

    def release(step: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / f"{NEWER}_more.py").write_text(step, encoding="utf-8")
        monkeypatch.setattr(migrate, "_FOLDER", folder)
        monkeypatch.setattr(database, "HEAD", NEWER)
        monkeypatch.setattr(database, "upgrade", partial(migrate.upgrade, to=NEWER))

    return release


def version_of(record: Record) -> str:
    with record.reading() as connection:
        return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar())


def test_an_older_record_is_brought_up_to_date_by_adding_and_keeps_everything(
    record_url: str, newer: Callable[[str], None]
) -> None:
    with Record.open(record_url, create=True) as record:
        add(record, pages(40))
        before = contents(record)
    assert before["articles"] and before["event_sides"] and before["shown"]
    newer(STEP)
    with pytest.raises(RecordError, match="made by an older version; `dragoman add` brings it up to date"):
        Record.open(record_url)
    with Record.open(record_url, create=True) as record:
        assert version_of(record) == NEWER
        assert contents(record) == before | {"event_sides": []}
        with record.reading() as connection:
            unequal = "SELECT count(*) FROM articles WHERE length IS NULL OR length <> length(text)"
            assert connection.execute(sa.text(unequal)).scalar() == 0
        assert "extra" in sa.inspect(record.engine).get_table_names()
    with Record.open(record_url) as record:
        assert version_of(record) == NEWER


def test_a_step_that_fails_half_way_leaves_the_older_record_as_it_was(
    record_url: str, newer: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pages(45)
    with Record.open(record_url, create=True) as record:
        add(record, made[:40])
        before = contents(record)
    newer(STEP + BREAKS)
    with pytest.raises(RecordError) as caught:
        Record.open(record_url, create=True)
    assert "\n" not in str(caught.value)
    assert "nothing" in str(caught.value)
    monkeypatch.undo()
    with Record.open(record_url) as record:
        assert version_of(record) == migrate.HEAD
        assert contents(record) == before
        found = sa.inspect(record.engine)
        assert "length" not in {column["name"] for column in found.get_columns("articles")}
        assert "extra" not in found.get_table_names()
    with Record.open(record_url, create=True) as record:
        add(record, made)
        assert len(contents(record)["articles"]) == 45


UPGRADES = """
import sys
from functools import partial
from pathlib import Path
from dragoman.record import database, migrate
from dragoman.record.record import Record

migrate._FOLDER = Path(sys.argv[1])
database.HEAD = sys.argv[3]
database.upgrade = partial(migrate.upgrade, to=sys.argv[3])
Record.open(sys.argv[2], create=True).close()
"""


def test_a_kill_in_the_middle_of_a_step_leaves_the_older_record_and_the_next_open_goes_on(
    record_url: str, newer: Callable[[str], None]
) -> None:
    with Record.open(record_url, create=True) as record:
        add(record, pages(40))
        before = contents(record)
    newer(STEP + "    import os, signal\n    os.kill(os.getpid(), signal.SIGKILL)\n")
    command = [sys.executable, "-c", UPGRADES, str(migrate._FOLDER), record_url, NEWER]
    source = str(Path(migrate.__file__).parents[2])
    died = subprocess.run(command, env=os.environ | {"PYTHONPATH": source}, check=False, timeout=120)
    assert died.returncode == -signal.SIGKILL
    (migrate._FOLDER / "versions" / f"{NEWER}_more.py").write_text(STEP, encoding="utf-8")
    with pytest.raises(RecordError, match="made by an older version"):
        Record.open(record_url)
    with Record.open(record_url, create=True) as record:
        assert version_of(record) == NEWER
        assert contents(record) == before | {"event_sides": []}


def test_a_browser_of_databases_finds_keys_links_and_words(tmp_path: Path) -> None:
    """Datasette makes pages of rows from primary keys, links from foreign keys, a search box from FTS tables."""
    with Record.open(str(tmp_path / "record.sqlite"), create=True) as record:
        add(record, pages(5))
        with record.reading() as connection:
            listed = connection.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
            tables = {name: sql for name, sql in listed if not name.startswith("sqlite_")}

            def ask(pragma: str, table: str) -> list[Any]:
                return list(connection.execute(sa.text(f"SELECT * FROM pragma_{pragma}('{table}')")).mappings())

            words = {name: sql for name, sql in tables.items() if "USING fts5" in sql}
            plain = [name for name in tables if not name.startswith(tuple(words))]
            assert {"articles", "reports", "events", "actors", "judgements"} <= set(plain)
            for table in plain:
                assert any(column["pk"] for column in ask("table_info", table)), table
                links = {(link["from"], link["table"]) for link in ask("foreign_key_list", table)}
                columns = {column["name"] for column in ask("table_info", table)}
                for column, target in (("event_id", "events"), ("actor_id", "actors"), ("article_id", "articles")):
                    assert column not in columns or (column, target) in links, (table, column)
                assert "report_id" not in columns or ("report_id", "reports") in links
            assert "content='articles'" in words["article_words"]
            assert "content='reports'" in words["report_words"]
            assert connection.execute(sa.text("SELECT count(*) FROM article_words")).scalar() == 5
