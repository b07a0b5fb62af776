"""Actors in the record: who a report's participant is, under which names and in which offices he was seen."""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from dragoman.actors import name_key
from dragoman.model import Actor
from dragoman.record.identity import MOST_CANDIDATES, Known, blocks, canonical, choose, lookup_keys, new_id
from dragoman.record.schema import actor_blocks, actor_names, actor_words, actors, offices, settings
from dragoman.record.splits import Splits

# What is remembered between articles, so that the leaders whom every article names are not looked up each time.
_REMEMBERED: Final = 50_000
_GENERATION: Final = "actors"
# Of a name that are kept for looking it up: a body's can be a sentence.
_MOST_WORDS: Final = 12
# The last day in an office of which a list gives the start alone: it counts as held until another holder's is known.
_OPEN: Final = "9999-12-31"

_BY_BLOCK = sa.select(actor_blocks.c.actor_id).where(actor_blocks.c.block == sa.bindparam("block"))
_ACTOR = sa.select(actors).where(actors.c.id == sa.bindparam("number"))
_NAMES = sa.select(actor_names.c.name).where(actor_names.c.actor_id == sa.bindparam("number"))
_OFFICES = sa.select(offices).where(offices.c.actor_id == sa.bindparam("number"))
_TAKEN = sa.select(actors.c.id).where(actors.c.key == sa.bindparam("key"))
_COUNTRY = sa.update(actors).where(actors.c.id == sa.bindparam("number")).values(country=sa.bindparam("side"))
_READ_GENERATION = sa.select(settings.c.value).where(settings.c.name == _GENERATION)


@dataclass(slots=True)
class _Remembered:
    """An actor of the record as it was last read or written."""

    number: int
    key: str
    name: str
    country: str | None
    merged_into: int | None
    names: set[str]
    offices: dict[tuple[str, str], tuple[str, str | None]] = field(default_factory=dict)

    def known(self) -> Known:
        seen = tuple((office, first, last or _OPEN) for (office, _), (first, last) in self.offices.items())
        return Known(self.key, self.name, frozenset(self.names), self.country, seen)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The actor that a participant is: `number` is his own row, `effective` that of the actor he was judged to be."""

    number: int
    effective: int
    id: str


class ActorStore:
    """Finds actors and adds new ones, within the caller's transaction. Remembers what it has seen between calls."""

    def __init__(self) -> None:
        self._generation: str | None = None
        self._by_block: dict[str, tuple[int, ...]] = {}
        self._by_number: dict[int, _Remembered] = {}
        self._splits = Splits()
        self._changed = False
        self._new_names: dict[tuple[int, str], None] = {}
        self._seen: dict[tuple[int, str, str], tuple[str, str | None]] = {}

    def begin(self, connection: Connection) -> None:
        """Forget what another writer may have changed. Call first in each transaction."""
        generation = connection.execute(_READ_GENERATION).scalar()
        crowded = len(self._by_number) > _REMEMBERED or len(self._by_block) > 4 * _REMEMBERED
        if generation != self._generation or crowded:
            self._by_block.clear()
            self._by_number.clear()
            self._splits = Splits.load(connection)
            self._generation = generation
        self._changed = False
        self._new_names.clear()
        self._seen.clear()

    def end(self, connection: Connection) -> None:
        """Write what was gathered, and tell other writers if they must forget. Call last in each transaction."""
        dialect = connection.dialect.name
        if self._new_names:
            write_names(connection, self._new_names)
        if self._seen:
            seen = [
                {"actor_id": n, "office": office, "country": country, "first": first, "last": last}
                for (n, office, country), (first, last) in self._seen.items()
            ]
            write_offices(connection, seen)
        if self._changed:
            self._generation = str(int(self._generation or 0) + 1)
            connection.execute(_setting_upsert(dialect), {"name": _GENERATION, "value": self._generation})

    def forget(self) -> None:
        """Forget everything: the transaction was not carried out."""
        self._by_block.clear()
        self._by_number.clear()
        self._generation = None

    def resolve(self, connection: Connection, actor: Actor, day: str | None, page: str | None = None) -> Resolved:
        """The record's actor that `actor`, named in an article of `day` (ISO 8601), is; a new one if he is none.

        `page` is the article's: people may have said who is meant on it.
        """
        usual, mine = self._identified(connection, actor, day)
        if self._splits.rules:
            mine = self._number(connection, self._splits.goal(mine.number, name_key(actor.name), page))
        if mine.country is None and usual.country is not None:
            self._set_country(connection, mine, usual.country)
        self._note_name(mine, actor.name)
        self._note_office(mine, actor, day)
        return self._resolved(connection, mine)

    def named(self, connection: Connection, actor: Actor, day: str | None) -> Resolved:
        """As `resolve`, but nothing is noted of an actor that is known: no article has named him so."""
        return self._resolved(connection, self._identified(connection, actor, day)[1])

    def _identified(self, connection: Connection, actor: Actor, day: str | None) -> tuple[Actor, _Remembered]:
        """An actor under his usual name, and the one of the record that he is."""
        usual = canonical(actor, int(day[:4]) if day else None)
        found = self._candidates(connection, usual)
        chosen = choose(usual, day, [one.known() for one in found])
        return usual, next((one for one in found if one.key == chosen), None) or self._add(connection, usual)

    def _resolved(self, connection: Connection, mine: _Remembered) -> Resolved:
        final = self._number(connection, mine.merged_into) if mine.merged_into is not None else mine
        return Resolved(mine.number, final.number, final.key)

    def note(
        self, connection: Connection, found: Resolved, actor: Actor, day: str, names: Iterable[str], *, still: bool
    ) -> None:
        """Note that an actor was in the office that `actor` has on one more day, and other spellings of his name.

        With `still`, he has been in it since.
        """
        mine = self._number(connection, found.number)
        self._note_office(mine, actor, day, still=still)
        for name in names:
            self._note_name(mine, name)

    def _candidates(self, connection: Connection, actor: Actor) -> list[_Remembered]:
        numbers = dict.fromkeys(
            itertools.chain.from_iterable(self._block(connection, key) for key in lookup_keys(actor))
        )
        return [self._number(connection, number) for number in itertools.islice(numbers, MOST_CANDIDATES)]

    def _block(self, connection: Connection, key: str) -> tuple[int, ...]:
        if key not in self._by_block:
            self._by_block[key] = tuple(sorted(connection.execute(_BY_BLOCK, {"block": key}).scalars()))
        return self._by_block[key]

    def _number(self, connection: Connection, number: int) -> _Remembered:
        if number not in self._by_number:
            row = connection.execute(_ACTOR, {"number": number}).mappings().one()
            names = set(connection.execute(_NAMES, {"number": number}).scalars())
            held = {
                (o["office"], o["country"]): (o["first"], o["last"])
                for o in connection.execute(_OFFICES, {"number": number}).mappings()
            }
            self._by_number[number] = _Remembered(
                number, row["key"], row["name"], row["country"], row["merged_into"], names, held
            )
        return self._by_number[number]

    def _add(self, connection: Connection, actor: Actor) -> _Remembered:
        key = new_id(actor, lambda wanted: connection.execute(_TAKEN, {"key": wanted}).first() is not None)
        values = {"key": key, "name": actor.name, "type": str(actor.type), "country": actor.country}
        number = connection.execute(actors.insert(), values).inserted_primary_key
        assert number is not None
        new = _Remembered(number[0], key, actor.name, actor.country, None, set())
        self._by_number[new.number] = new
        for block in blocks(actor):
            self._block(connection, block)
            self._by_block[block] = (*self._by_block[block], new.number)
        connection.execute(actor_blocks.insert(), [{"block": b, "actor_id": new.number} for b in set(blocks(actor))])
        self._note_name(new, actor.name)
        self._changed = True
        return new

    def _set_country(self, connection: Connection, mine: _Remembered, country: str) -> None:
        """The side of an actor becomes known, and from then on keeps namesakes of other states apart."""
        mine.country = country
        connection.execute(_COUNTRY, {"number": mine.number, "side": country})
        self._changed = True

    def _note_name(self, mine: _Remembered, name: str) -> None:
        if name not in mine.names:
            mine.names.add(name)
            self._new_names[mine.number, name] = None
            self._changed = True

    def _note_office(self, mine: _Remembered, actor: Actor, day: str | None, *, still: bool = False) -> None:
        if day is None:
            return
        key = (actor.office or "", actor.country or "")
        first, last = mine.offices.get(key, (day, day))
        span = min(first, day), None if still or last is None else max(last, day)
        if mine.offices.get(key) != span:
            mine.offices[key] = span
            # Another writer's memory may lag behind by some days of an office; that changes no choice of its.
            self._seen[mine.number, *key] = span


