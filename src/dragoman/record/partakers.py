"""Who people say took part: what they write, whom it names, and what comes of it for a report's participants."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.actors import Sort, gazetteer, name_key
from dragoman.actors.tables import rows as table_rows
from dragoman.errors import UsageError
from dragoman.model import Actor, ActorType, Role
from dragoman.record.actor_store import ActorStore
from dragoman.record.identity import canonical
from dragoman.record.member import Party
from dragoman.record.schema import actor_names, actors

# Fields of a judgement: somebody took part, or was not there.
PARTICIPANT: Final = "participant"
ABSENT: Final = "absent"
_IGO: Final = "IGO"
_LONGEST: Final = 300
_MOST_NAMED: Final = 8
_BODIES: Final = (Sort.BODY, Sort.SEAT, Sort.IGO)
_GOAL = actors.alias("goal")
_EFFECTIVE = sa.select(
    actors.c.key.label("own"), _GOAL.c.id, _GOAL.c.key, _GOAL.c.name, _GOAL.c.type, _GOAL.c.country
).join(_GOAL, _GOAL.c.id == sa.func.coalesce(actors.c.merged_into, actors.c.id))
_BY_KEYS = _EFFECTIVE.where(actors.c.key.in_(sa.bindparam("keys", expanding=True)))
_LAST = sa.select(sa.func.max(actors.c.id))
_CALLED = (
    _EFFECTIVE.join(actor_names, actor_names.c.actor_id == actors.c.id)
    .where(actor_names.c.folded == sa.bindparam("folded"))
    .order_by(_GOAL.c.key)
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A participant as people write it: "Kim Hyun-chong, KOR, deputy national security adviser, visitor".

    What is left out is None. `name` may be the id of an actor.
    """

    name: str
    country: str | None = None
    office: str | None = None
    role: Role | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.country, self.office, self.role) if part)


@dataclass(frozen=True, slots=True)
class Partaker:
    """What was said of one actor, by his row and id: that he was `absent`, or took part as `said`.

    `actor` is who he is by himself, for where no report names him.
    """

    number: int
    id: str
    actor: Actor
    said: Typed
    absent: bool


def typed_participant(text: str) -> Typed:
    """What a text says of a participant. Raises UsageError for one that says nothing, or too much."""
    name, *rest = (" ".join(piece.split()) for piece in text.split(","))
    rest = [piece for piece in rest if piece]
    if not name:
        raise UsageError(f"{text!r} names nobody; write 'NAME, STATE, OFFICE, ROLE', like 'Alex Wong, USA, visitor'")
    role = Role(rest.pop().lower()) if rest and rest[-1].lower() in set(Role) else None
    country = _state(rest[0]) if rest else None
    office = ", ".join(rest[1:] if country else rest) or None
    if country is None and office is not None and re.fullmatch(r"[A-Z]{3}", rest[0]):
        raise UsageError(f"{rest[0]!r} is no state; write it like KOR")
    if max(len(name), len(office or "")) > _LONGEST:
        raise UsageError(f"a name or an office may have {_LONGEST} characters")
    return Typed(name, country, office, role)


def _state(text: str) -> str | None:
    """The code of a state by code or name."""
    if text == _IGO or any(row["code"] == text for row in table_rows("states.csv")):
        return text
    return next((entry.country for entry in gazetteer().lookup(text) if entry.sort is Sort.STATE), None)


def as_said(parties: Sequence[Party], said: Iterable[Partaker]) -> tuple[Party, ...]:
    """Participants with what people said of them, in the order in which they said it."""
    found = list(parties)
    for one in said:
        if one.absent:
            found = [party for party in found if party.actor_id != one.number]
        elif any(party.actor_id == one.number for party in found):
            found = [_changed(party, one) if party.actor_id == one.number else party for party in found]
        else:
            found.append(_added(found, one))
    return tuple(found)


def _changed(party: Party, one: Partaker) -> Party:
    said = one.said
    actor = replace(
        party.actor,
        name=party.actor.name if said.name == one.id else said.name,
        country=said.country or party.actor.country,
        office=said.office or party.actor.office,
    )
    return replace(party, actor=actor, role=said.role or party.role)


def _added(parties: Sequence[Party], one: Partaker) -> Party:
    party = _changed(Party(one.number, one.id, one.actor, Role.PARTY), one)
    return replace(party, role=one.said.role or role_beside(parties, party.side))


