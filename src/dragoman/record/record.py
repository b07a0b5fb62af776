"""A record as the rest of Dragoman sees it: opened by its place, asked for events, articles, actors and judgements."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from dragoman.errors import UsageError
from dragoman.model import (
    ActorEntry,
    ActorType,
    Article,
    Event,
    EventParticipant,
    EventStatus,
    Judgement,
    OfficeHeld,
    Status,
)
from dragoman.record.database import file_size, open_engine, plan_each, told_as
from dragoman.record.judged import Judged
from dragoman.record.loading import load_views
from dragoman.record.recorder import Recorder
from dragoman.record.rows import article_of, judgement_of
from dragoman.record.schema import actor_names, actors, articles, events, judgements, offices
from dragoman.record.timing import window_of
from dragoman.record.view import View

_BATCH: Final = 200


def today() -> dt.date:
    """The present day in UTC: the day on which a record is asked unless another is named."""
    return dt.datetime.now(dt.UTC).date()


def status_on(status: Status, last_day: int | None, day: dt.date) -> EventStatus:
    """What the status is on a day: a plan whose last day (ordinal) has passed without a report is unconfirmed."""
    passed = last_day is not None and last_day < day.toordinal()
    if passed and status in (Status.PLANNED, Status.POSSIBLE):
        return EventStatus.UNCONFIRMED
    return EventStatus(str(status))


class Record:
    """An open record. Reading never changes it; `recorder` and `judge` write.

    `as_of` is the day on which statuses are asked, today in UTC unless it is set.
    """

    def __init__(self, engine: Engine, shown: str, as_of: dt.date | None = None) -> None:
        self.engine = engine
        self.place = shown
        self.as_of = as_of or today()

    @classmethod
    def open(cls, place: str | None = None, *, create: bool = False, as_of: dt.date | None = None) -> Self:
        """Open the record at a path or postgresql:// URL, or the user's own. Raises RecordError or UsageError.

        With `create`, a missing record is made and an older one brought up to date.
        """
        engine, shown = open_engine(place, create=create, writable=create)
        return cls(engine, shown, as_of)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection on which everything that is read is of one moment. Its errors become RecordError."""
        with told_as(self.place), self.engine.connect() as connection, connection.begin():
            plan_each(connection)
            yield connection

    def recorder(self) -> Recorder:
        """What adds articles to this record."""
        return Recorder(self.engine, self.place)

    def size(self) -> int | None:
        """Bytes on disk; None for a server's."""
        return file_size(self.engine)

    def event(self, key: str) -> Event:
        """The event of an id, or the one that it was merged into. Raises UsageError if there is none."""
        with self.reading() as connection:
            number = find_event(connection, key)
            if number is None:
                raise UsageError(f"no event {key} in {self.place}")
            return self.events_numbered(connection, [number])[0]

    def events_numbered(self, connection: Connection, numbers: Sequence[int]) -> list[Event]:
        """The events of these rows, in the order given; what is none is left out."""
        return load_events(connection, numbers, self.as_of)

    def events(self) -> Iterator[Event]:
        """All events but those that were merged or withdrawn, by first day and id; those without a day come last."""
        with self.reading() as connection:
            order = (events.c.first_day.is_(None), events.c.first_day, events.c.key)
            wanted = events.c.redirect_to.is_(None) & (events.c.reports > 0)
            numbers = connection.execute(sa.select(events.c.id).where(wanted).order_by(*order)).scalars().all()
            for start in range(0, len(numbers), _BATCH):
                yield from self.events_numbered(connection, numbers[start : start + _BATCH])

    def articles(self) -> Iterator[Article]:
        """The current version of each article, by id."""
        statement = sa.select(articles).where(articles.c.current).order_by(articles.c.key)
        with (
            self.reading() as connection,
            # A caller may stop half-way, and a server's cursor must not stay open then.
            connection.execute(statement, execution_options={"yield_per": _BATCH}) as rows,
        ):
            yield from map(article_of, rows.mappings())

    def actors(self) -> Iterator[ActorEntry]:
        """All actors that were not judged to be another, by id."""
        with self.reading() as connection:
            numbers = connection.execute(
                sa.select(actors.c.id).where(actors.c.merged_into.is_(None)).order_by(actors.c.key)
            ).scalars()
            remaining = list(numbers)
            for start in range(0, len(remaining), _BATCH):
                yield from load_actors(connection, remaining[start : start + _BATCH])

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, the oldest first, those that were undone among them."""
        with self.reading() as connection:
            for row in connection.execute(sa.select(judgements).order_by(judgements.c.id)).mappings():
                yield judgement_of(row)


def find_event(connection: Connection, key: str) -> int | None:
    """The row of the event with an id, after all redirections."""
    statement = sa.select(events.c.id, events.c.redirect_to)
    row = connection.execute(statement.where(events.c.key == key)).first()
    while row is not None and row.redirect_to is not None:
        row = connection.execute(statement.where(events.c.id == row.redirect_to)).first()
    return row.id if row is not None else None


def load_events(connection: Connection, numbers: Sequence[int], as_of: dt.date) -> list[Event]:
    """The events of these rows with everything about them, in the order given."""
    views = load_views(connection, numbers, Judged.load(connection))
    rows = {row["id"]: row for row in connection.execute(sa.select(events).where(events.c.id.in_(numbers))).mappings()}
    former = _former_ids(connection, numbers)
    return [event_of(rows[n], views[n], as_of, tuple(former.get(n, ()))) for n in numbers if n in views and n in rows]


def _former_ids(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    """The ids that lead to each of these events, directly or by way of others."""
    found: dict[int, list[str]] = {}
    leads = {number: number for number in numbers}
    while leads:
        redirected = sa.select(events.c.id, events.c.redirect_to, events.c.key).where(events.c.redirect_to.in_(leads))
        following = {}
        for number, target, key in connection.execute(redirected.order_by(events.c.key)):
            found.setdefault(leads[target], []).append(key)
            following[number] = leads[target]
        leads = following
    return found


def event_of(row: sa.RowMapping, view: View, as_of: dt.date, former: tuple[str, ...]) -> Event:
    """The event of a row as it is shown on a day."""
    window = window_of(view.when)
    last = None if window is None else window.last if window.last is not None else window.first
    published = sorted(s.published for s in view.sources if s.published)
    return Event(
        id=row["key"],
        kind=view.kind,
        status=status_on(view.status, last, as_of),
        participants=tuple(EventParticipant(p.id, p.actor, p.role) for p in view.participants),
        place=view.place,
        when=view.when,
        confidence=view.confidence,
        independent_sources=view.independent_sources,
        sources=view.sources,
        life=view.life,
        disagreements=view.disagreements,
        plover=view.plover,
        about=view.about,
        first_reported=published[0] if published else None,
        last_reported=published[-1] if published else None,
        former_ids=former,
        verdict=view.verdict,
        corrected=view.corrected,
    )


def load_actors(connection: Connection, numbers: Sequence[int]) -> list[ActorEntry]:
    """The actors of these rows, in the order given, with the names and offices of those judged to be the same."""
    rows = connection.execute(
        sa.select(actors).where(actors.c.id.in_(numbers) | actors.c.merged_into.in_(numbers)).order_by(actors.c.key)
    ).mappings()
    groups: dict[int, list[sa.RowMapping]] = {}
    for row in rows:
        groups.setdefault(row["merged_into"] or row["id"], []).append(row)
    everybody = [row["id"] for group in groups.values() for row in group]
    names: dict[int, list[str]] = {}
    for number, name in connection.execute(
        sa.select(actor_names.c.actor_id, actor_names.c.name).where(actor_names.c.actor_id.in_(everybody))
    ):
        names.setdefault(number, []).append(name)
    held: dict[int, list[OfficeHeld]] = {}
    for row in connection.execute(
        sa.select(offices).where(offices.c.actor_id.in_(everybody), offices.c.office != "")
    ).mappings():
        office = OfficeHeld(row["office"], row["country"] or None, row["first"], row["last"])
        held.setdefault(row["actor_id"], []).append(office)
    return [_entry(number, groups[number], names, held) for number in numbers if number in groups]


def _entry(
    number: int, group: Iterable[sa.RowMapping], names: dict[int, list[str]], held: dict[int, list[OfficeHeld]]
) -> ActorEntry:
    mine = next(row for row in group if row["id"] == number)
    others = [row for row in group if row["id"] != number]
    spelled = sorted({name for row in group for name in names.get(row["id"], ())} - {mine["name"]})
    seen = sorted((o for row in group for o in held.get(row["id"], ())), key=lambda o: (o.first or "", o.office))
    return ActorEntry(
        id=mine["key"],
        name=mine["name"],
        type=ActorType(mine["type"]),
        country=mine["country"],
        names=(mine["name"], *spelled),
        offices=tuple(seen),
        former_ids=tuple(row["key"] for row in others),
    )
