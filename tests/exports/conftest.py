"""The made record, and a way to write it."""

import io

import pytest
from made_record import ACTORS, ARTICLES, EVENTS, Record, Written

from dragoman.exports import FORMATS, Contents


@pytest.fixture
def record() -> Record:
    return Record(EVENTS, tuple(ARTICLES.values()), ACTORS)


@pytest.fixture
def written(record: Record) -> Written:
    """The bytes of the record in a format; that they are the same twice is checked each time."""

    def write(name: str, rows: int | None = None, contents: Contents = record) -> bytes:
        outs = io.BytesIO(), io.BytesIO()
        counts = {FORMATS[name].write(contents, out) for out in outs}
        assert outs[0].getvalue() == outs[1].getvalue()
        assert rows is None or counts == {rows}
        return outs[0].getvalue()

    return write


@pytest.fixture
def empty() -> Record:
    return Record((), (), ())
