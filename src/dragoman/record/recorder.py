"""Adding to the record: an article with its reports in one transaction, merged into the events that they tell of."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from dragoman import __version__
from dragoman.errors import UsageError
from dragoman.model import Article, Report
from dragoman.record.actor_store import ActorStore
from dragoman.record.database import lock_writers, told_as
from dragoman.record.event_store import (
    clear_event,
    insert_event,
    insert_reports,
    members_by_ref,
    members_of,
    report_ref,
    update_event,
)
from dragoman.record.intake import Outcome, is_known, store_article
from dragoman.record.judged import Judged
from dragoman.record.loading import judged_views, load_views
from dragoman.record.matching import fact_of, resemblance
from dragoman.record.member import Member, Party
from dragoman.record.merging import (
    Candidate,
    Choice,
    are_one,
    choose_events,
    event_key,
    home_of_event,
    profile_of,
    strays_of,
)
from dragoman.record.remembered import RememberedMembers
from dragoman.record.rows import Row
from dragoman.record.schema import articles, events, judgements, reports
from dragoman.record.statements import Update
from dragoman.record.view import view_of

_ARTICLE: Final = sa.select(articles).where(articles.c.id == sa.bindparam("number"))
_ASSIGN: Final = Update(reports, [reports.c.event_id, reports.c.own_event_id])
_DETACH: Final = (
    sa.update(reports).where(reports.c.id == sa.bindparam("report")).values(event_id=None, own_event_id=None)
)
_SIZES: Final = sa.select(events.c.id, events.c.reports).where(events.c.id.in_(sa.bindparam("numbers", expanding=True)))
_MOVE: Final = (
    sa.update(reports).where(reports.c.event_id == sa.bindparam("origin")).values(event_id=sa.bindparam("goal"))
)
_REDIRECT: Final = (
    sa.update(events).where(events.c.id == sa.bindparam("number")).values(redirect_to=sa.bindparam("goal"), digest=None)
)
_EVENT_OF: Final = sa.select(reports.c.event_id).where(reports.c.id == sa.bindparam("report"))
_EVENT_BY_KEY: Final = sa.select(events).where(events.c.key == sa.bindparam("key"))
_CURRENT: Final = sa.select(articles).where(articles.c.key == sa.bindparam("key"), articles.c.current)
_REFS: Final = sa.select(reports.c.ref).where(reports.c.article_id == sa.bindparam("article"))
_REVIVE: Final = sa.update(reports).where(reports.c.ref == sa.bindparam("wanted")).values(replaced_by=None)
_READ_BY: Final = (
    sa.update(articles).where(articles.c.id == sa.bindparam("number")).values(reader=sa.bindparam("made_by"))
)
_IDS: Final = sa.select(events.c.key).where(
    sa.or_(
        events.c.id.in_(sa.bindparam("numbers", expanding=True)),
        events.c.redirect_to.in_(sa.bindparam("numbers", expanding=True)),
    )
)
_REFS_OF_EVENTS: Final = sa.select(reports.c.ref).where(reports.c.event_id.in_(sa.bindparam("numbers", expanding=True)))
_JUDGED: Final = sa.select(judgements.c.target, judgements.c.other).where(
    judgements.c.about.in_(("event", "report")), judgements.c.undone_at.is_(None)
)
# Reports of a later reading are put behind those of the first.
_LATER: Final = 1000
_EVENTS_OF_ARTICLE: Final = sa.select(reports.c.event_id).where(
    reports.c.article_id == sa.bindparam("article"), reports.c.event_id.is_not(None)
)
_FOLLOW: Final = (
    sa.update(reports).where(reports.c.id == sa.bindparam("report")).values(replaced_by=sa.bindparam("follower"))
)
_ONE_MORE: Final = sa.update(events).where(events.c.id == sa.bindparam("number")).values(reports=events.c.reports + 1)
_EMPTY: Final = (
    sa.update(events)
    .where(events.c.id == sa.bindparam("number"))
    .values(reports=0, independent_sources=0, verdict="withdrawn", digest=None)
)


@dataclass(frozen=True, slots=True)
class Added:
    """What adding an article came to: its id in the record, and how many of its reports made or joined events.

    `before` is how many reports the version had that it took the place of.
    """

    outcome: Outcome
    article: str
    reports: int = 0
    new_events: int = 0
    joined: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading an article anew came to: reports that stayed, were replaced, went and came."""

    article: str
    kept: int
    replaced: int
    gone: int
    new: int


