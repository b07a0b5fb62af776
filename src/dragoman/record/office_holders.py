"""Lists of office-holders into a record: its actors' names, states, and the days on which they held an office."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.actors import Rank
from dragoman.model import Actor, ActorType, TimeSpan
from dragoman.record.actor_store import ActorStore, forget_everywhere
from dragoman.record.careers import seat
from dragoman.record.record import Record
from dragoman.record.schema import actors, offices
from dragoman.record.timing import window_of

_BATCH: Final = 500
# Characters of a name or an office, and spellings of a name; what is longer or more is no name.
_LONGEST: Final = 300
_MOST_SPELLINGS: Final = 20
# What a state has one of at a time, and by its title alone is known.
_SINGLE: Final = (Rank.HEAD_OF_STATE, Rank.HEAD_OF_GOVERNMENT, Rank.FOREIGN_MINISTER)
_TERMS: Final = (
    sa.select(
        offices.c.actor_id,
        sa.func.coalesce(actors.c.merged_into, actors.c.id).label("person"),
        offices.c.office,
        offices.c.country,
        offices.c.first,
        offices.c.last,
    )
    .join(actors, actors.c.id == offices.c.actor_id)
    .where(offices.c.office.in_(sa.bindparam("titles", expanding=True)))
)
_END: Final = (
    sa.update(offices)
    .where(
        offices.c.actor_id == sa.bindparam("actor"),
        offices.c.office == sa.bindparam("title"),
        offices.c.country == sa.bindparam("of"),
    )
    .values(last=sa.bindparam("day"))
)
# An actor's row, a title and a state.
Office = tuple[int, str, str]


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
class _Terms:
    """By office, the last start of those that were given without an end, and the last start and end of the others."""

    opened: dict[Office, str] = field(default_factory=dict)
    closed: dict[Office, tuple[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class StoredOffices:
    """What came of a list: `holders` read, `offices` noted with their days, `undated` noted by name alone."""

    holders: int = 0
    offices: int = 0
    undated: int = 0


def store_office_holders(record: Record, holders: Iterable[Holder]) -> StoredOffices:
    """Store office-holders, 500 in a transaction; those that the record knows are widened. Raises RecordError.

    An office without an end counts as held from its start on; one that a state has once, until the next one's start.
    """
    stored = StoredOffices()
    waiting = iter(holders)
    recorder = record.recorder()
    while batch := list(islice(waiting, _BATCH)):
        with recorder.writing() as connection:
            store = ActorStore()
            store.begin(connection)
            terms = _Terms()
            for holder in batch:
                _store(connection, store, holder, stored, terms)
            store.end(connection)
            _end_terms(connection, {holder.office[:_LONGEST] for holder in batch}, terms)
    return stored


def _store(connection: Connection, store: ActorStore, holder: Holder, stored: StoredOffices, terms: _Terms) -> None:
    days = _days(holder)
    actor = Actor(holder.name[:_LONGEST], ActorType.PERSON, holder.country, holder.office[:_LONGEST] or None)
    found = store.resolve(connection, actor, days[0] if days else None)
    stored.holders += 1
    if not days:
        stored.undated += 1
        return
    spelled = [name for name in holder.names[:_MOST_SPELLINGS] if 0 < len(name) <= _LONGEST]
    store.note(connection, found, actor, days[-1], spelled, still=holder.end is None)
    key = (found.number, actor.office or "", actor.country or "")
    if holder.end is None:
        terms.opened[key] = max(days[0], terms.opened.get(key, ""))
    else:
        terms.closed[key] = max((days[0], days[-1]), terms.closed.get(key, ("", "")))
    stored.offices += 1


def _end_terms(connection: Connection, titles: Collection[str], terms: _Terms) -> None:
    """Let offices end of which no end was known: with the end that this list has, or the next holder's start.

    The latter is for those that a state has one of at a time.
    """
    rows = connection.execute(_TERMS, {"titles": sorted(titles)}).all()
    starts: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for row in rows:
        own = {row.first, terms.opened.get((row.actor_id, row.office, row.country), row.first)}
        starts.setdefault((row.office, row.country), []).extend((start, row.person) for start in own)
    ended = []
    for row in rows:
        if row.last is not None:
            continue
        key = (row.actor_id, row.office, row.country)
        since, known = terms.opened.get(key), terms.closed.get(key)
        end = known[1] if since is None and known is not None and known[0] == row.first else None
        if end is None and row.country and seat(row.office) in _SINGLE:
            others = [start for start, person in starts[row.office, row.country] if person != row.person]
            end = min((start for start in others if start > (since or row.first)), default=None)
        if end is not None:
            ended.append({"actor": row.actor_id, "title": row.office, "of": row.country, "day": end})
    if ended:
        connection.execute(_END, ended)
        forget_everywhere(connection)


def _days(holder: Holder) -> list[str]:
    """The first and the last day on which the office was held, as far as known."""
    window = window_of(TimeSpan(holder.start, holder.end))
    known = (window.first, window.last) if window else ()
    ordinals = [day for day in known if day is not None]
    if window and holder.end is None:
        ordinals = ordinals[:1]
    return [dt.date.fromordinal(day).isoformat() for day in ordinals]
