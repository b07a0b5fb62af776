"""The record as JSON lines, without loss: what moves between desks, and what a backup can be read with.

Each line is an object with a `type`: `record` (first), `actor`, `article` (every version), `report` (behind its
article), `event` (as the timeline prints it), `redirect` and `withdrawn` (ids that lead on, or nowhere), `judgement`.
`native_import` reads them.
"""

from collections.abc import Iterator
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman import __version__
from dragoman.jsonio import dumps, event_json
from dragoman.record.record import Record
from dragoman.record.schema import (
    actor_blocks,
    actor_names,
    actors,
    articles,
    events,
    judgements,
    offices,
    report_participants,
    reports,
)

FORMAT: Final = 1
OWN_ARTICLE: Final = frozenset(column.name for column in articles.c) - {"id"}
OWN_REPORT: Final = frozenset(column.name for column in reports.c) - {
    "id",
    "article_id",
    "event_id",
    "own_event_id",
    "replaced_by",
}


def native_lines(record: Record) -> Iterator[str]:
    """Every line of a record, in an order in which it can be read in one pass."""
    yield dumps({"type": "record", "format": FORMAT, "dragoman": __version__})
    with record.reading() as connection:
        yield from (dumps(line) for line in _actor_lines(connection))
        yield from (dumps(line) for line in _article_lines(connection))
    for event in record.events():
        yield dumps({"type": "event"} | event_json(event))
    with record.reading() as connection:
        for row in connection.execute(_REDIRECTS).mappings():
            yield dumps({"type": "redirect", "id": row["key"], "to": row["goal"]})
        for row in connection.execute(_WITHDRAWN).mappings():
            yield dumps({"type": "withdrawn"} | {name: row[name] for name in _WITHDRAWN_COLUMNS})
        columns = [column for column in judgements.c if column.name != "id"]
        for row in connection.execute(sa.select(*columns).order_by(judgements.c.id)).mappings():
            yield dumps({"type": "judgement"} | dict(row))


_TARGET = events.alias("goal")
_REDIRECTS = (
    sa.select(events.c.key, _TARGET.c.key.label("goal"))
    .join(_TARGET, _TARGET.c.id == events.c.redirect_to)
    .order_by(events.c.key)
)
_WITHDRAWN_COLUMNS: Final = ("key", "kind", "status", "start", "end")
_WITHDRAWN = (
    sa.select(*(events.c[name] for name in _WITHDRAWN_COLUMNS))
    .where(events.c.redirect_to.is_(None), events.c.reports == 0)
    .order_by(events.c.key)
)


def _actor_lines(connection: Connection) -> Iterator[dict[str, Any]]:
    goal = actors.alias("goal")
    statement = (
        sa.select(actors, goal.c.key.label("goal")).join(goal, goal.c.id == actors.c.merged_into, isouter=True)
    ).order_by(actors.c.id)
    for row in connection.execute(statement).mappings():
        number = {"number": row["id"]}
        yield {
            "type": "actor",
            "id": row["key"],
            "name": row["name"],
            "is": row["type"],
            "country": row["country"],
            "merged_into": row["goal"],
            "names": sorted(connection.execute(_NAMES, number).scalars()),
            "blocks": sorted(connection.execute(_BLOCKS, number).scalars()),
            "offices": [list(office) for office in connection.execute(_OFFICES, number)],
        }


_NAMES = sa.select(actor_names.c.name).where(actor_names.c.actor_id == sa.bindparam("number"))
_BLOCKS = sa.select(actor_blocks.c.block).where(actor_blocks.c.actor_id == sa.bindparam("number"))
_OFFICES = (
    sa.select(offices.c.office, offices.c.country, offices.c.first, offices.c.last)
    .where(offices.c.actor_id == sa.bindparam("number"))
    .order_by(offices.c.office, offices.c.country)
)
_OWN, _FOLLOWER = events.alias("own"), reports.alias("follower")
_REPORTS = (
    sa.select(
        reports,
        events.c.key.label("event"),
        _OWN.c.key.label("own_event"),
        _FOLLOWER.c.ref.label("replaced_by_ref"),
    )
    .join(events, events.c.id == reports.c.event_id, isouter=True)
    .join(_OWN, _OWN.c.id == reports.c.own_event_id, isouter=True)
    .join(_FOLLOWER, _FOLLOWER.c.id == reports.c.replaced_by, isouter=True)
    .where(reports.c.article_id == sa.bindparam("article"))
    .order_by(reports.c.position, reports.c.id)
)
_PARTICIPANTS = (
    sa.select(report_participants, actors.c.key.label("actor"))
    .join(actors, actors.c.id == report_participants.c.actor_id)
    .where(report_participants.c.report_id == sa.bindparam("report"))
    .order_by(report_participants.c.position)
)


def _article_lines(connection: Connection) -> Iterator[dict[str, Any]]:
    numbers = connection.execute(sa.select(articles.c.id).order_by(articles.c.id)).scalars().all()
    for number in numbers:
        row = connection.execute(sa.select(articles).where(articles.c.id == number)).mappings().one()
        yield {"type": "article"} | {name: row[name] for name in sorted(OWN_ARTICLE)}
        for report in connection.execute(_REPORTS, {"article": number}).mappings().all():
            line = {"type": "report", "article": row["key"], "version": row["version"]}
            line |= {name: report[name] for name in sorted(OWN_REPORT)}
            line |= {"event": report["event"], "own_event": report["own_event"]}
            line["replaced_by"] = report["replaced_by_ref"]
            line["participants"] = [
                {name: part[name] for name in ("actor", "role", "name", "type", "country", "office")}
                for part in connection.execute(_PARTICIPANTS, {"report": report["id"]}).mappings()
            ]
            yield line
