"""Events worked out from what the record holds: their reports, with people's judgements applied."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.record.corrections import corrected_member, corrections_of
from dragoman.record.event_store import members_of
from dragoman.record.judged import Judged
from dragoman.record.schema import events
from dragoman.record.view import View, view_of

_KEYS = sa.select(events.c.id, events.c.key).where(events.c.id.in_(sa.bindparam("numbers", expanding=True)))


def load_views(connection: Connection, numbers: Iterable[int], judged: Judged) -> dict[int, View]:
    """The events of these rows by number; those without a report are left out."""
    wanted = list(numbers)
    members = members_of(connection, wanted, judged.rejected)
    keys = {row.id: row.key for row in connection.execute(_KEYS, {"numbers": wanted})} if judged.set_of_event else {}
    views: dict[int, View] = {}
    for number, found in members.items():
        own = [corrected_member(m, judged.set_of_report.get(m.source.report)) for m in found]
        views[number] = view_of(own, corrections_of(judged.set_of_event.get(keys.get(number, ""))))
    return views
