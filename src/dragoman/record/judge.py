"""People's judgements: a log of who said what of which report, event or actor, applied on top of what was read.

Nothing that was read is rewritten: a rejected report is shown as rejected, a corrected field names itself, two events
that are one keep both ids, and every judgement can be undone.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from contextlib import nullcontext, suppress
from dataclasses import asdict, replace
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from dragoman.errors import UsageError
from dragoman.model import Judgement, Verdict
from dragoman.record.actor_links import actor_named, settle_actors
from dragoman.record.corrections import checked_value
from dragoman.record.event_links import join_events, part_events, part_report, unsay_same
from dragoman.record.judged import Judged, copies_of, newest
from dragoman.record.loading import parties_of
from dragoman.record.member import Party
from dragoman.record.partakers import ABSENT, PARTICIPANT, Typed, new_participant, party_named, typed_participant
from dragoman.record.parting import drop_if_unused, put_back, split_off, who_is_split
from dragoman.record.recorder import Recorder, refresh
from dragoman.record.rows import judgement_of
from dragoman.record.schema import events, judgements, reports

_ONE: Final = sa.select(judgements).where(judgements.c.key == sa.bindparam("key"))
_EVENT: Final = sa.select(events.c.id, events.c.key, events.c.redirect_to).where(events.c.key == sa.bindparam("key"))
_REPORT: Final = sa.select(reports.c.id, reports.c.ref, reports.c.event_id).where(reports.c.ref == sa.bindparam("ref"))
_EVENTS_OF: Final = sa.select(reports.c.event_id).where(reports.c.ref.in_(sa.bindparam("refs", expanding=True)))
_DAY: Final = sa.select(sa.func.min(sa.func.coalesce(events.c.start, events.c.first_reported))).where(
    events.c.id.in_(sa.bindparam("numbers", expanding=True))
)
_UNDO: Final = (
    sa.update(judgements)
    .where(judgements.c.key == sa.bindparam("wanted"))
    .values(undone_at=sa.bindparam("when"), undone_by=sa.bindparam("who"))
)
# What is kept as the value of a judgement, so that it can be undone: that two events which it parted were one, or the
# id that leads on since it made two one.
_ONE_BEFORE: Final = "were one"
_KEEP: Final = (
    sa.update(judgements).where(judgements.c.key == sa.bindparam("wanted")).values(value=sa.bindparam("kept"))
)
# Characters of an actor's id, all ASCII.
_LONGEST_KEY: Final = 400
_LONGEST_NOTE: Final = 2000


class Judge:
    """Writes judgements into a record. Every method raises UsageError for what makes no sense, and RecordError."""

    def __init__(self, engine: Engine, shown: str) -> None:
        self._recorder = Recorder(engine, shown)
        self._shown = shown

    def accept(self, target: str, *, by: str, note: str | None = None) -> Judgement:
        """Say that an event or a report, by its id, is right."""
        return self.say(_new(Verdict.ACCEPT, target, by, note))

    def reject(self, target: str, *, by: str, note: str | None = None) -> Judgement:
        """Say that an event or a report is wrong: it stays visible as rejected and counts for nothing."""
        return self.say(_new(Verdict.REJECT, target, by, note))

    def correct(self, target: str, field: str, value: str, *, by: str, note: str | None = None) -> Judgement:
        """Set a field of an event or a report: kind, status, date or place.

        With the field "participant", say that somebody took part, or correct one who does so already; with "absent",
        that he did not. `value` is like "Kim Hyun-chong, KOR, deputy national security adviser, visitor", or has an id
        for the name.
        """
        judgement = _new(Verdict.CORRECT, target, by, note)
        return self.say(replace(judgement, field=field, value=checked_value(field, value)))

    def same(self, one: str, other: str, *, by: str, note: str | None = None) -> Judgement:
        """Say that two events are one, or two actors. The id of the smaller event leads to the larger from then on."""
        return self.say(replace(_new(Verdict.SAME, one, by, note), other=other))

    def different(self, one: str, other: str, *, by: str, note: str | None = None) -> Judgement:
        """Say that two events, or two actors, are not one; or that a report is not about its event.

        Of an actor and a report, or a spelling of the actor's name: that he is not the one who is named there. The
        judgement has as its value the id of the other actor.
        """
        return self.say(replace(_new(Verdict.DIFFERENT, one, by, note), other=other))

    def undo(self, judgement_id: str, *, by: str) -> Judgement:
        """Take a judgement back: the record stands as if it had not been said. The log keeps it."""
        with self._recorder.writing() as connection:
            row = connection.execute(_ONE, {"key": judgement_id}).mappings().first()
            if row is None:
                raise UsageError(f"no judgement {judgement_id} in {self._shown}")
            if row["undone_at"] is not None:
                raise UsageError(f"{judgement_id} was undone already, on {row['undone_at'][:10]} by {row['undone_by']}")
            undone = replace(judgement_of(row), undone_at=_now(), undone_by=_name(by))
            connection.execute(_UNDO, {"wanted": judgement_id, "when": undone.undone_at, "who": undone.undone_by})
            self._take_back(connection, undone)
            return undone

    def say(self, judgement: Judgement, *, known_to_hold: bool = False) -> Judgement:
        """Write a judgement that may come from another record, and apply it; one that is known already changes nothing.

        With `known_to_hold`, one that cannot be applied is only written: what came with it shows it already.
        """
        with self._recorder.writing() as connection:
            if connection.execute(_ONE, {"key": judgement.id}).first() is not None:
                return judgement
            judgement = self._understood(connection, judgement)
            row = {("key" if k == "id" else k): v for k, v in asdict(judgement).items()}
            connection.execute(judgements.insert(), row | {"verdict": str(judgement.verdict)})
            if judgement.undone_at is None:
                with suppress(UsageError) if known_to_hold else nullcontext():
                    judgement = self._apply(connection, judgement)
        return judgement

    def _understood(self, connection: Connection, judgement: Judgement) -> Judgement:
        """A judgement with what it is about, and whom it names by their ids.

        Raises UsageError where there is no such thing, or it cannot be said of it.
        """
        if judgement.undone_at is not None and judgement.about == "actor":
            return judgement  # from another record: whom it had made may be gone with it
        if judgement.verdict in (Verdict.SAME, Verdict.DIFFERENT):
            return self._understood_pair(connection, judgement)
        about = self._kind_of(connection, judgement.target)
        if about == "actor":
            raise UsageError(f"{judgement.target} is an actor; of actors one can only say same or different")
        judgement = replace(judgement, about=about)
        if judgement.field not in (PARTICIPANT, ABSENT) or judgement.undone_at is not None:
            return judgement
        if judgement.other is not None and actor_named(connection, judgement.other) is not None:
            return judgement  # from another record that had the same actors
        return self._with_partaker(connection, judgement)

    def _with_partaker(self, connection: Connection, judgement: Judgement) -> Judgement:
        """With the actor whom a correction of participants names, and all that is to be known of him in its value."""
        typed = typed_participant(judgement.value or "")
        parties = who_takes_part(connection, judgement.target)
        own = party_named(connection, typed, parties)
        if judgement.field == ABSENT:
            if own is None:
                raise UsageError(f"{typed.name} takes no part in {judgement.target}")
            return replace(judgement, other=own, value=own)
        if own is not None:
            if typed == Typed(typed.name):
                raise UsageError(f"{own} takes part in {judgement.target}; say which state, office or role is right")
            return replace(judgement, other=own, value=str(replace(typed, name=own)))
        key, said = new_participant(connection, typed, parties, self._year(connection, judgement.target))
        return replace(judgement, other=key, value=str(said))

    def _year(self, connection: Connection, target: str) -> int | None:
        numbers = _touched(connection, target)
        day = connection.execute(_DAY, {"numbers": numbers}).scalar() if numbers else None
        return int(day[:4]) if day else None

    def _understood_pair(self, connection: Connection, judgement: Judgement) -> Judgement:
        split = self._understood_split(connection, judgement) if judgement.verdict is Verdict.DIFFERENT else None
        return split or replace(judgement, about=self._subject(connection, judgement))

    def _understood_split(self, connection: Connection, judgement: Judgement) -> Judgement | None:
        """A judgement that an actor is not the one in a report, or of a spelling; None for any other."""
        target, other = judgement.target, judgement.other or ""
        actor, place = (other, target) if actor_named(connection, target) is None else (target, other)
        if actor_named(connection, actor) is None or actor_named(connection, place) is not None:
            return None
        if connection.execute(_EVENT, {"key": place}).first() is not None:
            return None
        judgement = replace(judgement, about="actor", target=actor, other=place)
        if judgement.value is not None and len(judgement.value) <= _LONGEST_KEY:
            return judgement  # from another record, which had understood it
        return replace(judgement, target=who_is_split(connection, actor, place), value=None)

    def _subject(self, connection: Connection, judgement: Judgement) -> str:
        """What a judgement on a pair is about."""
        about = self._kind_of(connection, judgement.target)
        other = self._kind_of(connection, judgement.other or "")
        allowed = {Verdict.SAME: ({"event"}, {"actor"}), Verdict.DIFFERENT: ({"event"}, {"actor"}, {"event", "report"})}
        if {about, other} not in allowed[judgement.verdict]:
            raise UsageError(
                f"{judgement.target} is {_one(about)} and {judgement.other} {_one(other)}: that cannot be said of them"
            )
        if judgement.target == judgement.other:
            raise UsageError(f"{judgement.target} is named twice")
        return "actor" if about == "actor" else "event"

    def _kind_of(self, connection: Connection, key: str) -> str:
        if connection.execute(_EVENT, {"key": key}).first() is not None:
            return "event"
        if connection.execute(_REPORT, {"ref": key}).first() is not None:
            return "report"
        if actor_named(connection, key) is not None:
            return "actor"
        raise UsageError(f"no event, report or actor {key} in {self._shown}")

    def _apply(self, connection: Connection, judgement: Judgement) -> Judgement:
        """Carry out a judgement; it may get a value by it."""
        target, other = judgement.target, judgement.other or ""
        touched: Iterable[int]
        if _is_split(connection, judgement):
            goal, touched = split_off(connection, judgement)
            judgement = replace(judgement, value=goal)
        elif judgement.about == "actor":
            touched = settle_actors(connection, target, other)
        elif judgement.verdict is Verdict.SAME:
            touched, led = join_events(connection, target, other)
            if led is not None:
                connection.execute(_KEEP, {"wanted": judgement.id, "kept": led})
        elif judgement.verdict is Verdict.DIFFERENT:
            touched = self._part(connection, target, other)
            if touched and {self._kind_of(connection, key) for key in (target, other)} == {"event"}:
                connection.execute(_KEEP, {"wanted": judgement.id, "kept": _ONE_BEFORE})
        else:
            touched = _touched(connection, target)
        refresh(connection, touched, Judged.load(connection))
        return judgement

    def _take_back(self, connection: Connection, judgement: Judgement) -> None:
        target, other = judgement.target, judgement.other or ""
        touched: Iterable[int]
        if _is_split(connection, judgement):
            touched = put_back(connection, judgement)
        elif judgement.about == "actor":
            touched = settle_actors(connection, target, other)
        elif judgement.verdict is Verdict.SAME:
            touched = unsay_same(connection, target, judgement.value)
        elif judgement.verdict is Verdict.DIFFERENT:
            touched = self._rejoin(connection, target, other, were_one=judgement.value == _ONE_BEFORE)
        else:
            touched = _touched(connection, target)
        refresh(connection, touched, Judged.load(connection))
        for key in (judgement.value, other, target):
            drop_if_unused(connection, key)

    def _part(self, connection: Connection, one: str, other: str) -> list[int]:
        report = next((key for key in (one, other) if self._kind_of(connection, key) == "report"), None)
        if report is None:
            return part_events(connection, one, other)
        return part_report(connection, report, other if report == one else one)

    def _rejoin(self, connection: Connection, one: str, other: str, *, were_one: bool) -> list[int]:
        """Reports go back to the events that merging chose for them, events to the one that they were judged to be."""
        touched: list[int | None] = []
        if were_one:
            touched += join_events(connection, one, other)[0]
        for key in (one, other):
            row = connection.execute(_REPORT, {"ref": key}).first()
            if row is not None:
                own = reports.c.own_event_id
                back = sa.update(reports).where(reports.c.id == row.id, own.is_not(None)).values(event_id=own)
                connection.execute(back)
                touched += [row.event_id, connection.execute(_REPORT, {"ref": key}).one().event_id]
        return [number for number in dict.fromkeys(touched) if number is not None]


def _touched(connection: Connection, target: str) -> list[int]:
    """The events that a judgement on an event or report changes: that of a report, and of its copies."""
    row = connection.execute(_EVENT, {"key": target}).first()
    while row is not None and row.redirect_to is not None:
        row = connection.execute(sa.select(events).where(events.c.id == row.redirect_to)).first()
    if row is not None:
        return [row.id]
    report = connection.execute(_REPORT, {"ref": target}).first()
    while report is not None and report.event_id is None:
        following = sa.select(reports.c.replaced_by).where(reports.c.id == report.id)
        statement = sa.select(reports.c.id, reports.c.ref, reports.c.event_id).where(
            reports.c.id == following.scalar_subquery()
        )
        report = connection.execute(statement).first()
    if report is None:
        return []
    copied = connection.execute(_EVENTS_OF, {"refs": copies_of(connection, [report.ref])}).scalars()
    return list(dict.fromkeys([report.event_id, *(number for number in copied if number is not None)]))


def who_takes_part(connection: Connection, target: str) -> list[Party]:
    """The participants of an event or a report as people have said; of an event, then all whom its reports name."""
    numbers, ref = _touched(connection, target), newest(connection, [target]).get(target)
    return parties_of(connection, numbers[0], ref, Judged.load(connection)) if numbers else []


def _is_split(connection: Connection, judgement: Judgement) -> bool:
    """Whether it splits one actor; else it is about two that may be one."""
    parts = judgement.about == "actor" and judgement.verdict is Verdict.DIFFERENT
    return parts and actor_named(connection, judgement.other or "") is None


def _new(verdict: Verdict, target: str, by: str, note: str | None) -> Judgement:
    if note is not None and len(note) > _LONGEST_NOTE:
        raise UsageError(f"a note may have {_LONGEST_NOTE:,} characters")
    return Judgement(f"J{uuid.uuid4().hex[:12]}", _now(), _name(by), verdict, "", target, note=note)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _name(by: str) -> str:
    name = " ".join(by.split())
    if not name:
        raise UsageError("a judgement needs the name of who says it")
    return name[:200]


def _one(thing: str) -> str:
    return f"{'an' if thing[0] in 'aeiou' else 'a'} {thing}"
