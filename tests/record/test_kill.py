"""`kill -9` at 200 random moments: what was acknowledged is there, and nothing is half there."""

import random
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from adding import Adders, Job, adders
from soundness import assert_sound
from synthetic import Page, pages

from dragoman.jsonio import event_json
from dragoman.record.record import Record

KILLS_IN_CREATION = 60
KILLS_A_RECORD = 20
RECORDS = 7
# A process is killed within so many times the time that making a record, or opening one and adding a few pages, takes
# on this machine at this moment.
SPREAD = 2.0
FEW_PAGES = 3
PAGES = 2000


@pytest.fixture(scope="module")
def adder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Adders]:
    with adders() as running:
        # The first job waits until the server has loaded everything, which is none of what is timed.
        running.run(Job(str(tmp_path_factory.mktemp("warm") / "warm.sqlite"), 0, 1))
        yield running


@pytest.fixture(scope="module")
def made() -> dict[str, Page]:
    return {page.digest: page for page in pages(PAGES)}


def seconds(adder: Adders, *jobs: Job) -> float:
    """How long these jobs take, one after the other."""
    start = time.perf_counter()
    for job in jobs:
        [done] = adder.run(job)
        assert (done.status, done.message) == (0, None)
    return time.perf_counter() - start


def events_of(place: str) -> list[object]:
    with Record.open(place) as record:
        return [event_json(event) for event in record.events()]


def test_killed_while_the_record_is_made(adder: Adders, made: dict[str, Page], tmp_path: Path) -> None:
    moments = random.Random(1)
    longest = SPREAD * seconds(adder, Job(str(tmp_path / "timed.sqlite"), 0, 1))
    for attempt in range(KILLS_IN_CREATION):
        place = str(tmp_path / f"{attempt}.sqlite")
        [done] = adder.run(Job(place, 0, PAGES, kill_after=moments.uniform(0, longest)))
        assert done.killed and done.error is None
        [resumed] = adder.run(Job(place, len(done.acknowledged), 5))
        assert (resumed.status, resumed.message) == (0, None)
        assert_sound(place, done.acknowledged + resumed.acknowledged, made)


@pytest.mark.parametrize("number", range(RECORDS))
def test_killed_while_pages_are_added(adder: Adders, made: dict[str, Page], tmp_path: Path, number: int) -> None:
    moments = random.Random(2 + number)
    place = str(tmp_path / "killed.sqlite")
    acknowledged: list[str] = []
    timed = str(tmp_path / "timed.sqlite")
    seconds(adder, Job(timed, 0, 1))
    longest = SPREAD * seconds(adder, Job(timed, 1, 1 + FEW_PAGES))
    for _ in range(KILLS_A_RECORD):
        [done] = adder.run(Job(place, len(acknowledged), PAGES, kill_after=moments.uniform(0, longest)))
        assert done.killed and done.error is None
        acknowledged += done.acknowledged
        if Path(place).exists() and Path(place).stat().st_size and has_tables(place):
            assert_sound(place, acknowledged, made)
    [done] = adder.run(Job(place, len(acknowledged), len(acknowledged) + 20))
    assert done.status == 0
    acknowledged += done.acknowledged
    assert assert_sound(place, acknowledged, made) == set(acknowledged)
    assert len(acknowledged) == len(set(acknowledged)) > 20

    whole = str(tmp_path / "whole.sqlite")
    [done] = adder.run(Job(whole, 0, len(acknowledged)))
    assert list(done.acknowledged) == acknowledged
    assert events_of(place) == events_of(whole)


def has_tables(place: str) -> bool:
    with sqlite3.connect(place) as connection:
        found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]
    connection.close()
    return bool(found)
