"""Parquet: one row per event with typed columns, for analysis."""

import datetime as dt
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

import duckdb

from dragoman.exports.contents import Contents
from dragoman.exports.dates import first_day, last_day
from dragoman.exports.writing import encoded
from dragoman.jsonio import dumps, event_json
from dragoman.model import TimeSpan

_PLACE: Final = "STRUCT(name VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, geonames BIGINT)"
# Bytes of a line of JSON. DuckDB reserves room for the longest that it is told of, so it is told no more than needed.
_USUAL_LINE: Final = 1 << 22

COLUMNS: Final[dict[str, str]] = {
    "id": "VARCHAR",
    "kind": "VARCHAR",
    "status": "VARCHAR",
    "participants": (
        "STRUCT(name VARCHAR, country VARCHAR, role VARCHAR, type VARCHAR, office VARCHAR, actor VARCHAR)[]"
    ),
    "place": _PLACE,
    "start": "VARCHAR",
    "end": "VARCHAR",
    "approximate": "BOOLEAN",
    "first_day": "DATE",
    "last_day": "DATE",
    "confidence": "DOUBLE",
    "independent_sources": "INTEGER",
    "sources": (
        "STRUCT(article VARCHAR, outlet VARCHAR, agency VARCHAR, url VARCHAR, published DATE, attribution VARCHAR, "
        "evidence VARCHAR, copy_of VARCHAR, report VARCHAR, title VARCHAR, kind VARCHAR, status VARCHAR, "
        f'"start" VARCHAR, "end" VARCHAR, approximate BOOLEAN, place {_PLACE}, strength VARCHAR, voice VARCHAR, '
        "span INTEGER[], confidence DOUBLE, rejected BOOLEAN, rejected_as_copy BOOLEAN)[]"
    ),
    "life": 'STRUCT("on" DATE, article VARCHAR, field VARCHAR, "from" VARCHAR, "to" VARCHAR)[]',
    "disagreements": 'STRUCT(field VARCHAR, "values" VARCHAR[], articles VARCHAR[][])[]',
    "plover": "STRUCT(event VARCHAR, mode VARCHAR)",
    "cameo": "VARCHAR",
    "about": "VARCHAR[]",
    "first_reported": "DATE",
    "last_reported": "DATE",
    "former_ids": "VARCHAR[]",
    "verdict": "VARCHAR",
    "corrected": "VARCHAR[]",
}


def write(contents: Contents, out: BinaryIO) -> int:
    """The events as Parquet; the file is built in a private temporary folder and copied to `out`."""
    with TemporaryDirectory(prefix="dragoman-") as folder:
        lines, table = Path(folder, "events.jsonl"), Path(folder, "events.parquet")
        with lines.open("wb") as stream:
            count, longest = _write_lines(contents, stream)
        # One thread keeps the rows in order and the bytes the same; extensions are never looked for in the network.
        with duckdb.connect(
            config={
                "threads": 1,
                "temp_directory": folder,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        ) as base:
            base.read_json(
                str(lines), columns=COLUMNS, format="newline_delimited", maximum_object_size=longest
            ).write_parquet(str(table), compression="zstd")
        with table.open("rb") as stream:
            shutil.copyfileobj(stream, out)
    return count


def _write_lines(contents: Contents, stream: BinaryIO) -> tuple[int, int]:
    """Returns the number of lines and the most bytes that one of them can have."""
    count, longest = 0, _USUAL_LINE
    for event in contents.events():
        raw = encoded(dumps({**event_json(event), **_bounds(event.when)}) + "\n")
        stream.write(raw)
        count += 1
        longest = max(longest, len(raw) + 1)
    return count, longest


def _bounds(when: TimeSpan | None) -> dict[str, Any]:
    """The earliest day of the start and the latest of the end, for filters; the dates as told are beside them."""
    first = first_day(when.start) if when else None
    last = last_day(when.end) if when else None
    return {"first_day": _iso(first), "last_day": _iso(last)}


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
