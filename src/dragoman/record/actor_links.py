"""Actors that turn out to be one, and actors that turn out to be two."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.errors import UsageError
from dragoman.record.actor_store import forget_everywhere
from dragoman.record.schema import actors, report_participants, reports

_BY_KEY = sa.select(actors.c.id, actors.c.key, actors.c.merged_into).where(actors.c.key == sa.bindparam("key"))
_MERGE = (
    sa.update(actors)
    .where((actors.c.id == sa.bindparam("number")) | (actors.c.merged_into == sa.bindparam("number")))
    .values(merged_into=sa.bindparam("goal"))
)


def actor_named(connection: Connection, key: str) -> int | None:
    """The row of the actor with an id; None if there is none."""
    row = connection.execute(_BY_KEY, {"key": key}).first()
    return row.id if row is not None else None


def events_of_actor(connection: Connection, *numbers: int) -> list[int]:
    """The events whose reports name one of these actors."""
    statement = (
        sa.select(reports.c.event_id)
        .join(report_participants, report_participants.c.report_id == reports.c.id)
        .where(report_participants.c.actor_id.in_(numbers), reports.c.event_id.is_not(None))
        .distinct()
        .order_by(reports.c.event_id)
    )
    return [number for number in connection.execute(statement).scalars() if number is not None]


def join_actors(connection: Connection, one: str, other: str) -> list[int]:
    """Let the second actor be the first from now on. The numbers of the events to work out anew."""
    goal, goes = _final(connection, one), _final(connection, other)
    if goal == goes:
        return []
    connection.execute(_MERGE, {"number": goes, "goal": goal})
    forget_everywhere(connection)
    return events_of_actor(connection, goes, goal)


def part_actors(connection: Connection, one: str, other: str) -> list[int]:
    """Let two actors that were joined be two again; those that never were one stay as they are."""
    touched: list[int] = []
    for key in (one, other):
        row = connection.execute(_BY_KEY, {"key": key}).first()
        if row is not None and row.merged_into is not None:
            connection.execute(sa.update(actors).where(actors.c.id == row.id).values(merged_into=None))
            forget_everywhere(connection)
            touched += events_of_actor(connection, row.id, row.merged_into)
    return list(dict.fromkeys(touched))


def _final(connection: Connection, key: str) -> int:
    row = connection.execute(_BY_KEY, {"key": key}).first()
    if row is None:
        raise UsageError(f"no actor {key}")
    return int(row.id if row.merged_into is None else row.merged_into)
