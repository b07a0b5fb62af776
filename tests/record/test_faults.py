"""Faults, each really done: one clear line, and nothing that was acknowledged is lost."""

import contextlib
import os
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from adding import NOBODY, Adders, Done, Job, adders
from soundness import assert_sound
from synthetic import Page, pages

import postgres
from dragoman.errors import DragomanError, NewerRecordError, NotARecordError, RecordBusyError, RecordError
from dragoman.jsonio import event_json
from dragoman.record import database
from dragoman.record.record import Record
from dragoman.record.recorder import Recorder

MADE = {page.digest: page for page in pages(300)}
PAGES = list(MADE.values())


@pytest.fixture(scope="module")
def adder() -> Iterator[Adders]:
    with adders() as running:
        yield running


def add(recorder: Recorder, wanted: list[Page]) -> None:
    for page in wanted:
        recorder.add(page.article, page.reports, page.digest)


def made_record(path: Path, count: int = 40) -> str:
    with Record.open(str(path), create=True) as record:
        add(record.recorder(), PAGES[:count])
    return str(path)


def told(error: DragomanError, place: str) -> str:
    """The message, which is one line and names the record."""
    line = str(error)
    assert "\n" not in line
    assert line.startswith(f"{place}: ")
    return line.removeprefix(f"{place}: ")


def told_by(done: Done, place: str) -> str:
    assert done.status == 2 and done.message is not None
    return told(DragomanError(done.message), place)


# A full disk.

NO_ROOM = "the disk is full; what was added before is kept"


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here; the limit on a file's size stands in for it")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_disk_that_is_full_loses_nothing_and_goes_on_when_there_is_room(adder: Adders, tmp_path: Path) -> None:
    with small_disk(tmp_path, "4m"):
        place = str(tmp_path / "record.sqlite")
        [full] = adder.run(Job(place, 0, 300))
        assert told_by(full, place) == NO_ROOM
        assert 0 < len(full.acknowledged) < 300
        [again] = adder.run(Job(place, len(full.acknowledged), 300))
        assert told_by(again, place) == NO_ROOM
        with Record.open(place) as record:
            assert len(list(record.events())) > 10
        subprocess.run(["mount", "-o", "remount,size=64m", tmp_path], check=True)
        acknowledged = full.acknowledged + again.acknowledged
        assert_sound(place, acknowledged, MADE)
        [done] = adder.run(Job(place, len(acknowledged), 300))
        assert done.status == 0
        assert assert_sound(place, acknowledged + done.acknowledged, MADE) == MADE.keys()


def test_a_disk_without_room_for_a_new_record_says_so(adder: Adders, tmp_path: Path) -> None:
    with small_disk(tmp_path, "64k"):
        place = str(tmp_path / "record.sqlite")
        [full] = adder.run(Job(place, 0, 5))
        assert told_by(full, place) == NO_ROOM
        subprocess.run(["mount", "-o", "remount,size=64m", tmp_path], check=True)
        [done] = adder.run(Job(place, 0, 5))
        assert done.status == 0
        assert_sound(place, done.acknowledged, MADE)


@pytest.mark.parametrize("limit", [100_000, 700_000])
def test_a_file_that_may_grow_no_more_loses_nothing(adder: Adders, tmp_path: Path, limit: int) -> None:
    place = str(tmp_path / "record.sqlite")
    [full] = adder.run(Job(place, 0, 300, file_limit=limit))
    assert "disk" in told_by(full, place)
    assert "what was added before is kept" in told_by(full, place)
    [done] = adder.run(Job(place, len(full.acknowledged), 300))
    assert done.status == 0
    assert assert_sound(place, full.acknowledged + done.acknowledged, MADE) == MADE.keys()


# No right to write.


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can go into; pytest's are its user's alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def somebody() -> int | None:
    """A user whom permissions bind: nobody where the tests run as root."""
    return NOBODY if os.geteuid() == 0 else None


WRITE_PROTECTED = "it may only be read: the file or its folder is write-protected"


def test_a_record_that_may_only_be_read(adder: Adders, open_folder: Path) -> None:
    place = made_record(open_folder / "record.sqlite")
    for path in (*open_folder.iterdir(), open_folder):
        path.chmod(path.stat().st_mode & 0o555)
    [done] = adder.run(Job(place, 40, 50, uid=somebody()))
    assert told_by(done, place) == WRITE_PROTECTED
    assert done.acknowledged == ()
    open_folder.chmod(0o755)
    assert_sound(place, list(MADE)[:40], MADE)


def test_a_file_that_may_only_be_read_in_a_folder_that_may_be_written(adder: Adders, open_folder: Path) -> None:
    place = made_record(open_folder / "record.sqlite")
    Path(place).chmod(0o444)
    open_folder.chmod(0o777)
    [done] = adder.run(Job(place, 40, 50, uid=somebody()))
    assert told_by(done, place) == WRITE_PROTECTED
    Path(place).chmod(0o644)
    assert_sound(place, list(MADE)[:40], MADE)


