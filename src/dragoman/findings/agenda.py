"""What is coming, how sure it is and on whose word."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from dragoman.findings.lines import Line, lines_numbered, standing
from dragoman.model import Status
from dragoman.record.record import Record
from dragoman.record.schema import events

DAYS: Final = 14
# Plans without a date are told if they were in the news so many days ago or later.
NEWS_DAYS: Final = 60
MOST: Final = 200
# What may happen on any day of a longer time ("in 2018", "by summer") is no appointment.
_LONGEST: Final = 31
_PLANS: Final = (str(Status.PLANNED), str(Status.POSSIBLE))


@dataclass(frozen=True, slots=True)
class Agenda:
    """Events planned or possible between two days, both included.

    `dated` by first day; `some_time` are those that may fall between them or later ("in 2018"); `undated` have no day
    and were last reported at most 60 days before, the newest first. Of each at most 200; `more` says that one had more.
    """

    first: dt.date
    last: dt.date
    dated: tuple[Line, ...]
    some_time: tuple[Line, ...]
    undated: tuple[Line, ...]
    more: bool


def agenda(record: Record, days: int = DAYS) -> Agenda:
    """What is coming on the record's day and in the `days` after it."""
    today = record.as_of.toordinal()
    last = min(dt.date.max.toordinal(), today + days)
    plan = sa.select(events.c.id).where(events.c.status.in_(_PLANS), standing())
    coming = plan.where(events.c.last_day >= today, events.c.first_day <= last)
    short = events.c.last_day - events.c.first_day <= _LONGEST
    order = (events.c.first_day, events.c.last_day, events.c.id)
    news = record.as_of - dt.timedelta(days=min(NEWS_DAYS, today - 1))
    told = events.c.last_reported.between(news.isoformat(), record.as_of.isoformat())
    undated = plan.where(events.c.first_day.is_(None), told)
    with record.reading() as connection:

        def found(statement: sa.Select[Any], *by: sa.ColumnElement[object]) -> Sequence[int]:
            return connection.execute(statement.order_by(*by).limit(MOST + 1)).scalars().all()

        lists = (
            found(coming.where(short), *order),
            found(coming.where(sa.not_(short)), *order),
            found(undated, events.c.last_reported.desc(), events.c.id.desc()),
        )
        dated, some_time, open_ = (tuple(lines_numbered(connection, n[:MOST], record.as_of)) for n in lists)
    more = any(len(numbers) > MOST for numbers in lists)
    return Agenda(record.as_of, dt.date.fromordinal(last), dated, some_time, open_, more)
