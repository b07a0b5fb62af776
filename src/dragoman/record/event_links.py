"""Events that turn out to be one, and events that turn out to be two."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.errors import UsageError
from dragoman.model import Verdict
from dragoman.record.event_store import members_by_ref
from dragoman.record.merging import choose_events
from dragoman.record.recorder import found_event, merge_events
from dragoman.record.schema import events, judgements, reports

_EVENT = sa.select(events.c.id, events.c.key, events.c.redirect_to, events.c.reports).where(
    events.c.key == sa.bindparam("key")
)
_NUMBERED = sa.select(events.c.id, events.c.key, events.c.redirect_to, events.c.reports).where(
    events.c.id == sa.bindparam("number")
)
_REDIRECT = (
    sa.update(events).where(events.c.id == sa.bindparam("number")).values(redirect_to=sa.bindparam("goal"), digest=None)
)

_SAME = (
    sa.select(judgements.c.id, judgements.c.target, judgements.c.other, judgements.c.value)
    .where(judgements.c.about == "event", judgements.c.verdict == str(Verdict.SAME), judgements.c.undone_at.is_(None))
    .order_by(judgements.c.at, judgements.c.id)
)
_LED = sa.update(judgements).where(judgements.c.id == sa.bindparam("wanted")).values(value=sa.bindparam("led"))


def final_event(connection: Connection, key: str) -> sa.Row[Any, Any, Any, Any]:
    """The event that an id leads to. Raises UsageError if there is none."""
    row = connection.execute(_EVENT, {"key": key}).first()
    while row is not None and row.redirect_to is not None:
        row = connection.execute(_NUMBERED, {"number": row.redirect_to}).first()
    if row is None:
        raise UsageError(f"no event {key}")
    return row


def join_events(connection: Connection, one: str, other: str) -> tuple[list[int], str | None]:
    """Make two events one: the larger, or the older of two as large, stays.

    The numbers of those to work out anew, and the id that leads on from now on; None if they were one already.
    """
    first, second = final_event(connection, one), final_event(connection, other)
    if first.id == second.id:
        return [first.id], None
    stays = merge_events(connection, first.id, second.id)
    return [stays], second.key if stays == first.id else first.key


def part_events(connection: Connection, one: str, other: str) -> list[int]:
    """Undo the joining of two events that are one: the numbers of those to work out anew, none if they are two."""
    if final_event(connection, one).id != final_event(connection, other).id:
        return []
    return next((touched for key in (one, other) if (touched := part_event(connection, key))), [])


def part_event(connection: Connection, key: str) -> list[int]:
    """Let an event that leads to another one stand for itself again, with the reports that merging had given it."""
    row = connection.execute(_EVENT, {"key": key}).first()
    if row is None or row.redirect_to is None:
        return []
    goal = final_event(connection, key)
    connection.execute(_REDIRECT, {"number": row.id, "goal": None})
    family = _family(connection, row.id)
    own = sa.update(reports).where(reports.c.own_event_id.in_(family), reports.c.event_id == goal.id)
    connection.execute(own.values(event_id=row.id))
    return [row.id, goal.id]


def unsay_same(connection: Connection, one: str, gone: str | None) -> list[int]:
    """Undo a judgement that the event `one` is also another, by which the id `gone` came to lead on.

    Others that stand hold as if that one had never been said. Returns the numbers of the events to work out anew.
    """
    goal = final_event(connection, one).id
    others = [
        row
        for row in connection.execute(_SAME)
        if final_event(connection, row.target).id == final_event(connection, row.other).id == goal
    ]
    touched: list[int] = []
    for key in (*(row.value for row in reversed(others)), gone):
        touched += part_event(connection, key) if key else []
    for row in others:
        numbers, led = join_events(connection, row.target, row.other)
        connection.execute(_LED, {"wanted": row.id, "led": led})
        touched += numbers
    return list(dict.fromkeys(touched))


def _family(connection: Connection, number: int) -> list[int]:
    """An event and all that lead to it."""
    found, front = [number], [number]
    while front:
        front = list(connection.execute(sa.select(events.c.id).where(events.c.redirect_to.in_(front))).scalars())
        found += front
    return found


def part_report(connection: Connection, ref: str, event: str) -> list[int]:
    """Take a report out of an event, into another that it fits or a new one."""
    member = next(iter(members_by_ref(connection, [ref])), None)
    goal = final_event(connection, event)
    number = connection.execute(sa.select(reports.c.event_id).where(reports.c.ref == ref)).scalar()
    if member is None or number is None or number != goal.id:
        raise UsageError(f"{ref} is no report of {event}")
    if goal.reports < 2:
        raise UsageError(f"{ref} is the only report of {event}; reject it instead")
    same_article = sa.select(reports.c.event_id).where(
        reports.c.article_id == member.article_id, reports.c.event_id.is_not(None)
    )
    barred = frozenset(connection.execute(same_article).scalars())
    own = sa.select(reports.c.own_event_id).where(reports.c.ref == ref)
    merged_to = connection.execute(own).scalar()
    choice = choose_events(connection, [member], barred=barred)[0]
    target = choice.event if choice.event is not None else found_event(connection, member)
    # What merging chose stays on record, so that the judgement can be undone.
    back = sa.update(reports).where(reports.c.id == member.number).values(own_event_id=merged_to, event_id=target)
    connection.execute(back)
    return [goal.id, target]