def test_a_folder_that_may_only_be_read_takes_no_new_record(adder: Adders, open_folder: Path) -> None:
    open_folder.chmod(0o555)
    for place in (str(open_folder / "record.sqlite"), str(open_folder / "deeper" / "record.sqlite")):
        [done] = adder.run(Job(place, 0, 5, uid=somebody()))
        assert "not allowed" in told_by(done, place) or "permission denied" in told_by(done, place)


def test_a_file_that_may_not_be_read(adder: Adders, open_folder: Path) -> None:
    place = made_record(open_folder / "record.sqlite", 1)
    Path(place).chmod(0)
    [done] = adder.run(Job(place, 0, 5, uid=somebody()))
    assert told_by(done, place) == "permission denied"


# No record at all.


def opened(place: str, *, create: bool = True) -> DragomanError:
    """What opening, reading and adding to what is no record says."""
    with pytest.raises(RecordError) as caught, Record.open(place, create=create) as record:
        list(record.events())
        add(record.recorder(), PAGES[:5])
    return caught.value


def test_a_text(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a record.\n" * 100, encoding="utf-8")
    for create in (True, False):
        error = opened(str(path), create=create)
        assert isinstance(error, NotARecordError)
        assert told(error, str(path)) == "this file is no record of Dragoman's"
    assert path.read_text(encoding="utf-8") == "Not a record.\n" * 100


@pytest.mark.parametrize("application", [0, 77])
def test_another_program_s_database(tmp_path: Path, application: int) -> None:
    path = tmp_path / "other.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, body TEXT)")
        connection.commit()
    before = path.read_bytes()
    error = opened(str(path))
    assert isinstance(error, NotARecordError)
    assert re.search("another program's database|holds other tables than a record's", told(error, str(path)))
    assert path.read_bytes() == before


