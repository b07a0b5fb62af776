"""Reports of events that were added to lately, kept in memory: one more report need not load the others again."""

import uuid
from collections import OrderedDict
from collections.abc import Iterator
from functools import cache
from typing import Final, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from dragoman.record.event_store import members_of
from dragoman.record.member import Member
from dragoman.record.schema import settings

# An event of more reports than `_FEW` is worked out anew when a report says something that none has said before, and
# else when it has grown by this share: who counts most of hundreds changes little with one more.
_FEW: Final = 64
_SHARE: Final = 32
# A report takes about 2 KB of memory.
_MOST: Final = 20_000
_LAST_WRITER: Final = "writer"
_READ: Final = sa.select(settings.c.value).where(settings.c.name == _LAST_WRITER)


class RememberedMembers:
    """The reports of events by number, as they are in the record, without what people judged.

    Holds only as long as nobody else writes: each writer leaves its mark in the record.
    """

    def __init__(self) -> None:
        self._mark = uuid.uuid4().hex
        self._events: OrderedDict[int, list[Member]] = OrderedDict()
        self._said: dict[int, set[object]] = {}
        self._number = 0

    def begin(self, connection: Connection, *, only_adds: bool) -> None:
        """Call first in each transaction. `only_adds` says that all of its changes will be told to `joined`."""
        if connection.execute(_READ).scalar() != self._mark:
            connection.execute(_upsert(connection.dialect.name), {"name": _LAST_WRITER, "value": self._mark})
            self.forget()
        if not only_adds:
            self.forget()

    def joined(self, connection: Connection, number: int, member: Member) -> list[Member]:
        """All reports of an event that `member` was just given to."""
        if number in self._events:
            self._events[number].append(member)
            self._number += 1
        return self.of(connection, number)

    def of(self, connection: Connection, number: int) -> list[Member]:
        """All reports of an event."""
        known = self._events.get(number)
        if known is None:
            known = self._events[number] = members_of(connection, [number]).get(number, [])
            self._number += len(known)
        self._events.move_to_end(number)
        while self._number > _MOST and len(self._events) > 1:
            self.drop(next(iter(self._events)))
        return known

    def is_due(self, number: int, member: Member) -> bool:
        """Whether an event that `member` joined must be worked out anew: if not, only its number of reports changes."""
        known = self._events[number]
        if len(known) <= _FEW:
            return True
        if number not in self._said:
            self._said[number] = {said for one in known for said in _said_by(one)}
            return True
        said = self._said[number]
        before = len(said)
        said.update(_said_by(member))
        return len(said) > before or len(known) % (len(known) // _SHARE) == 0

    def founded(self, number: int, member: Member) -> None:
        """An event was made of this report alone."""
        self.drop(number)
        self._events[number] = [member]
        self._number += 1

    def drop(self, number: int) -> None:
        """Forget an event."""
        self._number -= len(self._events.pop(number, ()))
        self._said.pop(number, None)

    def forget(self) -> None:
        """Forget everything."""
        self._events.clear()
        self._said.clear()
        self._number = 0


def _said_by(member: Member) -> Iterator[object]:
    """All that a report can add to what is kept of an event."""
    source = member.source
    yield from (source.voice, source.status, source.kind, source.strength, source.when, source.place, source.published)
    yield from member.parties
    yield from member.about


@cache
def _upsert(dialect: str) -> sa.Insert:
    # Both databases have the same "insert ... on conflict", each in a class of its own.
    insert = sqlite.insert(settings) if dialect == "sqlite" else cast(sqlite.Insert, postgresql.insert(settings))
    return insert.on_conflict_do_update(index_elements=["name"], set_={"value": insert.excluded["value"]})