class Recorder:
    """Adds articles to the record of an engine. Not for several threads at once; several recorders may be."""

    def __init__(self, engine: Engine, shown: str) -> None:
        self._engine = engine
        self._shown = shown
        self._actors = ActorStore()
        self._members = RememberedMembers()
        self._judged = Judged()

    def knows(self, digest: str) -> bool:
        """Whether a page with this hash was stored before. Raises RecordError."""
        with told_as(self._shown), self._engine.connect() as connection:
            return is_known(connection, digest)

    def add(self, article: Article, found: Sequence[Report], digest: str) -> Added:
        """Store an article and its reports, in one transaction: all of it or nothing. Raises RecordError.

        `digest` tells the page apart from all others (see `intake.raw_hash`).
        """
        with self.writing(only_adds=True) as connection:
            return self._add(connection, article, found, digest)

    def reread(self, article: str, found: Sequence[Report]) -> Reread:
        """Put the reports of a new reading in the place of those that an article has, where they differ.

        `article` is its id. Reports that are the same stay untouched, with what people said of them. Raises
        RecordError, and UsageError if there is no such article.
        """
        with self.writing() as connection:
            return self._reread(connection, article, found)

    @contextmanager
    def writing(self, *, only_adds: bool = False) -> Iterator[Connection]:
        """A transaction that writes: all of it or nothing. Raises RecordError for what the database complains of.

        `only_adds` is for this class alone: reports come to events through its own methods and in no other way.
        """
        try:
            with told_as(self._shown), self._engine.connect() as plain:
                connection = plain.execution_options(writes=True)
                with connection.begin():
                    if connection.dialect.name == "postgresql":
                        lock_writers(connection)
                    self._actors.begin(connection)
                    self._members.begin(connection, only_adds=only_adds)
                    self._judged = Judged.load(connection)
                    yield connection
                    self._actors.end(connection)
        except BaseException:
            self._actors.forget()
            self._members.forget()
            raise

    def _add(self, connection: Connection, article: Article, found: Sequence[Report], digest: str) -> Added:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        stored = store_article(connection, article, digest, now)
        if stored is None:
            return Added(Outcome.UNCHANGED, article.id)
        row = connection.execute(_ARTICLE, {"number": stored.number}).mappings().one()
        before = self._of_article(connection, stored.replaced) if stored.replaced is not None else []
        members = self._insert_reports(connection, found, row)
        if stored.outcome is Outcome.OLDER:
            return Added(stored.outcome, row["key"], len(members))
        made, joined = self._replace(connection, members, before)
        return Added(stored.outcome, row["key"], len(members), made, joined, len(before))

    def _reread(self, connection: Connection, article: str, found: Sequence[Report]) -> Reread:
        row = connection.execute(_CURRENT, {"key": article}).mappings().first()
        if row is None:
            raise UsageError(f"no article {article} in {self._shown}")
        # Two statements that a reading does not tell apart are one.
        wanted = {report_ref(report, row): report for report in found}
        before = self._of_article(connection, row["id"])
        kept = [(number, member) for number, member in before if member.source.report in wanted]
        gone = [(number, member) for number, member in before if member.source.report not in wanted]
        standing = {member.source.report for _, member in kept}
        retired = set(connection.execute(_REFS, {"article": row["id"]}).scalars()) - standing
        # What an earlier reading said, and one in between did not, is still there.
        revived = sorted(ref for ref in wanted if ref in retired)
        fresh = [report for ref, report in wanted.items() if ref not in standing and ref not in retired]
        members = [*self._revive(connection, revived), *self._insert_reports(connection, fresh, row, _LATER)]
        connection.execute(_READ_BY, {"number": row["id"], "made_by": __version__})
        self._replace(connection, members, gone, barred=frozenset(number for number, _ in kept))
        replaced = min(len(members), len(gone))
        return Reread(article, len(kept), replaced, len(gone) - replaced, len(members) - replaced)

    def _revive(self, connection: Connection, refs: Sequence[str]) -> list[Member]:
        for ref in refs:
            connection.execute(_REVIVE, {"wanted": ref})
        return members_by_ref(connection, refs)

    def _replace(
        self,
        connection: Connection,
        members: Sequence[Member],
        before: Sequence[tuple[int, Member]],
        barred: frozenset[int] = frozenset(),
    ) -> tuple[int, int]:
        """Give reports to events and take those `before` away; how many made an event and how many joined one."""
        for number, old in before:
            connection.execute(_DETACH, {"report": old.number})
            self._members.drop(number)
        kept = self._inherit(connection, members, before)
        if kept and self._judged.of_reports:
            # What was said of the reports before holds for those that follow them.
            self._judged = Judged.load(connection)
        made, joined = self._assign(connection, members, kept, barred)
        self._refresh(connection, sorted({number for number, _ in before} - set(kept.values())))
        return made, joined

    def _insert_reports(
        self, connection: Connection, found: Sequence[Report], row: Row, first: int = 0
    ) -> list[Member]:
        resolved = []
        for report in found:
            parties = []
            for participant in report.participants:
                actor = self._actors.resolve(connection, participant.actor, row["published"], row["page"])
                parties.append((actor.number, Party(actor.effective, actor.id, participant.actor, participant.role)))
            resolved.append((report, parties))
        members = insert_reports(connection, resolved, row, first)
        if row["copy_of"] is not None and self._judged.rejected:
            # What these copy may be rejected.
            self._judged = Judged.load(connection)
        return members

    def _assign(
        self, connection: Connection, members: Sequence[Member], kept: Mapping[int, int], barred: frozenset[int]
    ) -> tuple[int, int]:
        """Each report to its event. `kept` are events that reports take over, `barred` those that are not for them."""
        made = joined = 0
        for member in members:
            if member.number in kept:
                self._join(connection, member, kept[member.number])
                joined += 1
        free = [member for member in members if member.number not in kept]
        choices = choose_events(connection, free, barred=barred | frozenset(kept.values()))
        for choice in choices:
            if choice.event is None:
                self._found_event(connection, choice.member)
                made += 1
            else:
                self._join(connection, choice.member, choice.event)
                self._bridge(connection, choice.event, choice.rivals)
                joined += 1
        self._settle(connection, choices)
        return made, joined

    def _settle(self, connection: Connection, choices: Sequence[Choice]) -> None:
        """Look again where reports belong that came before these and had little to hold on to."""
        for choice in choices:
            scattered = [event for event in choice.unsettled if not event.is_loose]
            home = connection.execute(_EVENT_OF, {"report": choice.member.number}).scalar() if scattered else None
            for event in scattered:
                if home is not None and event.number != home:
                    self._take_strays(connection, event, int(home))
        for number in {event.number: None for choice in choices for event in choice.unsettled if event.is_loose}:
            fact = profile_of(connection, number)
            goal = home_of_event(connection, number, fact) if fact is not None else None
            if goal is not None and self._may_change(connection, number, goal):
                self._merge(connection, number, goal)

    def _take_strays(self, connection: Connection, event: Candidate, home: int) -> None:
        """Undated reports of an event to another one that has come to fit them better."""
        there = profile_of(connection, home)
        if there is None or not self._may_change(connection, event.number, home):
            return
        members = self._members.of(connection, event.number)
        strays = strays_of(members, event.fact, there)
        if strays:
            told = {member.article_id for member in self._members.of(connection, home)}
            strays = [member for member in strays if member.article_id not in told]
        if len(strays) == len(members) > 0:
            self._merge(connection, event.number, home)
        elif strays:
            for member in {m.article_id: m for m in strays}.values():
                _ASSIGN.one(connection, member.number, {"event_id": home, "own_event_id": home})
            self._members.drop(event.number)
            self._members.drop(home)
            self._refresh(connection, [event.number, home])

    def _merge(self, connection: Connection, one: int, other: int) -> int:
        self._members.drop(one)
        self._members.drop(other)
        number = merge_events(connection, one, other)
        self._refresh(connection, [number])
        return number

    def _may_change(self, connection: Connection, one: int, other: int) -> bool:
        """Whether merging may still change two events: no person said anything of them or of their reports."""
        return self._judged == Judged() or not are_judged(connection, one, other)

    def _bridge(self, connection: Connection, number: int, rivals: Sequence[int]) -> None:
        """Make one of events that only now show themselves to be one, unless a person said that they are two."""
        for rival in rivals:
            if are_one(connection, number, rival) and not self._judged.told_apart(connection, number, rival):
                number = self._merge(connection, number, rival)

    def _found_event(self, connection: Connection, member: Member) -> None:
        number = found_event(connection, member)
        self._members.founded(number, member)
        if self._judged.of_reports:
            self._refresh(connection, [number])

    def _join(self, connection: Connection, member: Member, number: int) -> None:
        _ASSIGN.one(connection, member.number, {"event_id": number, "own_event_id": number})
        members = self._members.joined(connection, number, member)
        if self._judged == Judged() and not self._members.is_due(number, member):
            connection.execute(_ONE_MORE, {"number": number})
        else:
            update_event(connection, number, judged_views(connection, {number: members}, self._judged)[number])

    def _refresh(self, connection: Connection, numbers: Iterable[int]) -> None:
        refresh(connection, numbers, self._judged)

    def _of_article(self, connection: Connection, article: int) -> list[tuple[int, Member]]:
        """The reports of an article with the numbers of their events."""
        numbers = list(dict.fromkeys(connection.execute(_EVENTS_OF_ARTICLE, {"article": article}).scalars()))
        return [
            (number, member)
            for number, members in members_of(connection, numbers).items()
            for member in members
            if member.article_id == article
        ]

    def _inherit(
        self, connection: Connection, members: Sequence[Member], before: Sequence[tuple[int, Member]]
    ) -> dict[int, int]:
        """The events that new reports take over from those of the version before which say the same."""
        pairs = sorted(
            (-score, old.number, new.number, number)
            for number, old in before
            for new in members
            if (score := resemblance(fact_of(new), fact_of(old))) is not None
        )
        kept: dict[int, int] = {}
        followed: set[int] = set()
        for _, old_number, new_number, number in pairs:
            if new_number not in kept and old_number not in followed:
                kept[new_number] = number
                followed.add(old_number)
                connection.execute(_FOLLOW, {"report": old_number, "follower": new_number})
        return kept


