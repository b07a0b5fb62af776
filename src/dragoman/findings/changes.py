"""What became of events between two days: new, changed, called off, revived, happened, contradicted, confirmed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.findings.lines import Line, lines_numbered, standing
from dragoman.record.record import Record
from dragoman.record.schema import articles, changes, events

_BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A change, and the event that it is of. `on` is the day of publication of the article that told it.

    `what` is new, changed, called off, revived, happened, contradicted or confirmed; `field`, `before` and `after` are
    as in an event's life. `outlet` and `url` are the article's.
    """

    on: str
    what: str
    event: Line
    field: str
    before: str | None
    after: str | None
    article: str
    outlet: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes in the order of their days; `more` says that earlier ones, before the limit, were left out."""

    told: tuple[Told, ...]
    more: bool


def changes_since(record: Record, since: dt.date, until: dt.date | None = None, *, limit: int) -> Changes:
    """The last `limit` changes that were published on these days, both included."""
    newest = _between(since, until).order_by(
        changes.c.on_day.desc(), changes.c.event_id.desc(), changes.c.position.desc()
    )
    with record.reading() as connection:
        rows = connection.execute(newest.limit(limit + 1)).mappings().all()
        told = _told(connection, list(reversed(rows[:limit])), record.as_of)
    return Changes(tuple(told), len(rows) > limit)


def all_changes_since(record: Record, since: dt.date, until: dt.date | None = None) -> Iterator[Told]:
    """All changes that were published on these days, both included, in order."""
    ordered = _between(since, until).order_by(changes.c.on_day, changes.c.event_id, changes.c.position)
    with record.reading() as connection:
        rows = connection.execute(ordered).mappings().all()
        for start in range(0, len(rows), _BATCH):
            yield from _told(connection, rows[start : start + _BATCH], record.as_of)


def _between(since: dt.date, until: dt.date | None) -> sa.Select[Any]:
    found = sa.select(changes).join(events, events.c.id == changes.c.event_id)
    found = found.where(changes.c.on_day >= since.isoformat(), standing())
    return found.where(changes.c.on_day <= until.isoformat()) if until is not None else found


def _told(connection: Connection, rows: Sequence[sa.RowMapping], as_of: dt.date) -> list[Told]:
    numbers = list(dict.fromkeys(row["event_id"] for row in rows))
    lines = dict(zip(numbers, lines_numbered(connection, numbers, as_of), strict=True))
    keys = sorted({row["article"] for row in rows})
    found = sa.select(articles.c.key, articles.c.outlet, articles.c.url).where(articles.c.key.in_(keys))
    sources = {row.key: row for row in connection.execute(found.where(articles.c.current))}
    told = []
    for row in rows:
        source = sources.get(row["article"])
        told.append(
            Told(
                on=row["on_day"],
                what=row["what"],
                event=lines[row["event_id"]],
                field=row["field"],
                before=row["before"],
                after=row["after"],
                article=row["article"],
                outlet=source.outlet if source else None,
                url=source.url if source else None,
            )
        )
    return told
