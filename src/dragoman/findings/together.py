"""Co-presence: people of different states in one place on the same days, whether or not a meeting is told of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.findings.lines import iso
from dragoman.findings.named import Somebody, State, Where
from dragoman.findings.presence import Meet, Stay, meets_of, runs_of
from dragoman.findings.timeline import at
from dragoman.model import Actor, ActorType, EventStatus, Kind, Place, Status
from dragoman.record.record import Record, status_on
from dragoman.record.schema import actors, event_participants, events, stays

# Days of stays that are looked at, the last first: of everybody, in one place, of a state's people, of one person.
MOST: Final = 1000
_MOST_AT_PLACE: Final = 500
_MOST_OF_STATE: Final = 300
_MOST_OF_PERSON: Final = 150
_CHUNK: Final = 400
# How long a meeting's days can lie before those of the stays that it belongs to.
_LONGEST: Final = 20
_IN_PERSON: Final = (str(Kind.MEETING), str(Kind.VISIT), str(Kind.AGREEMENT))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which co-presences: all conditions that are not None hold together.

    One of the two is `who`, one (then the other) is of `country`. `planned` adds stays that are only planned; `unmet`
    leaves out those of whom a meeting is told, `away` those of whom one is at home.
    """

    who: Somebody | None = None
    country: State | None = None
    place: Where | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    planned: bool = False
    unmet: bool = False
    away: bool = False


@dataclass(frozen=True, slots=True)
class Present:
    """One of the two: `events` are the ids of those that put him there, `place` is where they do."""

    id: str
    actor: Actor
    place: Place
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoPresence:
    """Two people in one place from `first` to `last` (ISO 8601 days).

    `event` is the id of a contact in person that is told of the two on these days, None if none is. `exact` is False
    where one is only known to be in the same state. `status` is "planned" or "unconfirmed" unless both stays happened.
    """

    people: tuple[Present, Present]
    place: Place
    first: str
    last: str
    exact: bool
    status: EventStatus
    event: str | None


@dataclass(frozen=True, slots=True)
class Together:
    """Co-presences in order of their first day: the last of the `total` that there are.

    Where the stays asked for are too many, only those from the day `looked_back_to` (ISO 8601) on were looked at.
    """

    found: tuple[CoPresence, ...]
    total: int
    looked_back_to: str | None


def together(record: Record, asked: Asked, limit: int | None = None) -> Together:
    """Who was in one place with whom; the last `limit` of them."""
    with record.reading() as connection:
        own, back_to = _own_stays(connection, asked)
        others = own
        if own and (asked.who or asked.country):
            others = _others(connection, asked, min(stay.day for stay in own))
        meets = meets_of(own, others)
        told = _told_meetings(connection, meets, asked)
        runs = [(run, _meeting_of(run, told.get(two, ()))) for two, same in meets.items() for run in runs_of(same)]
        wanted = [run for run in runs if _is_wanted(*run, asked)]
        wanted.sort(key=lambda run: (run[0][0].one.day, run[0][-1].one.day, run[0][0].one.actor, run[0][0].other.actor))
        shown = wanted[max(0, len(wanted) - limit) :] if limit is not None else wanted
        spelled = _spelling(connection, shown)
    found = [_co_presence(run, meeting, spelled, record.as_of) for run, meeting in shown]
    found.sort(key=lambda c: (c.first, c.last, c.people[0].id, c.people[1].id))
    return Together(tuple(found), len(wanted), iso(back_to))


def _is_wanted(run: Sequence[Meet], meeting: int | None, asked: Asked) -> bool:
    if asked.unmet and meeting is not None:
        return False
    at_home = any(stay.side == stay.place.country for stay in (run[0].one, run[0].other))
    return not (asked.away and at_home)


