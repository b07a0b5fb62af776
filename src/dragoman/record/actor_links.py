"""Actors that turn out to be one, and actors that turn out to be two."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.errors import UsageError
from dragoman.model import Verdict
from dragoman.record.actor_store import forget_everywhere
from dragoman.record.judged import final_key, newest
from dragoman.record.schema import actors, events, judgements, report_participants, reports

_BY_KEY = sa.select(actors.c.id, actors.c.key, actors.c.merged_into).where(actors.c.key == sa.bindparam("key"))
_MERGE = (
    sa.update(actors)
    .where((actors.c.id == sa.bindparam("number")) | (actors.c.merged_into == sa.bindparam("number")))
    .values(merged_into=sa.bindparam("goal"))
)

_GROUP = sa.select(actors.c.id, actors.c.key, actors.c.merged_into).where(
    actors.c.id.in_(sa.bindparam("goals", expanding=True))
    | actors.c.merged_into.in_(sa.bindparam("goals", expanding=True))
)
_BY_NUMBER = sa.select(actors.c.id, actors.c.merged_into).where(
    actors.c.id.in_(sa.bindparam("numbers", expanding=True))
)
_ALONE = sa.update(actors).where(actors.c.id.in_(sa.bindparam("numbers", expanding=True))).values(merged_into=None)
_SAID = (
    sa.select(judgements.c.verdict, judgements.c.target, judgements.c.other)
    .where(judgements.c.about == "actor", judgements.c.undone_at.is_(None))
    .order_by(judgements.c.at, judgements.c.id)
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


def settle_actors(connection: Connection, one: str, other: str) -> list[int]:
    """Work out anew which of the actors that are one with either are one, from all that stands of what people said.

    Returns the numbers of the events to work out anew. Raises UsageError for an actor that there is not.
    """
    goals = {_final(connection, one), _final(connection, other)}
    rows = connection.execute(_GROUP, {"goals": list(goals)}).all()
    before = {row.id: row.merged_into for row in rows}
    connection.execute(_ALONE, {"numbers": list(before)})
    keys = {row.key for row in rows}
    said = [row for row in connection.execute(_SAID) if {row.target, row.other} <= keys]
    apart = {}
    for row in said:
        apart[frozenset((row.target, row.other))] = row.verdict == Verdict.DIFFERENT
    for row in said:
        if not apart[frozenset((row.target, row.other))]:
            _join(connection, row.target, row.other)
    for pair in dict.fromkeys((row.target, row.other) for row in said if row.verdict == Verdict.DIFFERENT):
        if apart[frozenset(pair)]:
            _part(connection, *pair)
    forget_everywhere(connection)
    after = {row.id: row.merged_into for row in connection.execute(_BY_NUMBER, {"numbers": list(before)})}
    moved = [number for number, goal in after.items() if goal != before[number]]
    return [*events_of_actor(connection, *moved), *_events_joined(connection, moved)] if moved else []


def _events_joined(connection: Connection, numbers: list[int]) -> list[int]:
    """The events in which one of these actors takes part because people say so."""
    statement = sa.select(judgements.c.target).join(actors, actors.c.key == judgements.c.other)
    standing = (judgements.c.verdict == str(Verdict.CORRECT), judgements.c.undone_at.is_(None))
    said = connection.execute(statement.where(actors.c.id.in_(numbers), *standing)).scalars().all()
    keys = [final_key(connection, target) for target in said]
    found = list(connection.execute(sa.select(events.c.id).where(events.c.key.in_(keys))).scalars())
    of_reports = sa.select(reports.c.event_id).where(reports.c.ref.in_(newest(connection, said).values()))
    return [*found, *(n for n in connection.execute(of_reports).scalars() if n is not None)]


def _join(connection: Connection, one: str, other: str) -> None:
    goal, goes = _final(connection, one), _final(connection, other)
    if goal != goes:
        connection.execute(_MERGE, {"number": goes, "goal": goal})


def _part(connection: Connection, one: str, other: str) -> None:
    """Take one of two out of those with whom others say that he is one."""
    if _final(connection, one) == _final(connection, other):
        rows = [connection.execute(_BY_KEY, {"key": key}).one() for key in (other, one)]
        parted = next(row.id for row in rows if row.merged_into is not None)
        connection.execute(_ALONE, {"numbers": [parted]})


def _final(connection: Connection, key: str) -> int:
    row = connection.execute(_BY_KEY, {"key": key}).first()
    if row is None:
        raise UsageError(f"no actor {key}")
    return int(row.id if row.merged_into is None else row.merged_into)
