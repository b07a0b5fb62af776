"""Opening a record: one SQLite file, or a PostgreSQL database by URL; its version, its locks and its errors."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from platformdirs import user_data_path
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from dragoman.errors import DragomanError, NewerRecordError, NotARecordError, RecordBusyError, RecordError, UsageError
from dragoman.record.migrate import HEAD, is_known, upgrade

ENVIRONMENT: Final = "DRAGOMAN_RECORD"
# Bytes 68 to 71 of a SQLite file say which program it belongs to: "DRGM".
_APPLICATION: Final = 0x4452474D
# Writers of one article at a time wait for each other so long (seconds); a migration of a big record takes minutes.
_PATIENCE: Final = 120
# The lock that writers of a PostgreSQL record take, by any number of ours.
_WRITERS: Final = 0x4452474D
_CACHE_KIB: Final = 64 * 1024
# The journal grows to 32 MiB: an article changes some eighty pages all over the file, many of them again and again.
_JOURNAL_PAGES: Final = 8192
# A reader that stays long makes the journal grow past that; afterwards it is cut to this many bytes.
_JOURNAL_BYTES: Final = 64 * 1024 * 1024
_DAMAGED: Final = "this file is no record of Dragoman's, or it is damaged"


def default_place() -> str:
    """`DRAGOMAN_RECORD`, or the user's own record ("~/.local/share/dragoman/record.sqlite" on Linux)."""
    return os.environ.get(ENVIRONMENT) or str(user_data_path("dragoman", appauthor=False) / "record.sqlite")


def open_engine(place: str | None = None, *, create: bool = True, writable: bool = True) -> tuple[Engine, str]:
    """The engine of the record at `place` (a path or postgresql:// URL), at the newest version, and its name to show.

    With `create`, a missing record is made, and one of an older version is brought to this one. Raises UsageError for a
    URL that is none, and RecordError, NotARecordError, NewerRecordError or RecordBusyError for what cannot be opened.
    """
    wanted = place or default_place()
    if "://" not in wanted:
        return _open_file(Path(wanted).expanduser(), create=create, writable=writable)
    url = _server_url(wanted)
    shown = url.render_as_string(hide_password=True)
    try:
        engine = sa.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    except (ImportError, NoSuchModuleError):
        raise UsageError("a PostgreSQL record needs one package more: pip install 'dragoman[postgres]'") from None
    _prepare(engine, shown, create=create, writable=writable)
    return engine, shown


