import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas
import pytest
from made_record import HOSTILE, VISIT, Record, Written

from dragoman.exports import FORMATS


@pytest.fixture
def path(written: Written, tmp_path: Path) -> Path:
    path = tmp_path / "events.parquet"
    path.write_bytes(written("parquet", 7))
    return path


def test_duckdb_reads_typed_columns_and_nested_values(path: Path) -> None:
    with duckdb.connect() as base:
        rows = base.execute(
            "SELECT id, first_day, participants[1].country, sources[1].span, list_count(life), place.lat "
            "FROM read_parquet(?)",
            [str(path)],
        ).fetchall()
    assert rows[0] == ("e-visit", dt.date(2018, 3, 5), "SWE", [0, 50], 2, -1.28333)
    assert [row[0] for row in rows] == [
        "e-visit",
        "e-planned",
        "e-month",
        "e-open",
        "e-summit",
        "e-call",
        "e/undated ?#",
    ]


def test_partial_dates_are_kept_as_told_with_their_bounds_beside_them(path: Path) -> None:
    with duckdb.connect() as base:
        query = 'SELECT "start", "end", first_day, last_day FROM read_parquet(?) WHERE id = ?'
        month = base.execute(query, [str(path), "e-month"]).fetchone()
        by_may = base.execute(query, [str(path), "e-open"]).fetchone()
        undated = base.execute(query, [str(path), "e/undated ?#"]).fetchone()
    assert month == ("2018-05", "2018-05", dt.date(2018, 5, 1), dt.date(2018, 5, 31))
    assert by_may == (None, "2018-05", None, dt.date(2018, 5, 31))
    assert undated == (None, None, None, None)


def test_pandas_reads_it_and_text_is_not_changed(path: Path) -> None:
    frame = pandas.read_parquet(path)
    assert frame.independent_sources.dtype == "int32"
    assert frame.set_index("id").loc["e/undated ?#", "participants"][0]["name"] == HOSTILE


def test_an_event_of_very_many_sources_is_written(written: Written, record: Record, tmp_path: Path) -> None:
    source = replace(VISIT.sources[0], evidence="x" * 1000)
    crowded = replace(VISIT, sources=(source,) * 20_000)
    path = tmp_path / "events.parquet"
    path.write_bytes(written("parquet", 1, replace(record, all_events=(crowded,))))
    with duckdb.connect() as base:
        assert base.execute("SELECT len(sources) FROM read_parquet(?)", [str(path)]).fetchone() == (20_000,)


def test_an_empty_record_has_the_columns(empty: Record) -> None:
    out = io.BytesIO()
    FORMATS["parquet"].write(empty, out)
    out.seek(0)
    assert {"id", "participants", "first_day"} <= set(pandas.read_parquet(out).columns)
