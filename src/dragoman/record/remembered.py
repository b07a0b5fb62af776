"""Reports of events that were added to lately, kept in memory: one more report need not load the others again."""

import uuid
from collections import OrderedDict
from functools import cache
from typing import Final, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from dragoman.record.event_store import members_of
from dragoman.record.member import Member
from dragoman.record.schema import settings

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
        known = self._events.get(number)
        if known is None:
            known = self._events[number] = members_of(connection, [number]).get(number, [])
            self._number += len(known)
        else:
            known.append(member)
            self._number += 1
        self._events.move_to_end(number)
        while self._number > _MOST and len(self._events) > 1:
            self._number -= len(self._events.popitem(last=False)[1])
        return known

    def founded(self, number: int, member: Member) -> None:
        """An event was made of this report alone."""
        self.drop(number)
        self._events[number] = [member]
        self._number += 1

    def drop(self, number: int) -> None:
        """Forget an event."""
        self._number -= len(self._events.pop(number, ()))

    def forget(self) -> None:
        """Forget everything."""
        self._events.clear()
        self._number = 0


@cache
def _upsert(dialect: str) -> sa.Insert:
    # Both databases have the same "insert ... on conflict", each in a class of its own.
    insert = sqlite.insert(settings) if dialect == "sqlite" else cast(sqlite.Insert, postgresql.insert(settings))
    return insert.on_conflict_do_update(index_elements=["name"], set_={"value": insert.excluded["value"]})
