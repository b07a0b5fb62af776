"""What a list of events comes to: how many of which kind, the first and the last, and the longest times without any."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.findings.lines import Line, has_status, iso, lines_numbered
from dragoman.model import EventStatus, Kind, Status
from dragoman.record.event_store import REJECTED

RECENT: Final = 10
_GAPS: Final = 5
# "In 2018" tells no days on which there was contact.
_LONGEST: Final = 31
# What was to come in the course of a year that began so many days ago may still come.
_LONG_AGO: Final = 400


@dataclass(frozen=True, slots=True)
class Count:
    """So many events of a kind are of a status."""

    kind: Kind
    status: EventStatus
    events: int


@dataclass(frozen=True, slots=True)
class Gap:
    """`days` without contact, from the last day of one contact to the first day of the next."""

    first: str
    last: str
    days: int


@dataclass(frozen=True, slots=True)
class Contacts:
    """The events of a side or of a pair. Days are ISO 8601.

    `first` and `last` are the days of the first and last contact that happened, and `gaps` the longest times between
    two, the longest first; contacts without a day, or known to a month only, count for neither. `recent` are the last
    events up to the day of asking and `coming` the next that are planned or possible, each in order.
    """

    events: int
    counts: tuple[Count, ...]
    first: str | None
    last: str | None
    gaps: tuple[Gap, ...]
    recent: tuple[Line, ...]
    coming: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """So many rows of events are of a kind, a status (also `REJECTED`) and, where rows have one, a role."""

    kind: str
    status: str
    role: str | None
    events: int


def sums_of(connection: Connection, rows: sa.Subquery) -> list[Sum]:
    """What the rows of events come to, in one look at all of them."""
    by = [rows.c.kind, rows.c.status, *([rows.c.role] if "role" in rows.c else ())]
    found = connection.execute(sa.select(*by, sa.func.count()).group_by(*by)).all()
    return [Sum(row[0], row[1], row[2] if len(row) > 3 else None, row[-1]) for row in found]


def contacts_of(connection: Connection, rows: sa.Subquery, as_of: dt.date, sums: list[Sum] | None = None) -> Contacts:
    """What the rows of events (`rows_of`, `rows_between`) come to on a day; `sums` are theirs, if known already."""
    counts = _counts(connection, rows, as_of, sums_of(connection, rows) if sums is None else sums)
    spans = _spans(connection, rows)
    today = as_of.toordinal()
    known = sa.select(rows.c.event_id).where(rows.c.status != REJECTED)
    recent = known.where(rows.c.day <= today).order_by(rows.c.day.desc(), rows.c.event_id.desc()).limit(RECENT)
    plan = sa.or_(*(has_status(rows.c, s, as_of) for s in (EventStatus.PLANNED, EventStatus.POSSIBLE)))
    begun = rows.c.day >= today - _LONG_AGO
    coming = known.where(plan, begun, rows.c.last_day >= today).order_by(rows.c.day, rows.c.event_id).limit(RECENT)
    last = list(reversed(connection.execute(recent).scalars().all()))
    following = connection.execute(coming).scalars().all()
    return Contacts(
        events=sum(count.events for count in counts),
        counts=counts,
        first=iso(spans[0][0]) if spans else None,
        last=iso(max(end for _, end in spans)) if spans else None,
        gaps=_gaps(spans),
        recent=tuple(lines_numbered(connection, list(dict.fromkeys(last)), as_of)),
        coming=tuple(lines_numbered(connection, list(dict.fromkeys(following)), as_of)),
    )


def _counts(connection: Connection, rows: sa.Subquery, as_of: dt.date, sums: list[Sum]) -> tuple[Count, ...]:
    every: Counter[tuple[str, str]] = Counter()
    for part in sums:
        if part.status != REJECTED:
            every[part.kind, part.status] += part.events
    grouped = sa.select(rows.c.kind, rows.c.status, sa.func.count()).group_by(rows.c.kind, rows.c.status)
    plans = (str(Status.PLANNED), str(Status.POSSIBLE))
    passed = grouped.where(rows.c.status.in_(plans), rows.c.last_day < as_of.toordinal())
    late = {(row[0], row[1]): row[2] for row in connection.execute(passed)}
    counted: dict[tuple[Kind, EventStatus], int] = {}
    for (kind, status), number in every.items():
        unconfirmed = late.get((kind, status), 0)
        for told, part in ((EventStatus(status), number - unconfirmed), (EventStatus.UNCONFIRMED, unconfirmed)):
            if part:
                counted[Kind(kind), told] = counted.get((Kind(kind), told), 0) + part
    kinds, statuses = list(Kind), list(EventStatus)
    ordered = sorted(counted.items(), key=lambda item: (kinds.index(item[0][0]), statuses.index(item[0][1])))
    return tuple(Count(kind, told, number) for (kind, told), number in ordered)


def _spans(connection: Connection, rows: sa.Subquery) -> list[tuple[int, int]]:
    """The days on which contacts that happened began, each with the last day of the longest, in order."""
    exact = sa.and_(rows.c.last_day - rows.c.day <= _LONGEST, rows.c.last_day >= rows.c.day)
    found = sa.select(rows.c.day, sa.func.max(rows.c.last_day)).where(rows.c.status == str(Status.HAPPENED), exact)
    return [(row[0], row[1]) for row in connection.execute(found.group_by(rows.c.day).order_by(rows.c.day))]


def _gaps(spans: list[tuple[int, int]]) -> tuple[Gap, ...]:
    found: list[tuple[int, int, int]] = []
    end: int | None = None
    for first, last in spans:
        if end is not None and first - end > 1:
            found.append((first - end, end, first))
        end = last if end is None else max(end, last)
    found.sort(key=lambda gap: (-gap[0], gap[1]))
    return tuple(Gap(iso(a) or "", iso(b) or "", days) for days, a, b in found[:_GAPS])


@dataclass(frozen=True, slots=True)
class Ranked:
    """An actor or state with the events that happened with it, and the first and last day of these where known."""

    id: str
    name: str
    events: int
    first: str | None
    last: str | None


def tally(rows: Any) -> tuple[sa.ColumnElement[Any], sa.ColumnElement[Any], sa.ColumnElement[Any]]:
    """How many events, and their first and last day; those without a day have none."""
    dated = sa.case((rows.last_day.is_not(None), rows.day))
    return sa.func.count().label("events"), sa.func.min(dated).label("first"), sa.func.max(dated).label("last")