def _conditions(asked: Asked, of: Any) -> list[sa.ColumnElement[bool]]:
    """What holds of everybody's stays; `of` are the columns of `stays` or of an alias."""
    statuses = [str(Status.HAPPENED)]
    if asked.planned:
        statuses += [str(Status.PLANNED), str(Status.POSSIBLE)]
    conditions: list[sa.ColumnElement[bool]] = [of.status.in_(statuses)]
    if asked.since is not None:
        conditions.append(of.day >= asked.since.toordinal())
    if asked.until is not None:
        conditions.append(of.day <= asked.until.toordinal())
    return conditions


def _own_conditions(asked: Asked, of: Any) -> list[sa.ColumnElement[bool]]:
    """What holds of the stays asked for."""
    conditions = _conditions(asked, of)
    if asked.place is not None:
        conditions.append(at(asked.place, of, country="country", name="place"))
    if asked.who is not None:
        conditions.append(of.actor_id == asked.who.number)
    elif asked.country is not None:
        conditions.append(of.actor_country == asked.country.code)
    return conditions


def _own_stays(connection: Connection, asked: Asked) -> tuple[list[Stay], int | None]:
    """The stays asked for, and the day to which they go back if there are more."""
    most = _MOST_AT_PLACE if asked.place is not None else MOST
    most = _MOST_OF_PERSON if asked.who is not None else _MOST_OF_STATE if asked.country is not None else most
    found = sa.select(stays).where(*_own_conditions(asked, stays.c))
    found = found.order_by(stays.c.day.desc(), stays.c.event_id).limit(most + 1)
    rows = [_stay(row) for row in connection.execute(found).mappings()]
    if len(rows) <= most:
        return rows, None
    # The last of these days may be cut.
    cut = rows[-1].day
    whole = [row for row in rows if row.day > cut]
    return whole or rows[:most], min(row.day for row in (whole or rows))


def _stay(row: sa.RowMapping) -> Stay:
    place = Place(row["place"], row["country"], row["lat"], row["lon"])
    happened = row["status"] == str(Status.HAPPENED)
    return Stay(row["event_id"], row["actor_id"], row["day"], row["actor_country"], place, happened)


def _others(connection: Connection, asked: Asked, since: int) -> list[Stay]:
    """The stays of others on the days, from `since` on, and in the states or near the places of those asked for."""
    own = stays.alias("own").c
    conditions = [*_conditions(asked, stays.c), *_own_conditions(asked, own), own.day >= since]
    if asked.who is not None and asked.country is not None:
        conditions.append(stays.c.actor_country == asked.country.code)
    # Around the place lies what is across a border; whether it is near is seen later.
    around = sa.and_(stays.c.lat.between(own.lat - 1, own.lat + 1), stays.c.lon.between(own.lon - 2, own.lon + 2))
    there = sa.and_(stays.c.day == own.day, sa.or_(stays.c.country == own.country, around))
    found = connection.execute(sa.select(stays).where(there, *conditions).distinct()).mappings()
    return [_stay(row) for row in found]


def _told_meetings(
    connection: Connection, meets: dict[tuple[int, int], list[Meet]], asked: Asked
) -> dict[tuple[int, int], list[tuple[int, int, int]]]:
    """Contacts in person between people of these pairs: first day, last day and number of each, by the two people."""
    days = [meet.one.day for same in meets.values() for meet in same]
    if not days:
        return {}
    part = event_participants.c
    statuses = [str(Status.HAPPENED)] + ([str(Status.PLANNED), str(Status.POSSIBLE)] if asked.planned else [])
    contacts = sa.select(part.event_id, part.actor_id, part.day, part.last_day).where(
        part.day.between(min(days) - _LONGEST, max(days)),
        part.kind.in_(_IN_PERSON),
        part.status.in_(statuses),
        part.last_day.is_not(None),
    )
    takers: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for of in _contacts_of({actor for two in meets for actor in two}, asked):
        for row in connection.execute(contacts.where(of)):
            takers[row.day, row.last_day, row.event_id].add(row.actor_id)
    told: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for event, there in sorted(takers.items()):
        present = sorted(there)
        for at_, first in enumerate(present):
            for second in present[at_ + 1 :]:
                if (first, second) in meets and event[1] - event[0] <= _LONGEST:
                    told[first, second].append(event)
    return told


