"""All that the record has on a person or office, a state, or a pair."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.actors.tables import rows as table_rows
from dragoman.errors import UsageError
from dragoman.findings.contacts import RECENT, Contacts, Ranked, Sum, contacts_of, sums_of, tally
from dragoman.findings.lines import Line, iso, lines_numbered
from dragoman.findings.named import Somebody, State, actor_of_name, side_of_name, state_of_name
from dragoman.findings.sides import Side, rows_between, rows_of
from dragoman.model import ActorEntry, ActorType, Kind, Role, Status
from dragoman.record.event_store import REJECTED
from dragoman.record.record import Record, load_actors
from dragoman.record.schema import actors, event_pairs, event_participants

_MOST_RANKED: Final = 15
# People are ranked over so many of the last events that happened; counts, first and last contact are of all.
LOOKED_AT: Final = 1000


@dataclass(frozen=True, slots=True)
class Trips:
    """Visits that happened or are planned: how many, and the last of them in order."""

    events: int
    last: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A person or office, with names, offices and the days on which it was seen in them.

    `counterparts` are actors of other sides, ranked by the events with them among the last `looked_at` that happened.
    """

    actor: ActorEntry
    contacts: Contacts
    trips: Trips
    counterparts: tuple[Ranked, ...]
    looked_at: int


@dataclass(frozen=True, slots=True)
class StateDossier:
    """A state: visits by and to it, the states it has contact with and its people, both ranked.

    `people` are ranked by their events among the last `looked_at` that happened, `counterparts` over all.
    """

    state: State
    contacts: Contacts
    visits_made: Trips
    visits_received: Trips
    counterparts: tuple[Ranked, ...]
    people: tuple[Ranked, ...]
    looked_at: int


@dataclass(frozen=True, slots=True)
class PairDossier:
    """Two sides, each a state or an actor, and the contact between them; `people` of both as in `StateDossier`."""

    one: Side
    other: Side
    contacts: Contacts
    people: tuple[Ranked, ...]
    looked_at: int


def who(record: Record, name: str) -> Dossier:
    """The dossier of the actor that a name means. Raises UsageError if it means none, several, or a state."""
    with record.reading() as connection:
        actor = actor_of_name(connection, name)
        if actor.type is ActorType.STATE:
            raise UsageError(f"{actor.name} is a state: dragoman country {actor.country or actor.id}")
        rows = rows_of(actor)
        sums = sums_of(connection, rows)
        return Dossier(
            actor=load_actors(connection, [actor.number])[0],
            contacts=contacts_of(connection, rows, record.as_of, sums),
            trips=_visits(connection, rows, Role.VISITOR, record, sums),
            counterparts=_people(connection, rows, not_with=actor),
            looked_at=LOOKED_AT,
        )


def country(record: Record, name: str) -> StateDossier:
    """The dossier of a state by code or name. Raises UsageError if there is none."""
    state = state_of_name(name)
    rows = rows_of(state)
    with record.reading() as connection:
        sums = sums_of(connection, rows)
        return StateDossier(
            state=state,
            contacts=contacts_of(connection, rows, record.as_of, sums),
            visits_made=_visits(connection, rows, Role.VISITOR, record, sums),
            visits_received=_visits(connection, rows, Role.HOST, record, sums),
            counterparts=_partners(connection, state),
            people=_people(connection, rows, of=(state.code,)),
            looked_at=LOOKED_AT,
        )


def pair(record: Record, one: str, other: str) -> PairDossier:
    """The dossier of two sides, each a state or an actor by name. Raises UsageError."""
    with record.reading() as connection:
        first, second = side_of_name(connection, one), side_of_name(connection, other)
        rows = rows_between(first, second)
        states = [side.code if isinstance(side, State) else side.country for side in (first, second)]
        return PairDossier(
            one=first,
            other=second,
            contacts=contacts_of(connection, rows, record.as_of),
            people=_people(connection, rows, of=tuple(code for code in states if code)),
            looked_at=LOOKED_AT,
        )


def _visits(connection: Connection, rows: sa.Subquery, role: Role, record: Record, sums: list[Sum]) -> Trips:
    without = (REJECTED, str(Status.OFF))
    own = (rows.c.kind == str(Kind.VISIT), rows.c.role == str(role), rows.c.status.not_in(without))
    total = sum(s.events for s in sums if (s.kind, s.role) == (Kind.VISIT, role) and s.status not in without)
    last = sa.select(rows.c.event_id).where(*own).order_by(rows.c.day.desc(), rows.c.event_id.desc()).limit(RECENT)
    numbers = list(reversed(connection.execute(last).scalars().all()))
    return Trips(total, tuple(lines_numbered(connection, numbers, record.as_of)))


def _partners(connection: Connection, state: State) -> tuple[Ranked, ...]:
    """The states that one has had most contact with."""
    sides = [(event_pairs.c.one, event_pairs.c.other), (event_pairs.c.other, event_pairs.c.one)]
    found: list[tuple[str, int, int | None, int | None]] = []
    for mine, theirs in sides:
        own = sa.select(theirs, *tally(event_pairs.c)).where(mine == state.code)
        happened = own.where(event_pairs.c.status == str(Status.HAPPENED)).group_by(theirs)
        found += [(row[0], row[1], row[2], row[3]) for row in connection.execute(happened)]
    names = {row["code"]: row["name"] for row in table_rows("states.csv")}
    found.sort(key=lambda row: (-row[1], row[0]))
    return tuple(
        Ranked(code, names.get(code, code), events, iso(first), iso(last))
        for code, events, first, last in found[:_MOST_RANKED]
    )


def _people(
    connection: Connection, rows: sa.Subquery, *, of: tuple[str, ...] = (), not_with: Somebody | None = None
) -> tuple[Ranked, ...]:
    """Who takes part most in the last of these events: people `of` some states, or who are not on somebody's side."""
    last = sa.select(rows.c.event_id).where(rows.c.status == str(Status.HAPPENED))
    last = last.order_by(rows.c.day.desc(), rows.c.event_id.desc()).limit(LOOKED_AT)
    looked_at = last.subquery()
    part = event_participants
    grouped = sa.select(part.c.actor_id, *tally(part.c)).select_from(
        looked_at.join(part, part.c.event_id == looked_at.c.event_id)
    )
    if not_with is not None:
        other_side = sa.func.coalesce(part.c.country, "") != (not_with.country or "?")
        grouped = grouped.where(part.c.actor_id != not_with.number, other_side)
    else:
        grouped = grouped.where(part.c.country.in_(of), part.c.type == str(ActorType.PERSON))
    grouped = grouped.group_by(part.c.actor_id).order_by(sa.text("events DESC"), part.c.actor_id).limit(_MOST_RANKED)
    found = connection.execute(grouped).all()
    wanted = sa.select(actors.c.id, actors.c.key, actors.c.name).where(actors.c.id.in_([row[0] for row in found]))
    named = {row.id: row for row in connection.execute(wanted)}
    ranked = [Ranked(named[n].key, named[n].name, events, iso(first), iso(last)) for n, events, first, last in found]
    return tuple(sorted(ranked, key=lambda r: (-r.events, r.id)))