def words_of(name: str) -> list[str]:
    """The words by which a spelling is looked up, folded."""
    return name_key(name).split()[:_MOST_WORDS]


def write_names(connection: Connection, spelled: Collection[tuple[int, str]]) -> None:
    """Note spellings, each with the number of its actor, and their words; those that are there already stay."""
    dialect = connection.dialect.name
    rows = [{"actor_id": n, "name": name, "folded": name_key(name)} for n, name in spelled]
    connection.execute(_upsert_unless_there(dialect, actor_names), rows)
    words = {(word, number) for number, name in spelled for word in words_of(name)}
    if words:
        said = [{"word": word, "actor_id": number} for word, number in sorted(words)]
        connection.execute(_upsert_unless_there(dialect, actor_words), said)


def write_offices(connection: Connection, seen: Sequence[Mapping[str, object]]) -> None:
    """Note offices (rows of `offices`), each with the days on which an actor was seen in it, or widen those days."""
    connection.execute(_office_upsert(connection.dialect.name), seen)


def forget_everywhere(connection: Connection) -> None:
    """Tell every writer to read the actors anew, within the caller's transaction."""
    generation = int(connection.execute(_READ_GENERATION).scalar() or 0) + 1
    connection.execute(_setting_upsert(connection.dialect.name), {"name": _GENERATION, "value": str(generation)})


@cache
def _upsert_unless_there(dialect: str, table: sa.Table) -> sa.Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _office_upsert(dialect: str) -> sa.Insert:
    insert = _insert(dialect, offices)
    earlier, later = (sa.func.min, sa.func.max) if dialect == "sqlite" else (sa.func.least, sa.func.greatest)
    ends = offices.c.last.is_not(None) & insert.excluded["last"].is_not(None)
    return insert.on_conflict_do_update(
        index_elements=["actor_id", "office", "country"],
        set_={
            "first": earlier(offices.c.first, insert.excluded["first"]),
            "last": sa.case((ends, later(offices.c.last, insert.excluded["last"])), else_=None),
        },
    )


@cache
def _setting_upsert(dialect: str) -> sa.Insert:
    insert = _insert(dialect, settings)
    return insert.on_conflict_do_update(index_elements=["name"], set_={"value": insert.excluded["value"]})


def _insert(dialect: str, table: sa.Table) -> sqlite.Insert:
    # Both databases have the same "insert ... on conflict", each in a class of its own.
    return sqlite.insert(table) if dialect == "sqlite" else cast(sqlite.Insert, postgresql.insert(table))
