"""Whom and what people mean by a name: actors of the record, states, places."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.actors import find_place, name_key
from dragoman.actors.tables import fold, parts, rows
from dragoman.errors import UsageError
from dragoman.model import ActorType, Place
from dragoman.record.schema import actor_names, actor_words, actors, event_participants, events

IGO: Final = "IGO"
_MOST_WORDS: Final = 6
_MOST_BEARERS: Final = 2000
_MOST_LISTED: Final = 8
_MOST_COMPARED: Final = 3000
_LIKE: Final = 0.75
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Somebody:
    """An actor of the record; `number` is its row."""

    number: int
    id: str
    name: str
    type: ActorType
    country: str | None


@dataclass(frozen=True, slots=True)
class State:
    """A state, or with the code "IGO" all international organisations. `name` is its usual English name."""

    code: str
    name: str

    @property
    def id(self) -> str:
        """The code."""
        return self.code


@dataclass(frozen=True, slots=True)
class Where:
    """A place to look for: a state alone, or a place in it that may have a position."""

    place: Place

    @property
    def is_state(self) -> bool:
        """Whether the whole state is meant."""
        return self.place.name is None


def typed(text: str) -> str:
    """What somebody typed on one line, without what no database takes (NUL, halves of surrogate pairs), cut at 200."""
    sound = text[: 2 * _LONGEST].replace("\0", " ").encode(errors="ignore").decode()
    return " ".join(sound.split())[:_LONGEST]


def actor_of_name(connection: Connection, text: str) -> Somebody:
    """The one actor that a name means: by id, by any of its spellings, by words of its name, whole or begun.

    Raises UsageError that lists the actors if there are several, and the nearest names if there is none.
    """
    wanted = typed(text)
    if not wanted:
        raise UsageError("whom? Name a person or an office")
    found = actors_of_name(connection, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{one.id} ({one.name})" for one in found[:_MOST_LISTED])
        more = f" and {len(found) - _MOST_LISTED} more" if len(found) > _MOST_LISTED else ""
        raise UsageError(f"{wanted!r} can be {listed}{more}; name one by its id")
    state = state_or_none(wanted)
    if state is not None:
        raise UsageError(f"{state.name} is a state; ask for it as country {state.code}")
    close = closest_names(connection, wanted)
    hint = f"; the nearest names are {', '.join(close)}" if close else ""
    raise UsageError(f"nobody in the record is called {wanted!r}{hint}")


def actors_of_name(connection: Connection, text: str) -> list[Somebody]:
    """All actors that a name can mean, those with the most events first. The surest way that finds any decides."""
    by_id = connection.execute(sa.select(actors.c.id).where(actors.c.key == text)).scalars().all()
    if by_id:
        return _effective(connection, by_id)
    folded = name_key(text)
    exact = sa.select(actor_names.c.actor_id).where(actor_names.c.folded == folded).limit(_MOST_BEARERS)
    words = folded.split()[:_MOST_WORDS]
    for numbers in (
        set(connection.execute(exact).scalars()),
        _with_words(connection, words, begun=False),
        _with_words(connection, words, begun=True),
    ):
        if numbers:
            return _effective(connection, numbers)
    return []


def _with_words(connection: Connection, words: Iterable[str], *, begun: bool) -> set[int]:
    """Actors in whose names each of the words stands; a word that is `begun` goes on anyhow."""
    found: set[int] | None = None
    for word in words:
        condition = _begins(connection, word) if begun else actor_words.c.word == word
        bearers = sa.select(actor_words.c.actor_id).where(condition).limit(_MOST_BEARERS)
        numbers = set(connection.execute(bearers).scalars())
        found = numbers if found is None else found & numbers
        if not found:
            return set()
    return found or set()


def _begins(connection: Connection, word: str) -> sa.ColumnElement[bool]:
    if connection.dialect.name == "sqlite":
        return sa.and_(actor_words.c.word >= word, actor_words.c.word < word + "\U0010ffff")
    return actor_words.c.word.startswith(word, autoescape=True)


def _effective(connection: Connection, numbers: Iterable[int]) -> list[Somebody]:
    """The actors of these rows, or those that they were judged to be, with the most events first."""
    chosen = sorted(numbers)[:_MOST_BEARERS]
    final = sa.func.coalesce(actors.c.merged_into, actors.c.id)
    wanted = set(connection.execute(sa.select(final).where(actors.c.id.in_(chosen))).scalars())
    number = event_participants.c.actor_id
    events = sa.select(number, sa.func.count()).where(number.in_(wanted)).group_by(number)
    counted: dict[int, int] = {row[0]: row[1] for row in connection.execute(events)}
    rows_found = connection.execute(sa.select(actors).where(actors.c.id.in_(wanted)))
    somebodies = [Somebody(r.id, r.key, r.name, ActorType(r.type), r.country) for r in rows_found]
    return sorted(somebodies, key=lambda one: (-counted.get(one.number, 0), one.id))


def closest_names(connection: Connection, text: str) -> list[str]:
    """Usual names of actors that are called almost so, among those with a word that begins like one of these words."""
    found: dict[int, float] = {}
    for word in name_key(text).split()[:_MOST_WORDS]:
        near = sa.select(actor_words).where(_begins(connection, word[:2])).limit(_MOST_COMPARED)
        bearers: dict[str, list[int]] = {}
        for row in connection.execute(near):
            bearers.setdefault(row.word, []).append(row.actor_id)
        for like in difflib.get_close_matches(word, bearers, n=5, cutoff=_LIKE):
            for number in bearers[like]:
                found[number] = found.get(number, 0.0) + difflib.SequenceMatcher(None, word, like).ratio()
    best = sorted(found, key=lambda number: (-found[number], number))[:_MOST_LISTED]
    named = {one.number: one.name for one in _effective(connection, best)}
    return list(dict.fromkeys(named[number] for number in best if number in named))[:4]


@cache
def _states() -> dict[str, State]:
    """States by code, and by every name and adjective, folded and in small letters."""
    found: dict[str, State] = {}
    for row in rows("states.csv"):
        state = State(row["code"], row["name"])
        for form in (row["name"], *parts(row["forms"]), *parts(row["adjectives"])):
            found.setdefault(_small(form), state)
    for row in rows("states.csv"):
        found[_small(row["code"])] = State(row["code"], row["name"])
    found[_small(IGO)] = State(IGO, "international organisations")
    return found


def _small(text: str) -> str:
    return fold(" ".join(text.split())).casefold().removeprefix("the ").replace(".", "")


def state_or_none(text: str) -> State | None:
    """The state of a code or an English name, in any letter case; None if it is none."""
    return _states().get(_small(text[:_LONGEST]))


def state_of_name(text: str) -> State:
    """The state of a code ("KOR") or an English name ("South Korea"). Raises UsageError that names the nearest."""
    state = state_or_none(text)
    if state is not None:
        return state
    names = {_small(one.name): one for one in _states().values()}
    close = difflib.get_close_matches(_small(text[:_LONGEST]), names, n=3, cutoff=0.6)
    hint = f"; the nearest are {', '.join(f'{names[c].name} ({names[c].code})' for c in close)}" if close else ""
    raise UsageError(f"{text!r} is no state; write it like KOR or South Korea{hint}")


def side_of_name(connection: Connection, text: str) -> State | Somebody:
    """A state by code or name, else an actor by name. Raises UsageError."""
    return state_or_none(text) or actor_of_name(connection, text)


def place_of_name(text: str) -> Where:
    """Where "Moscow", "Moscow, RUS" or "Russia" is. What no list knows is looked for by its name alone."""
    words = typed(text)
    if not words:
        raise UsageError("where? Name a city or a state")
    state = state_or_none(words)
    if state is not None:
        return Where(Place(None, state.code))
    name, _, rest = words.partition(",")
    owner = state_or_none(rest) if rest.strip() else None
    if rest.strip() and owner is None:
        raise UsageError(f"{rest.strip()!r} is no state; write a place like Moscow or Moscow, RUS")
    known = find_place(name.strip(), owner.code) if owner else find_place(name.strip())
    if known is None or known.name is None:
        return Where(Place(name.strip(), owner.code if owner else None))
    return Where(known)


def cased(name: str) -> list[str]:
    """A name in the usual letter cases; not in any, which would pass by the index."""
    return sorted({name, name.lower(), name.title(), name.capitalize(), name.upper()})


def known_place_of_name(connection: Connection, text: str) -> Where:
    """The same of a place that a list knows, or at which some event was. Raises UsageError for any other."""
    where = place_of_name(text)
    name = where.place.name
    if name is not None and where.place.lat is None:
        there = sa.select(events.c.id).where(events.c.place_name.in_(cased(name))).limit(1)
        if connection.execute(there).first() is None:
            raise UsageError(f"no list knows a place {name!r}, and no event was there")
    return where
