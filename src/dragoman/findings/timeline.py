"""What happened, in order."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.findings.lines import Line, has_status, lines_numbered, present, standing
from dragoman.findings.named import Somebody, State, Where, cased
from dragoman.findings.sides import Side, rows_between, rows_of, takes_part
from dragoman.model import Event, EventStatus, Kind
from dragoman.record.record import Record
from dragoman.record.schema import events

_BATCH: Final = 200
# Around a city that is asked for, in degrees of latitude: its suburbs.
_AROUND: Final = 0.25


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: all conditions that are not None hold together.

    `since` and `until` (both included) are met by events that lie between them in part. `rejected` adds the events that
    people rejected.
    """

    who: Somebody | None = None
    country: State | None = None
    pair: tuple[Side, Side] | None = None
    kind: Kind | None = None
    status: EventStatus | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    place: Where | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events by first day (those without a day by the day of their first report); `more` says that earlier ones,
    before the limit, were left out.
    """

    lines: tuple[Line, ...]
    more: bool


def timeline(record: Record, wanted: Wanted, limit: int) -> Timeline:
    """The last `limit` of the events, in short, in order."""
    with record.reading() as connection:
        numbers, more = _last(connection, wanted, limit, record.as_of)
        return Timeline(tuple(lines_numbered(connection, numbers, record.as_of)), more)


def timeline_events(record: Record, wanted: Wanted, limit: int | None = None) -> Iterator[Event]:
    """The events, or the last `limit` of them, with everything about them, in order."""
    with record.reading() as connection:
        numbers: Sequence[int]
        if limit is None:
            found, day = _found(wanted, record.as_of)
            numbers = connection.execute(found.order_by(day, events.c.id)).scalars().all()
        else:
            numbers, _ = _last(connection, wanted, limit, record.as_of)
        for start in range(0, len(numbers), _BATCH):
            yield from record.events_numbered(connection, numbers[start : start + _BATCH])


def _last(connection: Connection, wanted: Wanted, limit: int, as_of: dt.date) -> tuple[list[int], bool]:
    found, day = _found(wanted, as_of)
    numbers = connection.execute(found.order_by(day.desc(), events.c.id.desc()).limit(limit + 1)).scalars().all()
    return list(reversed(numbers[:limit])), len(numbers) > limit


def _found(wanted: Wanted, as_of: dt.date) -> tuple[sa.Select[Any], sa.ColumnElement[int]]:
    """The events' rows, and the column of the day by which they are ordered."""
    driver, others = _driver(wanted)
    rows: Any = events.c if driver is None else driver.c
    number = events.c.id if driver is None else rows.event_id
    found = sa.select(events.c.id)
    if driver is not None:
        found = found.select_from(driver.join(events, events.c.id == number))
    conditions: list[sa.ColumnElement[bool]] = [present() if wanted.rejected else standing()]
    conditions += [takes_part(side, number, rows.day) for side in others]
    if wanted.kind is not None:
        conditions.append(rows.kind == str(wanted.kind))
    if wanted.status is not None:
        conditions.append(has_status(rows if not wanted.rejected else events.c, wanted.status, as_of))
    conditions += _between(rows, wanted)
    if wanted.place is not None:
        conditions.append(at(wanted.place))
    return found.where(*conditions), rows.day


def _driver(wanted: Wanted) -> tuple[sa.Subquery | None, list[Side]]:
    """Where the events are looked for, None for all events, and the sides that must take part besides."""
    sides: list[Side] = [side for side in (wanted.who, wanted.country) if side is not None]
    if wanted.pair is not None and wanted.place is None:
        return rows_between(*wanted.pair), sides
    if wanted.pair is not None:
        sides += wanted.pair
        sides.sort(key=lambda side: isinstance(side, State))
    # A person has fewer events than a place, a state has more.
    if sides and (isinstance(sides[0], Somebody) or wanted.place is None):
        return rows_of(sides[0]), sides[1:]
    return None, sides


def _between(rows: Any, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.until is not None:
        conditions.append(rows.day <= wanted.until.toordinal())
    if wanted.since is not None:
        conditions.append(sa.func.coalesce(rows.last_day, rows.day) >= wanted.since.toordinal())
    return conditions


def at(where: Where, columns: Any = events.c, *, country: str = "place_country", name: str = "place_name") -> Any:
    """Whether a row's place is in a state, or is a city or lies right around it."""
    place = where.place
    if where.is_state:
        return columns[country] == place.country
    assert place.name is not None
    named: sa.ColumnElement[bool] = columns[name].in_(cased(place.name))
    if place.lat is None or place.lon is None:
        return sa.and_(named, columns[country] == place.country) if place.country else named
    wide = _AROUND / max(0.1, math.cos(math.radians(place.lat)))
    around = sa.and_(
        columns.lat.between(place.lat - _AROUND, place.lat + _AROUND),
        columns.lon.between(place.lon - wide, place.lon + wide),
    )
    return sa.and_(columns[country] == place.country, sa.or_(named, around))
