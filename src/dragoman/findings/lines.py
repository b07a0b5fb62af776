"""Events in short, as lists show them: who, what, when and where, without their sources and lives."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.model import (
    Actor,
    ActorType,
    EventParticipant,
    EventStatus,
    Kind,
    Place,
    Role,
    Status,
    Strength,
    TimeSpan,
)
from dragoman.record.event_store import REJECTED
from dragoman.record.record import status_on
from dragoman.record.rows import place_of_row, when_of_row
from dragoman.record.schema import actors, event_participants, events

_COLUMNS: Final = (
    events.c.id,
    events.c.key,
    events.c.kind,
    events.c.status,
    events.c.start,
    events.c.end,
    events.c.approximate,
    events.c.last_day,
    events.c.place_name,
    events.c.place_country,
    events.c.lat,
    events.c.lon,
    events.c.geonames,
    events.c.confidence,
    events.c.independent_sources,
    events.c.strength,
    events.c.reports,
    events.c.first_reported,
    events.c.last_reported,
    events.c.verdict,
)
_NUMBERS: Final[sa.BindParameter[int]] = sa.bindparam("numbers", expanding=True)
_LINES: Final = sa.select(*_COLUMNS).where(events.c.id.in_(_NUMBERS))
_WHO: Final = (
    sa.select(event_participants, actors.c.key)
    .join(actors, actors.c.id == event_participants.c.actor_id)
    .where(event_participants.c.event_id.in_(_NUMBERS))
    .order_by(event_participants.c.event_id, event_participants.c.position)
)


@dataclass(frozen=True, slots=True)
class Line:
    """An event in short. As in `Event`; `strength` is that of its best source, `reports` counts copies, too."""

    id: str
    kind: Kind
    status: EventStatus
    participants: tuple[EventParticipant, ...]
    place: Place | None
    when: TimeSpan | None
    confidence: float
    independent_sources: int
    strength: Strength | None
    reports: int
    first_reported: str | None
    last_reported: str | None
    verdict: str | None


def present() -> sa.ColumnElement[bool]:
    """What makes an event one at all: not merged into another, not withdrawn."""
    # Almost all events redirect nowhere, so the index of those that do must not be taken for a short cut.
    return sa.and_(sa.func.coalesce(events.c.redirect_to, 0) == 0, events.c.reports > 0)


def standing() -> sa.ColumnElement[bool]:
    """What makes an event count: not merged into another, not withdrawn, not rejected, nor all of its reports."""
    return sa.and_(
        present(),
        events.c.independent_sources > 0,
        sa.func.coalesce(events.c.verdict, "") != REJECTED,
    )


def lines_numbered(connection: Connection, numbers: Sequence[int], as_of: dt.date) -> list[Line]:
    """The events of these rows in short, in the order given; `as_of` is the day on which statuses are asked."""
    wanted = {"numbers": list(numbers)}
    if not wanted["numbers"]:
        return []
    people: dict[int, list[EventParticipant]] = {}
    for row in connection.execute(_WHO, wanted).mappings():
        people.setdefault(row["event_id"], []).append(participant_of(row))
    rows = {row["id"]: row for row in connection.execute(_LINES, wanted).mappings()}
    return [_line(rows[n], tuple(people.get(n, ())), as_of) for n in numbers if n in rows]


def participant_of(row: sa.RowMapping) -> EventParticipant:
    """The participant of a row of `event_participants` joined with the actor's key."""
    actor = Actor(row["name"], ActorType(row["type"]), row["country"], row["office"])
    return EventParticipant(row["key"], actor, Role(row["role"]))


def _line(row: sa.RowMapping, people: tuple[EventParticipant, ...], as_of: dt.date) -> Line:
    return Line(
        id=row["key"],
        kind=Kind(row["kind"]),
        status=status_on(Status(row["status"]), row["last_day"], as_of),
        participants=people,
        place=place_of_row(row),
        when=when_of_row(row),
        confidence=row["confidence"],
        independent_sources=row["independent_sources"],
        strength=Strength(row["strength"]) if row["strength"] else None,
        reports=row["reports"],
        first_reported=row["first_reported"],
        last_reported=row["last_reported"],
        verdict=row["verdict"],
    )


def iso(day: int | None) -> str | None:
    """The ISO 8601 day of an ordinal."""
    return dt.date.fromordinal(day).isoformat() if day else None


def has_status(columns: Any, status: EventStatus, as_of: dt.date) -> sa.ColumnElement[bool]:
    """Whether a table's `status` and `last_day` come to this status on a day."""
    passed = sa.func.coalesce(columns.last_day, as_of.toordinal()) < as_of.toordinal()
    plan = (str(Status.PLANNED), str(Status.POSSIBLE))
    if status is EventStatus.UNCONFIRMED:
        return sa.and_(columns.status.in_(plan), passed)
    if str(status) in plan:
        return sa.and_(columns.status == str(status), sa.not_(passed))
    same: sa.ColumnElement[bool] = columns.status == str(status)
    return same