def role_beside(parties: Iterable[Party], side: str) -> Role:
    """The role of somebody who comes with others of his side."""
    return next((party.role for party in parties if party.side == side), Role.PARTY)


def partakers(connection: Connection, said: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], Partaker]:
    """Judgements, each an actor's id, a field and a value, as they are applied; without those of unknown actors."""
    wanted = list(said)
    rows = connection.execute(_BY_KEYS, {"keys": sorted({key for key, _, _ in wanted})}).all() if wanted else []
    known = {row.own: row for row in rows}
    found = {}
    for key, field, value in wanted:
        row, typed = known.get(key), typed_participant(value)
        if row is not None:
            # Whom one names by an id is called by his name.
            typed = replace(typed, name=row.key) if typed.name == key else typed
            actor = Actor(row.name, ActorType(row.type), row.country)
            found[key, field, value] = Partaker(row.id, row.key, actor, typed, field == ABSENT)
    return found


def party_named(connection: Connection, typed: Typed, parties: Sequence[Party]) -> str | None:
    """The id of the participant that a text names, by id, state or any spelling; None if it names none of them."""
    rows = connection.execute(_BY_KEYS, {"keys": [typed.name]}).all()
    if not rows:
        rows = connection.execute(_CALLED, {"folded": name_key(typed.name)}).all()
    numbers = {row.id for row in rows}
    state = _state(typed.name)
    for party in parties:
        named = name_key(party.actor.name) == name_key(typed.name) or party.actor_id in numbers
        if named or (party.actor.type is ActorType.STATE and party.actor.country == state is not None):
            return party.id
    return None


def is_so(connection: Connection, typed: Typed, parties: Sequence[Party], *, absent: bool) -> bool:
    """Whether what a text says of a participant, or of one who was `absent`, stands already."""
    own = party_named(connection, typed, parties)
    mine = [party for party in parties if party.id == own]
    if absent or not mine:
        return absent and not mine
    return all(
        typed.country in (None, party.actor.country)
        and typed.office in (None, party.actor.office)
        and typed.role in (None, party.role)
        for party in mine
    )


def new_participant(
    connection: Connection, typed: Typed, parties: Sequence[Party], year: int | None
) -> tuple[str, Typed]:
    """The id of the actor whom a text names, by id or by name and state, and all that is to be said of him.

    He is a new one, and said by his name, if the record has none. `parties` are those whom he joins. Raises UsageError
    where several are called so, or the state of a new one is missing.
    """
    key, new = _actor_named(connection, typed, year)
    row = connection.execute(_BY_KEYS, {"keys": [key]}).one()
    country = typed.country or row.country
    role = typed.role or role_beside(parties, country or key)
    return key, Typed(row.name if new else key, country, typed.office, role)


def _actor_named(connection: Connection, typed: Typed, year: int | None) -> tuple[str, bool]:
    """The id, and whether it is a new one."""
    rows = connection.execute(_BY_KEYS, {"keys": [typed.name]}).all()
    if rows:
        return str(rows[0].key), False
    actor = _actor(typed, year)
    if actor.type is not ActorType.STATE:
        called = connection.execute(_CALLED, {"folded": name_key(typed.name)}).all()
        called = [row for row in called if typed.country in (None, row.country)]
        found = list(dict.fromkeys(row.key for row in called))
        if len(found) > 1:
            raise UsageError(f"{typed.name!r} can be {', '.join(found[:_MOST_NAMED])}; name one by the id")
        if found:
            return str(found[0]), False
    if actor.country is None:
        raise UsageError(f"say for which state: '{typed.name}, KOR'; IGO is for international organisations")
    store = ActorStore()
    store.begin(connection)
    before = connection.execute(_LAST).scalar()
    key = store.named(connection, actor, f"{year}-01-01" if year else None).id
    store.end(connection)
    return key, connection.execute(_LAST).scalar() != before


def _actor(typed: Typed, year: int | None) -> Actor:
    """An actor who was not met before, as what its name tells."""
    code = _state(typed.name)
    if code is not None and code != _IGO and typed.country in (None, code):
        return canonical(Actor(typed.name, ActorType.STATE, code), year)
    kind = ActorType.PERSON
    for entry in gazetteer().lookup(typed.name):
        if entry.sort in _BODIES and typed.country in (None, entry.country):
            kind = ActorType.IGO if entry.sort is Sort.IGO else ActorType.BODY
            break
    return canonical(Actor(typed.name, kind, typed.country, typed.office), year)