def _contacts_of(people: set[int], asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions that together let through all contacts of any two of these people that are asked for."""
    part = event_participants.c
    if asked.who is not None:
        # He is one of any two: his own contacts are far fewer than those of everybody whom he ever was near.
        own = event_participants.alias("own").c
        yield part.event_id.in_(sa.select(own.event_id).where(own.actor_id == asked.who.number))
    else:
        yield from (part.actor_id.in_(some) for some in _chunks(people))


def _meeting_of(run: Sequence[Meet], told: Sequence[tuple[int, int, int]]) -> int | None:
    """The event that tells of a meeting on these days, the one with the fewest days first."""
    first, last = run[0].one.day, run[-1].one.day
    fitting = [(end - begin, begin, number) for begin, end, number in told if begin <= last and end >= first]
    return min(fitting)[2] if fitting else None


@dataclass(frozen=True, slots=True)
class _Spelling:
    """People by row, ids and last days of events by row, and offices by the rows of event and person."""

    people: dict[int, sa.Row[Any]]
    keys: dict[int, str]
    last_days: dict[int, int | None]
    offices: dict[tuple[int, int], str | None]


def _spelling(connection: Connection, runs: Sequence[tuple[Sequence[Meet], int | None]]) -> _Spelling:
    shown = [stay for run, _ in runs for meet in run for stay in (meet.one, meet.other)]
    numbers = {stay.event for stay in shown} | {meeting for _, meeting in runs if meeting is not None}
    spelled = _Spelling({}, {}, {}, {})
    for some in _chunks({stay.actor for stay in shown}):
        found = sa.select(actors.c.id, actors.c.key, actors.c.name).where(actors.c.id.in_(some))
        spelled.people.update({row.id: row for row in connection.execute(found)})
    part = event_participants.c
    for some in _chunks(numbers):
        for row in connection.execute(
            sa.select(events.c.id, events.c.key, events.c.last_day).where(events.c.id.in_(some))
        ):
            spelled.keys[row.id], spelled.last_days[row.id] = row.key, row.last_day
        for taker in connection.execute(
            sa.select(part.event_id, part.actor_id, part.office).where(part.event_id.in_(some))
        ):
            spelled.offices[taker.event_id, taker.actor_id] = taker.office
    return spelled


def _chunks(numbers: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(numbers)
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))


def _co_presence(run: Sequence[Meet], meeting: int | None, spelled: _Spelling, as_of: dt.date) -> CoPresence:
    stays_ = [stay for meet in run for stay in (meet.one, meet.other)]
    planned = [stay for stay in stays_ if not stay.happened]
    last_day = max((spelled.last_days[stay.event] or stay.day for stay in planned), default=None)
    people = (_present([meet.one for meet in run], spelled), _present([meet.other for meet in run], spelled))
    one, other = sorted(people, key=lambda p: p.id)
    precise = next((p.place for p in (one, other) if p.place.name is not None), one.place)
    return CoPresence(
        people=(one, other),
        place=precise,
        first=iso(run[0].one.day) or "",
        last=iso(run[-1].one.day) or "",
        exact=run[0].exact,
        status=status_on(Status.PLANNED, last_day, as_of) if planned else EventStatus.HAPPENED,
        event=spelled.keys[meeting] if meeting is not None else None,
    )


def _present(same: Sequence[Stay], spelled: _Spelling) -> Present:
    stay = next((s for s in same if s.place.name is not None), same[0])
    person = spelled.people[stay.actor]
    actor = Actor(person.name, ActorType.PERSON, stay.side, spelled.offices.get((stay.event, stay.actor)))
    numbers = dict.fromkeys(s.event for s in same)
    return Present(person.key, actor, stay.place, tuple(spelled.keys[number] for number in numbers))
