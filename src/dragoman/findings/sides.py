"""Where the events of a side, or of a pair, are found: one index each, whose rows tell day, kind and status."""

from typing import Any

import sqlalchemy as sa

from dragoman.errors import UsageError
from dragoman.findings.named import Somebody, State
from dragoman.record.schema import event_pairs, event_participants, event_sides

Side = State | Somebody


def rows_of(side: Side) -> sa.Subquery:
    """The rows of a side's events: `event_id`, `day`, `kind`, `status` ("rejected" among them), `last_day`, `role`."""
    if isinstance(side, State):
        return _columns(event_sides.c, event_sides.c.role).where(event_sides.c.side == side.code).subquery()
    own = event_participants.c
    return _columns(own, own.role).where(own.actor_id == side.number).subquery()


def rows_between(one: Side, other: Side) -> sa.Subquery:
    """The rows of the events in which both sides take part, as in `rows_of` but without a role.

    Raises UsageError if the two are one.
    """
    if one == other:
        raise UsageError(f"{one.id} is named twice; a pair has two sides")
    if isinstance(one, State) and isinstance(other, State):
        first, second = sorted((one.code, other.code))
        found = _columns(event_pairs.c).where(event_pairs.c.one == first, event_pairs.c.other == second)
        return found.subquery()
    if isinstance(one, State):
        one, other = other, one
    assert isinstance(one, Somebody)
    mine = event_participants.alias()
    found = _columns(mine.c).where(mine.c.actor_id == one.number, takes_part(other, mine.c.event_id, mine.c.day))
    return found.distinct().subquery()


def takes_part(side: Side, event_id: sa.ColumnElement[int], day: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """Whether a side takes part in the event of a row."""
    if isinstance(side, State):
        wanted = sa.and_(event_sides.c.side == side.code, event_sides.c.day == day, event_sides.c.event_id == event_id)
        return sa.exists().where(wanted)
    also = event_participants.alias()
    return sa.exists().where(also.c.event_id == event_id, also.c.actor_id == side.number)


def _columns(own: Any, *more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return sa.select(own.event_id, own.day, own.kind, own.status, own.last_day, *more)
