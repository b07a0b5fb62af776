"""Everything about one event."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from dragoman.errors import UsageError
from dragoman.findings.named import typed
from dragoman.model import Event, Judgement
from dragoman.record.record import Record, find_event
from dragoman.record.rows import judgement_of
from dragoman.record.schema import judgements

_MOST_JUDGEMENTS: Final = 500


@dataclass(frozen=True, slots=True)
class EventDossier:
    """An event and what people said of it or of its reports, the oldest first, undone judgements among it.

    `asked` is the id that was asked for; where it is not the event's own, that event turned out to be this one.
    """

    asked: str
    event: Event
    judgements: tuple[Judgement, ...]

    @property
    def redirected(self) -> bool:
        """Whether the id that was asked for leads to another event."""
        return self.asked != self.event.id


def one_event(record: Record, key: str) -> EventDossier:
    """The event of an id, or the one that it was merged into. Raises UsageError if there is none."""
    key = typed(key)
    with record.reading() as connection:
        number = find_event(connection, key)
        if number is None:
            raise UsageError(f"no event {key[:80]!r} in {record.place}")
        found = record.events_numbered(connection, [number])
        if not found:
            raise UsageError(f"{key} was withdrawn: no report of it is left")
        event = found[0]
        names = [event.id, *event.former_ids, *(source.report for source in event.sources)]
        about = sa.or_(judgements.c.target.in_(names), judgements.c.other.in_(names))
        rows = connection.execute(sa.select(judgements).where(about).order_by(judgements.c.at, judgements.c.id))
        said = tuple(judgement_of(row) for row in rows.mappings().fetchmany(_MOST_JUDGEMENTS))
    return EventDossier(key, event, said)