def are_judged(connection: Connection, *numbers: int) -> bool:
    """Whether a judgement stands on one of these events, on an id that leads to it, or on one of its reports."""
    wanted = {"numbers": numbers}
    ids = {*connection.execute(_IDS, wanted).scalars(), *connection.execute(_REFS_OF_EVENTS, wanted).scalars()}
    return any(target in ids or other in ids for target, other in connection.execute(_JUDGED))


def merge_events(connection: Connection, one: int, other: int) -> int:
    """Make two events one: the larger, or the older of two as large, stays, and its number is returned.

    The id of the other leads to it, and each report remembers the event that it was given to first.
    """
    rows = connection.execute(_SIZES, {"numbers": [one, other]}).all()
    stays, goes = sorted(rows, key=lambda event: (-event.reports, event.id))
    connection.execute(_MOVE, {"origin": goes.id, "goal": stays.id})
    clear_event(connection, goes.id)
    connection.execute(_REDIRECT, {"number": goes.id, "goal": stays.id})
    return int(stays.id)


def found_event(connection: Connection, member: Member) -> int:
    """A new event of one report; its number. An event that the report founded before, and left, is that one again."""
    key = event_key(member)
    row = connection.execute(_EVENT_BY_KEY, {"key": key}).first()
    if row is not None and row.redirect_to is None and not row.reports:
        number = int(row.id)
        update_event(connection, number, view_of([member]))
    else:
        taken = itertools.count(2)
        while row is not None:
            key = f"{event_key(member)}-{next(taken)}"
            row = connection.execute(_EVENT_BY_KEY, {"key": key}).first()
        number = insert_event(connection, key, view_of([member]))
    _ASSIGN.one(connection, member.number, {"event_id": number, "own_event_id": number})
    return number


def refresh(connection: Connection, numbers: Iterable[int], judged: Judged) -> None:
    """Work events out anew from their reports and from what people said; those without a report are withdrawn."""
    wanted = list(numbers)
    views = load_views(connection, wanted, judged) if wanted else {}
    for number in wanted:
        if number in views:
            update_event(connection, number, views[number])
        else:
            clear_event(connection, number)
            connection.execute(_EMPTY, {"number": number})