def test_another_database_on_the_server(postgres_record_url: str) -> None:
    engine = sa.create_engine(postgres_record_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE articles (id int PRIMARY KEY)"))
    engine.dispose()
    with pytest.raises(NotARecordError, match="holds other tables than a record's"):
        Record.open(postgres_record_url, create=True)


def test_an_empty_file_becomes_a_record_only_by_adding(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    path.touch()
    assert told(opened(str(path), create=False), str(path)) == "it is empty"
    assert path.stat().st_size == 0
    made_record(path, 3)
    assert_sound(str(path), list(MADE)[:3], MADE)


def test_a_folder_and_no_file(tmp_path: Path) -> None:
    assert told(opened(str(tmp_path)), str(tmp_path)) == "this is a folder; a record is a file"
    missing = str(tmp_path / "missing.sqlite")
    assert told(opened(missing, create=False), missing) == "there is no record yet; `dragoman add` makes one"
    assert not Path(missing).exists()
    (tmp_path / "file").touch()
    below = str(tmp_path / "file" / "record.sqlite")
    assert "folder" in told(opened(below), below)


DAMAGED = "this file is no record of Dragoman's, or it is damaged"


@pytest.mark.parametrize("keep", [100, 5000, 0.3, 0.9])
def test_a_record_that_was_cut_off(tmp_path: Path, keep: float) -> None:
    path = tmp_path / "record.sqlite"
    made_record(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(keep if keep > 1 else keep * len(whole))])
    assert told(opened(str(path)), str(path)) == DAMAGED


def test_a_record_with_bytes_overwritten_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    made_record(path)
    whole = path.read_bytes()
    size = len(whole)
    noise = random.Random(3).randbytes(size)
    path.write_bytes(whole[:8192] + noise[8192 : size - 8192] + whole[size - 8192 :])
    assert told(opened(str(path)), str(path)) == DAMAGED


@pytest.mark.parametrize("seed", range(12))
def test_a_record_with_noise_in_it_is_read_or_is_said_to_be_damaged(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "record.sqlite"
    made_record(path, 10)
    whole = bytearray(path.read_bytes())
    noise = random.Random(seed)
    for _ in range(20):
        at = noise.randrange(100, len(whole) - 64)
        whole[at : at + 64] = noise.randbytes(64)
    path.write_bytes(whole)
    try:
        with Record.open(str(path), create=True) as record:
            list(record.events())
            add(record.recorder(), PAGES[10:20])
    except NotARecordError as error:
        assert told(error, str(path)) == DAMAGED


def test_a_record_of_a_newer_version(record_url: str) -> None:
    with Record.open(record_url, create=True) as record:
        add(record.recorder(), PAGES[:3])
        with record.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    for create in (True, False):
        with pytest.raises(NewerRecordError) as caught:
            Record.open(record_url, create=create)
        line = told(caught.value, record.place)
        assert line == "made by a newer version of Dragoman (its tables are 9999); update first"


# Two writers.


def by_content(place: str) -> list[object]:
    """The events without what depends on which of two writers was first."""
    with Record.open(place) as record:
        events = [event_json(event) for event in record.events()]
    for event in events:
        event.pop("id")
        event["sources"] = sorted(event["sources"], key=repr)
    return sorted(events, key=repr)


def test_two_writers_at_once_make_one_record(adder: Adders, record_url: str, tmp_path: Path) -> None:
    done = adder.run(Job(record_url, 0, 120), Job(record_url, 60, 180))
    assert [(each.status, each.message) for each in done] == [(0, None), (0, None)]
    alone = made_record(tmp_path / "alone.sqlite", 180)
    with Record.open(record_url) as record, record.reading() as connection:
        hashes = connection.execute(sa.text("SELECT raw_hash FROM articles")).scalars().all()
        counted = connection.execute(sa.text("SELECT count(*) FROM reports")).scalar()
    assert sorted(hashes) == sorted(page.digest for page in PAGES[:180])
    assert counted == sum(len(page.reports) for page in PAGES[:180])
    assert by_content(record_url) == by_content(alone)


def test_eight_may_make_a_record_at_once(adder: Adders, record_url: str) -> None:
    done = adder.run(*[Job(record_url, 0, 5)] * 8)
    assert [(each.status, each.message) for each in done] == [(0, None)] * 8
    with Record.open(record_url) as record:
        assert len(list(record.articles())) == len({page.article.url for page in PAGES[:5]})


def test_a_writer_that_waits_too_long_says_who_is_in_the_way(record_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 1)
    with Record.open(record_url, create=True) as holder, Record.open(record_url, create=True) as record:
        add(record.recorder(), PAGES[:2])
        recorder = record.recorder()
        with holder.recorder().writing(), pytest.raises(RecordBusyError) as caught:
            add(recorder, PAGES[2:3])
        assert told(caught.value, record.place) == "another program has held it for 1 seconds; try again later"
        add(recorder, PAGES[2:4])
        assert len(list(record.articles())) == 4


# A server that goes away.


def test_a_server_that_is_gone_in_mid_run(postgres_server: postgres.Server) -> None:
    url = sa.make_url(postgres_server.url()).set(password="s3cret").render_as_string(hide_password=False)
    acknowledged: list[str] = []
    enough = threading.Event()

    def crash() -> None:
        enough.wait(60)
        postgres_server.stop("immediate")

    with Record.open(url, create=True) as record:
        assert "s3cret" not in record.place
        recorder = record.recorder()
        crashing = threading.Thread(target=crash)
        crashing.start()
        with pytest.raises(RecordError) as caught:
            for page in PAGES:
                recorder.add(page.article, page.reports, page.digest)
                acknowledged.append(page.digest)
                if len(acknowledged) == 20:
                    enough.set()
        crashing.join()
        assert told(caught.value, record.place).startswith(
            "the database does not answer; what was added before is kept"
        )
        with pytest.raises(RecordError, match="does not answer") as unreachable:
            add(recorder, PAGES[-1:])
        with pytest.raises(RecordError, match="does not answer") as unopened:
            Record.open(url)
        for error in (caught.value, unreachable.value, unopened.value):
            assert "s3cret" not in told(error, record.place)
        postgres_server.start()
        with record.reading() as connection:
            stored = set(connection.execute(sa.text("SELECT raw_hash FROM articles")).scalars())
        assert set(acknowledged) <= stored
        assert len(stored) <= len(acknowledged) + 1
        add(recorder, PAGES[:60])
        assert len({a.id for a in record.articles()}) == len({page.article.url for page in PAGES[:60]})


def test_a_reader_that_stays_long_leaves_no_journal_that_is_long_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.sqlite"
    monkeypatch.setattr(database, "_JOURNAL_PAGES", 50)
    monkeypatch.setattr(database, "_JOURNAL_BYTES", 100_000)
    journal = path.with_name("record.sqlite-wal")
    made_record(path)
    with Record.open(str(path), create=True) as record, Record.open(str(path)) as other:
        recorder = record.recorder()
        with other.reading() as connection:
            connection.execute(sa.text("SELECT count(*) FROM articles")).scalar()
            add(recorder, PAGES[40:80])
            grown = journal.stat().st_size
        add(recorder, PAGES[80:100])
        assert journal.stat().st_size < grown / 2


def test_postgresql_plans_each_question_anew_but_not_what_adding_repeats(record_url: str) -> None:
    if not record_url.startswith("postgresql"):
        pytest.skip("SQLite plans each question anew by itself")
    mode = sa.text("SHOW plan_cache_mode")
    with Record.open(record_url, create=True) as record:
        with record.reading() as connection:
            assert connection.execute(mode).scalar() == "force_custom_plan"
        with Recorder(record.engine, record.place).writing() as connection:
            assert connection.execute(mode).scalar() == "auto"