def _server_url(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise UsageError("the record's address is no URL; write it like postgresql://user@host/database") from None
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise UsageError(f"a record is a file or a PostgreSQL database, not {url.drivername}")
    return url.set(drivername="postgresql+psycopg")


def _open_file(path: Path, *, create: bool, writable: bool) -> tuple[Engine, str]:
    shown = str(path)
    if path.is_dir():
        raise RecordError(shown, "this is a folder; a record is a file")
    if not path.exists():
        if not create:
            raise RecordError(shown, "there is no record yet; `dragoman add` makes one")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RecordError(shown, f"its folder cannot be made: {(error.strerror or str(error)).lower()}") from None
    _refuse_other_files(path, shown)
    engine = sa.create_engine(URL.create("sqlite", database=shown), connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _set_up_file)
    event.listen(engine, "begin", _begin)
    _prepare(engine, shown, create=create, writable=writable)
    return engine, shown


def _refuse_other_files(path: Path, shown: str) -> None:
    """SQLite would take an empty file, and another program's database, as its own."""
    try:
        with path.open("rb") as stream:
            head = stream.read(72)
    except FileNotFoundError:
        return
    except OSError as error:
        raise RecordError(shown, (error.strerror or str(error)).lower()) from None
    if head and not head.startswith(b"SQLite format 3\0"):
        raise NotARecordError(shown, "this file is no record of Dragoman's")
    # A writer that was killed in the first moment leaves a file without its mark; such a one has no table yet.
    if len(head) == 72 and int.from_bytes(head[68:72], "big") not in (_APPLICATION, 0):
        raise NotARecordError(shown, "this file is another program's database, not a record of Dragoman's")


def _set_up_file(connection: Any, _record: Any) -> None:
    # Transactions are begun by `_begin`, not by the driver.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # After a kill nothing is lost; after a power cut the last moments may be, and the record stays sound.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute(f"PRAGMA wal_autocheckpoint = {_JOURNAL_PAGES}")
    cursor.execute(f"PRAGMA journal_size_limit = {_JOURNAL_BYTES}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A reader that later writes could find the record changed under it; a writer says so at once and waits its turn.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(engine: Engine, shown: str, *, create: bool, writable: bool) -> None:
    """Make the tables, or bring them to this version; refuse what is no record."""
    try:
        with told_as(shown):
            version = _version(engine, shown)
            if version != HEAD:
                _refuse_version(version, shown, writable=create and writable)
                _create_or_upgrade(engine)
    except BaseException:
        engine.dispose()
        raise


def _refuse_version(version: str | None, shown: str, *, writable: bool) -> None:
    """Refuse a record of a version that cannot be brought, or may not be brought, to this one."""
    if version is not None and not is_known(version):
        raise NewerRecordError(shown, f"made by a newer version of Dragoman (its tables are {version}); update first")
    if not writable:
        old = "made by an older version; `dragoman add` brings it up to date"
        raise RecordError(shown, "it is empty" if version is None else old)


def _create_or_upgrade(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert isinstance(raw, sqlite3.Connection)
            connection.rollback()
            raw.execute("PRAGMA journal_mode = WAL")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            lock_writers(connection)
        else:
            connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
        upgrade(connection)


def _version(engine: Engine, shown: str) -> str | None:
    """The version of the tables; None if there are none at all."""
    with engine.connect() as connection:
        tables = set(sa.inspect(connection).get_table_names())
        if not tables:
            return None
        if not {"alembic_version", "articles", "settings"} <= tables:
            raise NotARecordError(shown, "this database holds other tables than a record's")
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def lock_writers(connection: Connection) -> None:
    """Let one transaction at a time write to a PostgreSQL record; SQLite has that from `BEGIN IMMEDIATE`."""
    connection.execute(sa.text("SELECT set_config('lock_timeout', :patience, true)"), {"patience": f"{_PATIENCE}s"})
    connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITERS})


# A plan made once for any words, names or days is bad for most of them; the record's pages are on no spinning disk; and
# compiling a query takes longer than any answer should.
_PLANNING: Final = sa.text(
    "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('random_page_cost', '1.1', true), "
    "set_config('jit', 'off', true)"
)


def plan_each(connection: Connection) -> None:
    """Have PostgreSQL plan each question of this transaction for what is asked; SQLite always does."""
    if connection.dialect.name == "postgresql":
        connection.execute(_PLANNING)


@contextmanager
def told_as(shown: str) -> Iterator[None]:
    """What the database complains of becomes a RecordError: one clear line naming the record."""
    try:
        yield
    except DragomanError:
        raise
    except (DBAPIError, sqlite3.Error) as error:
        raise _translated(error, shown) from error
    except UnicodeDecodeError as error:
        # The driver cannot even read what SQLite says of a table whose definition is damaged.
        raise NotARecordError(shown, _DAMAGED) from error


def _translated(error: Exception, shown: str) -> RecordError:
    origin = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    text = " ".join(str(origin).split())
    low = text.lower()
    if "database or disk is full" in low or "no space left" in low:
        return RecordError(shown, "the disk is full; what was added before is kept")
    if "disk i/o error" in low:
        return RecordError(shown, "the disk does not work, or is full; what was added before is kept")
    if "readonly database" in low or "read-only" in low:
        return RecordError(shown, "it may only be read: the file or its folder is write-protected")
    if any(sign in low for sign in ("not a database", "malformed", "corrupt", "decode to utf-8")):
        return NotARecordError(shown, _DAMAGED)
    if "database is locked" in low or "lock timeout" in low:
        return RecordBusyError(shown, f"another program has held it for {_PATIENCE} seconds; try again later")
    if "unable to open database file" in low:
        return RecordError(shown, "it cannot be opened: no such folder, or not allowed")
    if not shown.startswith("postgresql"):
        return RecordError(shown, f"the database says: {text[:300]}")
    if isinstance(error, DBAPIError) and (error.connection_invalidated or _is_unreachable(low)):
        return RecordError(shown, f"the database does not answer; what was added before is kept ({text[:200]})")
    return RecordError(shown, f"the database says: {text[:300]}")


def _is_unreachable(low: str) -> bool:
    signs = ("connection", "terminat", "could not connect", "server closed", "shutting down", "starting up")
    return any(sign in low for sign in signs)


def file_size(engine: Engine) -> int | None:
    """Bytes on disk of a record in a file, its journal included; None for a server's."""
    database = engine.url.database
    if engine.dialect.name != "sqlite" or database is None:
        return None
    return sum(p.stat().st_size for p in (Path(database), Path(database + "-wal")) if p.exists())
