"""The record of the record samples, once for each store and process."""

import datetime as dt
from collections.abc import Iterator

import pytest

import postgres
from dragoman.pages.sources import read_sources
from dragoman.reading import Reading, over_pages, read_page
from dragoman.record.intake import article_hash
from dragoman.record.judge import Judge
from dragoman.record.record import Record
from dragoman.samples import record_sample_pages

TODAY = dt.date(2020, 1, 1)


@pytest.fixture(scope="session")
def readings() -> list[Reading]:
    """The sample pages, read."""
    found = over_pages(read_page, read_sources([str(record_sample_pages())]), jobs=1)
    return [reading for reading in found if isinstance(reading, Reading)]


def fill(place: str, readings: list[Reading]) -> None:
    """Make a record of the samples."""
    with Record.open(place, create=True) as record:
        recorder = record.recorder()
        for reading in readings:
            recorder.add(reading.article, reading.reports, article_hash(reading.article))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def samples_place(
    request: pytest.FixtureRequest, readings: list[Reading], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The place of a record of the samples that tests only read."""
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("record") / "record.sqlite")
        fill(place, readings)
        yield place
        return
    with postgres.fresh_database(request.getfixturevalue("postgres_url")) as url:
        fill(url, readings)
        yield url


@pytest.fixture
def record(samples_place: str) -> Iterator[Record]:
    """The record of the samples, asked on the day of their expected record."""
    with Record.open(samples_place, as_of=TODAY) as opened:
        yield opened


@pytest.fixture
def own_place(record_url: str, readings: list[Reading]) -> str:
    """The place of a record of the samples that the test may change."""
    fill(record_url, readings)
    return record_url


@pytest.fixture
def judge(own_place: str) -> Iterator[Judge]:
    """What judges in that record."""
    with Record.open(own_place, create=True) as opened:
        yield Judge(opened.engine, own_place)
