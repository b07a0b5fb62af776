"""Lists of office-holders into a record: its actors' names, states, and the days on which they held an office."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol

from sqlalchemy.engine import Connection

from dragoman.model import Actor, ActorType, TimeSpan
from dragoman.record.actor_store import ActorStore
from dragoman.record.record import Record
from dragoman.record.timing import window_of

_BATCH: Final = 500
# Characters of a name or an office, and spellings of a name; what is longer or more is no name.
_LONGEST: Final = 300
_MOST_SPELLINGS: Final = 20


class Holder(Protocol):
    """A person in an office: `country` is ISO 3166 alpha-3, `start` and `end` ISO dates as long as what is known."""

    @property
    def name(self) -> str:
        """The usual name, in Latin letters."""
        ...

    @property
    def country(self) -> str | None:
        """The state for which he acts."""
        ...

    @property
    def office(self) -> str:
        """The title."""
        ...

    @property
    def start(self) -> str | None:
        """The first day, month or year."""
        ...

    @property
    def end(self) -> str | None:
        """The last day, month or year."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """All spellings of the name."""
        ...


@dataclass(slots=True)
class StoredOffices:
    """What came of a list: `holders` read, `offices` noted with their days, `undated` noted by name alone."""

    holders: int = 0
    offices: int = 0
    undated: int = 0


def store_office_holders(record: Record, holders: Iterable[Holder]) -> StoredOffices:
    """Store office-holders, 500 in a transaction; those that the record knows are widened. Raises RecordError.

    An office without an end counts for the day of its start alone: until when it was held is not known.
    """
    stored = StoredOffices()
    waiting = iter(holders)
    recorder = record.recorder()
    while batch := list(islice(waiting, _BATCH)):
        with recorder.writing() as connection:
            store = ActorStore()
            store.begin(connection)
            for holder in batch:
                _store(connection, store, holder, stored)
            store.end(connection)
    return stored


def _store(connection: Connection, store: ActorStore, holder: Holder, stored: StoredOffices) -> None:
    days = _days(holder)
    actor = Actor(holder.name[:_LONGEST], ActorType.PERSON, holder.country, holder.office[:_LONGEST] or None)
    found = store.resolve(connection, actor, days[0] if days else None)
    stored.holders += 1
    if not days:
        stored.undated += 1
        return
    spelled = [name for name in holder.names[:_MOST_SPELLINGS] if 0 < len(name) <= _LONGEST]
    store.note(connection, found, actor, days[-1], spelled)
    stored.offices += 1


def _days(holder: Holder) -> list[str]:
    """The first and the last day on which the office was held, as far as known."""
    window = window_of(TimeSpan(holder.start, holder.end))
    known = (window.first, window.last) if window else ()
    ordinals = [day for day in known if day is not None]
    if window and holder.end is None:
        ordinals = ordinals[:1]
    return [dt.date.fromordinal(day).isoformat() for day in ordinals]
